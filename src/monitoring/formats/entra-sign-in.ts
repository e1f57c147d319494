import type { EventRecord } from '#engine';
import type { FieldMap } from '../observables-take.ts';
import { lower, objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';

const categories = new Set(['signinlogs', 'noninteractiveusersigninlogs', 'auditlogs', 'userriskevents', 'riskyusers']);
const person: FieldMap = { userPrincipalName: 'upn', ipAddress: 'ip-port' };
const fields: FieldMap = {
	...person,
	callerIpAddress: 'ip-port',
	deviceDetail: { displayName: 'host-name' },
	initiatedBy: { user: person },
	targetResources: { userPrincipalName: 'upn' },
};

function isEntra(event: EventRecord): boolean {
	if (categories.has(lower(event.category))) return event.operationName !== undefined || event.properties !== undefined;
	return event.userPrincipalName !== undefined && event.appDisplayName !== undefined;
}

/** Entra ID sign-in and audit logs, as diagnostic settings export them (`properties`) or as Graph returns them. */
export const entraSignIn = objectFormat('entra-sign-in', isEntra, {
	time: (event) => firstTime(event.createdDateTime, objectIn(event, 'properties').createdDateTime, event.time),
	source: (event) => sourceName('entra', event.category ?? 'signinlogs'),
	fields: { ...fields, properties: fields },
});
