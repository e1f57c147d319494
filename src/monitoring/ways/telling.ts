import type { Refusal } from '#kernel';
import type { Tell } from '#platform';

const codeIn = ({ findings }: Refusal) => findings[0]?.code;

/** What Splunk says (HTTP status, number and text of its HEC troubleshooting table); its senders decide by the number whether to try again. */
function splunkWord(
	refusal: Refusal,
	{ headers: { authorization }, query }: Parameters<Tell>[1],
): readonly [status: number, code: number, text: string] {
	const { code } = refusal;
	if (code === 'not-signed-in' && (query as { token?: unknown } | undefined)?.token !== undefined)
		return [400, 16, 'Query string authorization is not enabled'];
	if (code === 'not-signed-in') return [401, 2, 'Token is required'];
	if (code === 'token-invalid' && !/^(?:splunk|basic|bearer) /i.test(authorization ?? ''))
		return [401, 3, 'Invalid authorization'];
	if (code === 'token-invalid') return [403, 4, 'Invalid token'];
	if (code === 'not-allowed') return [403, 1, 'Token disabled'];
	// Fluent Bit throws away what any 4xx refused, 429 too.
	if (code === 'rate-limited' || code === 'not-ready') return [503, 9, 'Server is busy'];
	if (code === 'too-large') return [413, 27, 'Request entity too large'];
	if (code === 'internal') return [500, 8, 'Internal server error'];
	const fault = codeIn(refusal);
	if (fault === 'hec-no-data') return [400, 5, 'No data'];
	if (fault === 'hec-no-channel') return [400, 10, 'Data channel is missing'];
	if (fault === 'hec-channel') return [400, 11, 'Invalid data channel'];
	if (fault === 'hec-fields') return [400, 15, 'Error in handling indexed fields'];
	if (fault === 'hec-event-missing') return [400, 12, 'Event field is required'];
	if (fault === 'hec-event-blank') return [400, 13, 'Event field cannot be blank'];
	return [code === 'media-type-unsupported' ? 415 : 400, 6, 'Invalid data format'];
}

export const asSplunk: Tell = (refusal, request) => {
	const [status, code, text] = splunkWord(refusal, request);
	const number = /^event (\d+)$/.exec(refusal.findings[0]?.where ?? '')?.[1];
	return { status, words: { text, code, ...(number && { 'invalid-event-number': Number(number) }) } };
};

/** The form in which Elasticsearch refuses; senders log the reason. */
export const asElastic: Tell = (refusal, _request, status) => {
	const places = refusal.findings.map(({ where, detail }) => `${where}: ${detail}`);
	const about = { type: refusal.code.replaceAll('-', '_'), reason: [refusal.message, ...places].join('; ') };
	return { status, words: { error: { root_cause: [about], ...about } } };
};
