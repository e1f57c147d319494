import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Writes lines in large pieces and waits when the reader is slower. */
export class LineOutput {
	private readonly stream: NodeJS.WritableStream;
	private readonly own: boolean;
	private pieces: string[] = [];
	private size = 0;

	/** To a file, or to `standard` when no file is named. */
	constructor(file: string | undefined, standard: NodeJS.WritableStream) {
		this.stream = file === undefined ? standard : createWriteStream(file);
		this.own = file !== undefined;
	}

	async line(text: string): Promise<void> {
		this.pieces.push(text);
		this.size += text.length + 1;
		if (this.size > 1 << 16) await this.flush();
	}

	async end(): Promise<void> {
		await this.flush();
		if (!this.own) return;
		this.stream.end();
		await finished(this.stream);
	}

	private async flush(): Promise<void> {
		if (this.pieces.length === 0) return;
		const full = !this.stream.write(`${this.pieces.join('\n')}\n`);
		this.pieces = [];
		this.size = 0;
		if (full) await once(this.stream, 'drain');
	}
}
