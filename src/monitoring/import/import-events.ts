import type { Readable } from 'node:stream';
import { blocksOf, keyOf } from './blocks.ts';
import { openFile } from './open-file.ts';
import { sendBlock, type Target } from './send-block.ts';

export interface ImportCounts {
	readonly accepted: number;
	readonly refused: number;
	readonly alerts: number;
	/** Lines that the server knew already. */
	readonly repeated: number;
}

/** Ends an import before its end; `offset` is where to go on. */
export class Interrupted extends Error {
	readonly offset: number;

	constructor(reason: string, offset: number) {
		super(reason);
		this.offset = offset;
	}
}

/** Sends the lines of a file from an offset in its unpacked bytes on. Throws Interrupted when the file or the server gives up. */
export async function importEvents(
	target: Target,
	file: string,
	input: Readable,
	from: number,
	tell: (line: string) => void,
): Promise<ImportCounts> {
	let counts: ImportCounts = { accepted: 0, refused: 0, alerts: 0, repeated: 0 };
	let offset = from;
	try {
		const { bytes, progress } = await openFile(file, input);
		for await (const block of blocksOf(bytes)) {
			if (block.offset < from) continue;
			const answer = await sendBlock(target, keyOf(block), block.bytes, tell);
			offset = block.offset + block.bytes.length;
			counts = {
				accepted: counts.accepted + answer.accepted,
				refused: counts.refused + answer.refused,
				alerts: counts.alerts + answer.alerts,
				repeated: counts.repeated + (answer.repeated ? answer.accepted + answer.refused : 0),
			};
			const { read, of } = progress();
			const share = of === undefined ? `${megabytes(read)} MB` : `${Math.round((100 * read) / Math.max(of, 1))} %`;
			tell(`${share}, ${counts.accepted} lines taken, ${counts.refused} refused, ${counts.alerts} alerts`);
		}
	} catch (fault) {
		throw new Interrupted((fault as Error).message, offset);
	}
	return counts;
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(1);
}
