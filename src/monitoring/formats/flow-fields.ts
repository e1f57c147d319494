import type { FieldMap } from '../observables-take.ts';

/** Names under which the rows of firewalls put who spoke with whom, and what was asked or carried. */
export const flowFields: FieldMap = {
	src_ip: 'ip',
	dst_ip: 'ip',
	user: 'upn',
	url: 'url',
	file: 'file-name',
	device: 'host-name',
};
