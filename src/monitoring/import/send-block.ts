import { setTimeout as wait } from 'node:timers/promises';
import { zstdCompressSync } from 'node:zlib';
import { type BatchAnswer, batchAnswer } from '../contract/ingest.ts';

export interface Target {
	readonly url: string;
	readonly token: string;
}

/** The server will not take this whatever we do: the sentence says why. */
export class Refused extends Error {}

const pause = { first: 500, longest: 10_000, tries: 40 };

/** Sends a block until it is durable. A server that is busy, away or starting again is waited for, some minutes long. */
export async function sendBlock(target: Target, key: string, bytes: Buffer, tell: (line: string) => void): Promise<BatchAnswer> {
	const body = zstdCompressSync(bytes);
	let delay = pause.first;
	for (let attempt = 1; ; attempt++) {
		const answer = await post(target, key, body);
		if (typeof answer !== 'string') return answer;
		if (attempt === pause.tries) throw new Refused(`${answer}; gave up after ${attempt} times`);
		tell(`${answer}; once more in ${delay / 1000} s`);
		await wait(delay);
		delay = Math.min(delay * 2, pause.longest);
	}
}

/** The answer, or why it is worth trying again. */
async function post({ url, token }: Target, key: string, body: Buffer): Promise<BatchAnswer | string> {
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/x-ndjson',
		'content-encoding': 'zstd',
		'idempotency-key': key,
	};
	let answer: Response;
	try {
		answer = await fetch(new URL('/v1/ingest/events', url), { method: 'POST', headers, body: new Uint8Array(body) });
	} catch {
		return `${url} does not answer`;
	}
	if (answer.ok) return batchAnswer.parse(await answer.json());
	const told = (await answer.json().catch(() => ({}))) as { detail?: string };
	const detail = told.detail ?? '';
	const sentence = `the server said ${answer.status}${detail === '' ? '' : `: ${detail}`}`;
	if (answer.status === 429 || answer.status >= 500) return sentence;
	throw new Refused(sentence);
}
