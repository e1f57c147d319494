import type { ErrorCode, Finding } from '#kernel';

/** A refusal of the server (problem+json) or of the road to it, with everything that is wrong and where. */
export class ApiError extends Error {
	readonly code: ErrorCode | 'unreachable';
	readonly status: number;
	readonly findings: readonly Finding[];
	/** Seconds to wait, when the server says so. */
	readonly retryAfter: number | undefined;

	constructor(
		code: ErrorCode | 'unreachable',
		status: number,
		detail: string,
		findings: readonly Finding[],
		retryAfter?: number,
	) {
		super(detail);
		this.name = 'ApiError';
		this.code = code;
		this.status = status;
		this.findings = findings;
		this.retryAfter = retryAfter;
	}
}

const codeByStatus: Record<number, ErrorCode> = {
	400: 'input-invalid',
	401: 'not-signed-in',
	403: 'not-allowed',
	404: 'not-found',
	409: 'state-refused',
	413: 'too-large',
	415: 'media-type-unsupported',
	422: 'content-refused',
	429: 'rate-limited',
	503: 'not-ready',
};

function isFinding(value: unknown): value is Finding {
	return typeof value === 'object' && value !== null && 'where' in value && 'detail' in value;
}

/** Reads a problem+json body; an answer in another form still becomes an error that can be shown. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): ApiError {
	const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
	const code = typeof fields.code === 'string' ? (fields.code as ErrorCode) : (codeByStatus[status] ?? 'internal');
	const detail = typeof fields.detail === 'string' ? fields.detail : '';
	const found = Array.isArray(fields.findings) ? fields.findings : Array.isArray(fields.errors) ? fields.errors : [];
	const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
	return new ApiError(code, status, detail, found.filter(isFinding), Number.isFinite(seconds) ? seconds : undefined);
}
