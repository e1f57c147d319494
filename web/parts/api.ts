import { ApiError, readProblem } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Query = Record<string, string | number | boolean | undefined>;

/** Path with the query parts that have a value; path parts are escaped by the caller with `seg`. */
export function withQuery(path: string, query: Query = {}): string {
	const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
	if (given.length === 0) return path;
	return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

async function call<T>(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
	const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
	if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
	const asItIs = body === undefined || body instanceof FormData || body instanceof Blob;
	// A file goes as a stream of bytes; what it is, is for the server to find out.
	if (body instanceof Blob) headers['content-type'] = body.type || 'application/octet-stream';
	else if (!asItIs) headers['content-type'] = 'application/json';
	const payload = asItIs ? body : JSON.stringify(body);
	let response: Response;
	try {
		response = await fetch(path, { method, headers, body: payload, signal, credentials: 'same-origin' });
	} catch (cause) {
		if (signal?.aborted) throw cause;
		throw new ApiError('unreachable', 0, '', []);
	}
	if (response.status === 204) return undefined as T;
	const parsed: unknown = await response.json().catch(() => undefined);
	if (!response.ok) throw readProblem(response.status, parsed, response.headers.get('retry-after'));
	return parsed as T;
}

/** Same-origin calls with the session cookie. The type given is the contract's `Output`: the server has checked it. */
export const api = {
	get: <T>(path: string, query?: Query, signal?: AbortSignal) => call<T>('GET', withQuery(path, query), undefined, signal),
	post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
	put: <T>(path: string, body: unknown) => call<T>('PUT', path, body),
	patch: <T>(path: string, body: unknown) => call<T>('PATCH', path, body),
	/** Sends a file as it is, under the media type that the address asks for. */
	send: <T>(path: string, file: File, type: string) => call<T>('POST', path, file.slice(0, file.size, type)),
	remove: <T>(path: string) => call<T>('DELETE', path, undefined),
};
