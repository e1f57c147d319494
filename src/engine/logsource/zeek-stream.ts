import type { EventRecord } from '../model.ts';

/** Field that only one log of Zeek has -> that log. */
const tellTale: readonly (readonly [string, string])[] = [
	['conn_state', 'conn'],
	['qtype_name', 'dns'],
	['rcode_name', 'dns'],
	['user_agent', 'http'],
	['resp_mime_types', 'http'],
	['status_code', 'http'],
	['next_protocol', 'ssl'],
	['cipher', 'ssl'],
	['certificate.serial', 'x509'],
	['certificate_serial', 'x509'],
	['share_type', 'smb_mapping'],
	['named_pipe', 'dce_rpc'],
	['request_type', 'kerberos'],
	['mime_type', 'files'],
	['note', 'notice'],
	['mailfrom', 'smtp'],
	['auth_attempts', 'ssh'],
	['query', 'dns'],
	['name', 'weird'],
];

/** The log that a line of Zeek is from when it does not say so, as in the files that Zeek writes itself; by the fields that only that log has. */
export function zeekStreamOf(event: EventRecord): string | undefined {
	if (event.ts === undefined || (event['id.orig_h'] === undefined && event.uid === undefined && event.fuid === undefined))
		return undefined;
	return tellTale.find(([field]) => event[field] !== undefined)?.[1];
}
