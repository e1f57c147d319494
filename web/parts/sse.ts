/** One event of a text/event-stream (HTML standard, 9.2.6). */
export interface ServerEvent {
	readonly id: string | undefined;
	readonly topic: string;
	readonly data: string;
}

/** Reads pieces of a stream as they come; an event that is not finished waits for its next piece. */
export function eventReader(): (piece: string) => ServerEvent[] {
	let rest = '';
	return (piece) => {
		rest += piece.replaceAll('\r\n', '\n');
		const blocks = rest.split('\n\n');
		rest = blocks.pop() ?? '';
		return blocks.map(readBlock).filter((event) => event.id !== undefined || event.data !== '');
	};
}

function readBlock(block: string): ServerEvent {
	let id: string | undefined;
	let topic = 'message';
	const data: string[] = [];
	for (const line of block.split('\n')) {
		const colon = line.indexOf(':');
		if (colon === 0) continue;
		const name = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
		if (name === 'id') id = value;
		else if (name === 'event') topic = value;
		else if (name === 'data') data.push(value);
	}
	return { id, topic, data: data.join('\n') };
}

/** Milliseconds before the next attempt: half a second, doubling, at most 15 seconds. */
export function pauseAfter(failures: number): number {
	return Math.min(15_000, 500 * 2 ** Math.min(failures, 6));
}
