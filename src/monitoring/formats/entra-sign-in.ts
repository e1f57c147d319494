import type { EventRecord } from '#engine';
import type { FieldMap } from '../observables-take.ts';
import { lower, objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';

const categories = new Set([
	...['signinlogs', 'noninteractiveusersigninlogs', 'serviceprincipalsigninlogs', 'managedidentitysigninlogs'],
	...['adfssigninlogs', 'auditlogs', 'userriskevents', 'riskyusers'],
]);
const person: FieldMap = { userPrincipalName: 'upn', ipAddress: 'ip-port', displayName: 'user-name' };
const fields: FieldMap = {
	userPrincipalName: 'upn',
	ipAddress: 'ip-port',
	callerIpAddress: 'ip-port',
	deviceDetail: { displayName: 'host-name' },
	initiatedBy: { user: person },
	targetResources: { userPrincipalName: 'upn' },
};
/** A row of Log Analytics: the same fields, each with a capital. */
const columns: FieldMap = {
	UserPrincipalName: 'upn',
	IPAddress: 'ip-port',
	CallerIpAddress: 'ip-port',
	DeviceDetail: { displayName: 'host-name' },
	InitiatedBy: { user: person },
	TargetResources: { userPrincipalName: 'upn' },
};

function isEntra(event: EventRecord): boolean {
	const category = lower(event.category) || lower(event.Category);
	if (categories.has(category)) {
		return event.operationName !== undefined || event.properties !== undefined || event.OperationName !== undefined;
	}
	if (event.userPrincipalName !== undefined && event.appDisplayName !== undefined) return true;
	if (event.UserPrincipalName !== undefined && event.AppDisplayName !== undefined && event.TimeGenerated !== undefined)
		return true;
	return event.activityDisplayName !== undefined && typeof event.initiatedBy === 'object';
}

/** What the source calls the kind; Graph does not say it. */
function categoryOf(event: EventRecord): unknown {
	// In Graph's audit records `category` is a subject, for example UserManagement.
	if (event.activityDisplayName !== undefined) return 'AuditLogs';
	return event.category ?? event.Category ?? (event.Type || 'SignInLogs');
}

/** Rules for Entra ID are written with the columns of Log Analytics, whichever way the records came. */
function columnsOf(event: EventRecord): EventRecord {
	const inner = event.properties === undefined ? event : objectIn(event, 'properties');
	const status = objectIn(inner, 'status');
	const result = event.resultType ?? event.ResultType ?? status.errorCode;
	const failed = result === undefined ? undefined : !['0', 0, ''].includes(result as string);
	return {
		category: categoryOf(event),
		operationName: event.OperationName ?? event.activityDisplayName,
		OperationName: event.operationName ?? event.activityDisplayName,
		ResultType: result,
		ResultDescription: event.resultDescription ?? status.failureReason,
		Result: event.result ?? inner.result,
		Status: failed === undefined ? undefined : failed ? 'Failure' : 'Success',
		Username: inner.userPrincipalName ?? event.UserPrincipalName,
		UserPrincipalName: inner.userPrincipalName,
		AppId: inner.appId,
		AppDisplayName: inner.appDisplayName,
		ResourceDisplayName: inner.resourceDisplayName,
		ClientAppUsed: inner.clientAppUsed,
		ConditionalAccessStatus: inner.conditionalAccessStatus,
		AuthenticationRequirement: inner.authenticationRequirement,
		AuthenticationProtocol: inner.authenticationProtocol,
		IPAddress: inner.ipAddress ?? event.callerIpAddress,
		Location: objectIn(inner, 'location').countryOrRegion ?? event.location,
		UserAgent: inner.userAgent,
		userAgent: event.UserAgent,
		DeviceDetail: inner.deviceDetail,
		UserType: inner.userType,
		RiskState: inner.riskState,
		Initiatedby: inner.initiatedBy ?? event.InitiatedBy,
		TargetResources: inner.targetResources,
	};
}

/** Entra ID sign-in, audit and risk logs: as diagnostic settings export them (`properties`), as Graph returns them, as Log Analytics keeps them. */
export const entraSignIn = objectFormat('entra-sign-in', isEntra, {
	time: (event) => {
		const { createdDateTime, activityDateTime, detectedDateTime } = objectIn(event, 'properties');
		const inner = createdDateTime ?? activityDateTime ?? detectedDateTime;
		return firstTime(
			event.createdDateTime,
			event.activityDateTime,
			event.CreatedDateTime,
			inner,
			event.time,
			event.TimeGenerated,
		);
	},
	source: (event) => sourceName('entra', categoryOf(event)),
	fields: { ...fields, ...columns, properties: fields },
	names: columnsOf,
});
