import { ZodError } from 'zod';
import { type ErrorCode, errorCatalogue, type Finding, finding, Refusal } from '#kernel';
import { databaseAway } from '../postgres/away.ts';
import { TelemetryAway } from '../telemetry/telemetry.ts';

/** RFC 9457 problem details, with every fault and its place. */
export interface Problem {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: ErrorCode;
	readonly detail: string;
	readonly findings: readonly Finding[];
}

export function problem(refusal: Refusal): Problem {
	const { status, title } = errorCatalogue[refusal.code];
	const type = `/problems/${refusal.code}`;
	return { type, title, status, code: refusal.code, detail: refusal.message, findings: refusal.findings };
}

/** Faults of zod as findings; the place is a JSON pointer below `part`. */
export function zodFindings(part: string, error: ZodError): Finding[] {
	return error.issues.map((issue) => {
		const pointer = issue.path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
		return finding(issue.code ?? 'invalid', `/${[part, ...pointer].join('/')}`, issue.message);
	});
}

const fastifyCodes: Record<string, ErrorCode> = {
	FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
	FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
	FST_ERR_CTP_EMPTY_JSON_BODY: 'input-invalid',
	FST_ERR_CTP_INVALID_JSON_BODY: 'input-invalid',
	FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input-invalid',
	FST_ERR_BAD_URL: 'input-invalid',
	FST_ERR_MAX_PARAM_LENGTH: 'input-invalid',
	FST_ERR_NOT_FOUND: 'not-found',
};

/** Any fault as a refusal; what a client caused is never a 5xx, what we caused tells nothing. */
export function toRefusal(fault: unknown): Refusal {
	if (fault instanceof Refusal) return fault;
	if (fault instanceof ZodError) return new Refusal('input-invalid', '', zodFindings('body', fault));
	const { code = '', statusCode = 500 } = fault as { code?: string; statusCode?: number };
	const known = fastifyCodes[code];
	if (known !== undefined) return new Refusal(known, (fault as Error).message);
	if (statusCode === 429) return new Refusal('rate-limited');
	if (statusCode === 413) return new Refusal('too-large');
	if (statusCode >= 400 && statusCode < 500) return new Refusal('input-invalid', (fault as Error).message);
	if (databaseAway(fault) || fault instanceof TelemetryAway) return new Refusal('not-ready');
	return new Refusal('internal');
}
