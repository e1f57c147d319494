const plain = /^(?:Bearer|Splunk) ([\w.~+/-]+)$/i;
/** Clients send the key they were given as it is; a token of ours is no base64, for it holds `_`. */
const bareKey = /^ApiKey (dwt_[\w-]+)$/i;
const packed = /^(?:ApiKey|Basic) ([A-Za-z0-9+/]{1,400}={0,2})$/i;

/**
 * The token in an authorization header, as the senders of others write it: `Bearer T`, `Splunk T` (HTTP Event Collector),
 * `ApiKey T`, and `ApiKey` or `Basic` with base64 of `name:T` (Elasticsearch); the name says nothing. Undefined when none stands there.
 */
export function secretIn(authorization: string): string | undefined {
	const direct = plain.exec(authorization)?.[1] ?? bareKey.exec(authorization)?.[1];
	if (direct !== undefined) return direct;
	const pair = packed.exec(authorization)?.[1];
	if (pair === undefined) return undefined;
	const text = Buffer.from(pair, 'base64').toString('latin1');
	return /^[^:]{0,200}:([\w.~+/-]+)$/.exec(text)?.[1];
}
