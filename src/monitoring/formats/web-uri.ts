/**
 * Address of a request as rules for web servers ask for it. Half of them mean the part behind the question mark by
 * `cs-uri-query`, the other half the whole address, so that field has both values; a list matches by any of its elements.
 */
export function uriForRules(uri: string): Readonly<Record<string, string | readonly string[]>> {
	const mark = uri.indexOf('?');
	return {
		'c-uri': uri,
		'cs-uri-stem': mark === -1 ? uri : uri.slice(0, mark),
		'cs-uri-query': mark === -1 ? [uri] : [uri.slice(mark + 1), uri],
	};
}
