import { lower, objectFormat, objectIn, sourceName } from './format.ts';
import { firstTime } from './time.ts';

const account = { username: 'user-name' } as const;

/** Audit events of the Kubernetes API server (audit.k8s.io). */
export const kubernetesAudit = objectFormat(
	'kubernetes-audit',
	(event) => lower(event.apiVersion).startsWith('audit.k8s.io') && typeof event.verb === 'string',
	{
		time: (event) => firstTime(event.requestReceivedTimestamp, event.stageTimestamp),
		source: (event) => sourceName('kubernetes', event.verb, objectIn(event, 'objectRef').resource),
		fields: { sourceIPs: 'ip', user: account, impersonatedUser: account },
	},
);
