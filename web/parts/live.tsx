import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { eventReader, pauseAfter, type ServerEvent } from './sse.ts';

type Listener = (topic: string, payload: Record<string, unknown>) => void;

interface Live {
	readonly connected: boolean;
	listen(listener: Listener): () => void;
}

const LiveContext = createContext<Live>({ connected: false, listen: () => () => undefined });

interface StreamHooks {
	onEvent(event: ServerEvent): void;
	onState(connected: boolean): void;
}

async function readOnce(lastId: string, signal: AbortSignal, hooks: StreamHooks): Promise<void> {
	const headers: Record<string, string> = { accept: 'text/event-stream' };
	// EventSource cannot resume after the server refused it once; a fetch can say where it was.
	if (lastId !== '') headers['last-event-id'] = lastId;
	const response = await fetch('/v1/live', { headers, signal, credentials: 'same-origin' });
	if (!response.ok || response.body === null) throw new Error(`live updates answered ${response.status}`);
	hooks.onState(true);
	const read = eventReader();
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		for (const event of read(value)) hooks.onEvent(event);
	}
}

/** Keeps one stream open for the whole application and resumes it where it broke off. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
	const [connected, setConnected] = useState(false);
	const listeners = useRef(new Set<Listener>());
	const client = useQueryClient();
	useEffect(() => {
		const stop = new AbortController();
		const seen = new Set<number>();
		let lastId = '';
		let failures = 0;
		const onEvent = ({ id, topic, data }: ServerEvent) => {
			if (id !== undefined) lastId = id;
			if (data === '') return;
			const payload = JSON.parse(data) as Record<string, unknown>;
			if (typeof payload.id === 'number') {
				if (seen.has(payload.id)) return;
				seen.add(payload.id);
				if (seen.size > 4000) for (const old of [...seen].slice(0, 2000)) seen.delete(old);
			}
			for (const listener of listeners.current) listener(topic, payload);
		};
		const onState = (now: boolean) => {
			if (now && failures > 0) void client.invalidateQueries();
			if (now) failures = 0;
			setConnected(now);
		};
		const run = async () => {
			while (!stop.signal.aborted) {
				await readOnce(lastId, stop.signal, { onEvent, onState }).catch(() => undefined);
				if (stop.signal.aborted) return;
				onState(false);
				await new Promise((resolve) => setTimeout(resolve, pauseAfter(failures)));
				failures += 1;
			}
		};
		void run();
		return () => stop.abort();
	}, [client]);
	const live = useRef<Live['listen']>((listener) => {
		listeners.current.add(listener);
		return () => listeners.current.delete(listener);
	});
	return <LiveContext value={{ connected, listen: live.current }}>{children}</LiveContext>;
}

export function useLiveState(): boolean {
	return use(LiveContext).connected;
}

/** Calls back for each piece of news; which topics matter is for the caller. */
export function useLive(listener: Listener): void {
	const { listen } = use(LiveContext);
	const latest = useRef(listener);
	latest.current = listener;
	useEffect(() => listen((topic, payload) => latest.current(topic, payload)), [listen]);
}

/** Least milliseconds between two questions that news gives rise to. */
const pause = 500;

/** Asks anew for what stands under `key` when news of a topic that begins with one of `topics` comes: at once, then at most every half second. */
export function useFresh(topics: readonly string[], key: readonly unknown[]): void {
	const client = useQueryClient();
	const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
	const asked = useRef(Number.NEGATIVE_INFINITY);
	const ask = () => {
		timer.current = undefined;
		asked.current = performance.now();
		void client.invalidateQueries({ queryKey: key });
	};
	useLive((topic) => {
		if (!topics.some((wanted) => topic.startsWith(wanted)) || timer.current !== undefined) return;
		const wait = asked.current + pause - performance.now();
		if (wait <= 0) ask();
		else timer.current = setTimeout(ask, wait);
	});
}
