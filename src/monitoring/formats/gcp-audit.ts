import { objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';

/** Audit log of Google Cloud: a LogEntry with an AuditLog as `protoPayload`. */
export const gcpAudit = objectFormat('gcp-audit', (event) => typeof objectIn(event, 'protoPayload').methodName === 'string', {
	time: (event) => firstTime(event.timestamp, event.receiveTimestamp),
	source: (event) => sourceName('gcp', objectIn(event, 'protoPayload').serviceName),
	fields: {
		protoPayload: {
			authenticationInfo: { principalEmail: 'upn' },
			requestMetadata: { callerIp: 'ip' },
		},
	},
	names: (event) => {
		const payload = objectIn(event, 'protoPayload');
		return {
			'gcp.audit.method_name': payload.methodName,
			'gcp.audit.service_name': payload.serviceName,
			'gcp.audit.resource_name': payload.resourceName,
			data: { protoPayload: payload },
		};
	},
});
