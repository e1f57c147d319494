/** What an analyst's screen hears. */
export interface Screen {
	/** Resolves with the moment at which an event of this topic that fits was heard, also when it came before the question. */
	heard(topic: string, fits: (data: Record<string, unknown>) => boolean, withinMs: number): Promise<number>;
	close(): void;
}

interface Heard {
	readonly topic: string;
	readonly data: Record<string, unknown>;
	readonly at: number;
}

/** Opens the live updates as a browser does. @param headers identity of the persona */
export async function openScreen(base: string, headers: Record<string, string>): Promise<Screen> {
	const stop = new AbortController();
	const response = await fetch(`${base}/v1/live`, { headers: { ...headers, accept: 'text/event-stream' }, signal: stop.signal });
	const events: Heard[] = [];
	const wake = new Set<() => void>();
	const read = async () => {
		let rest = '';
		const decoder = new TextDecoder();
		for await (const part of response.body ?? []) {
			rest += decoder.decode(part as Uint8Array, { stream: true });
			const blocks = rest.split('\n\n');
			rest = blocks.pop() ?? '';
			for (const block of blocks) {
				const topic = /^event: (.*)$/m.exec(block)?.[1];
				const data = /^data: (.*)$/m.exec(block)?.[1];
				if (topic !== undefined && data !== undefined) events.push({ topic, data: JSON.parse(data), at: performance.now() });
			}
			for (const listener of wake) listener();
		}
	};
	read().catch(() => undefined);
	return {
		heard(topic, fits, withinMs) {
			return new Promise((resolve, reject) => {
				const look = () => {
					const found = events.find((event) => event.topic === topic && fits(event.data));
					if (found === undefined) return;
					clearTimeout(timer);
					wake.delete(look);
					resolve(found.at);
				};
				const timer = setTimeout(() => {
					wake.delete(look);
					reject(new Error(`nothing was heard about ${topic} within ${withinMs} ms`));
				}, withinMs);
				wake.add(look);
				look();
			});
		},
		close: () => stop.abort(),
	};
}
