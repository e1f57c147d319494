import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { EngineIo } from './command.ts';

/** Writes lines in large pieces and waits when the reader is slower. */
export class LineOutput {
	private readonly stream: NodeJS.WritableStream;
	private readonly own: boolean;
	/** Why nothing can be written any more. */
	private fault: NodeJS.ErrnoException | undefined;
	private pieces: string[] = [];
	private size = 0;

	/** To a file, or to `standard` when no file is named. */
	constructor(file: string | undefined, standard: NodeJS.WritableStream) {
		this.stream = file === undefined ? standard : createWriteStream(file);
		this.own = file !== undefined;
		this.stream.once('error', (error) => {
			this.fault = error;
		});
	}

	/** What to tell when writing failed; nothing when whoever read it has seen enough and closed. */
	get failure(): string | undefined {
		return this.fault?.code === 'EPIPE' ? '' : this.fault?.message;
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
		if (this.fault) throw this.fault;
		if (this.pieces.length === 0) return;
		const full = !this.stream.write(`${this.pieces.join('\n')}\n`);
		this.pieces = [];
		this.size = 0;
		if (full) await once(this.stream, 'drain');
	}
}

/** Tells why work on a file of events stopped early, after what was answered until then; answers the exit code. */
export async function stopped(error: unknown, events: string, output: LineOutput, io: EngineIo): Promise<number> {
	if (output.failure === undefined) await output.end().catch(() => undefined);
	if (output.failure === '') return 0;
	const reason = output.failure ?? `${events}: ${error instanceof Error ? error.message : 'cannot be read'}`;
	io.stderr.write(`${reason}\n`);
	return 1;
}
