import type { EventForm } from './forms.ts';
import { at, has, source, word } from './marks.ts';
import { own } from './own.ts';

/** Category or table of an Azure event -> Sigma service. */
const azure: Readonly<Record<string, readonly string[]>> = {
	signinlogs: ['signinlogs'],
	noninteractiveusersigninlogs: ['signinlogs'],
	aadnoninteractiveusersigninlogs: ['signinlogs'],
	serviceprincipalsigninlogs: ['signinlogs'],
	managedidentitysigninlogs: ['signinlogs'],
	auditlogs: ['auditlogs'],
	administrative: ['activitylogs'],
	azureactivity: ['activitylogs'],
	policy: ['activitylogs'],
	security: ['activitylogs'],
	userriskevents: ['riskdetection', 'pim'],
	riskyusers: ['riskdetection', 'pim'],
	aaduserriskevents: ['riskdetection', 'pim'],
	privilegedidentitymanagement: ['pim'],
};
/** Workload of a Microsoft 365 event, or who wrote it -> Sigma services. */
const m365: Readonly<Record<string, readonly string[]>> = {
	exchange: ['audit', 'exchange'],
	securitycompliancecenter: ['audit', 'threat_management', 'threat_detection'],
	threatintelligence: ['audit', 'threat_management', 'threat_detection'],
};
const m365Writers = new Set([
	'securitycompliancecenter',
	'exchange',
	'sharepoint',
	'onedrive',
	'azureactivedirectory',
	'microsoftteams',
]);

/** Clouds and the services that run in them. */
export const cloudForms: readonly EventForm[] = [
	{
		name: 'cloudtrail',
		read: (event) => {
			const writer = word(event, 'eventSource');
			if (writer === undefined || !has(event, 'eventName') || m365Writers.has(writer)) return undefined;
			const shown = writer.includes('.') ? writer.endsWith('.amazonaws.com') : false;
			return shown || has(event, 'awsRegion') || has(event, 'userIdentity') ? [source('aws', 'cloudtrail')] : undefined;
		},
	},
	{
		name: 'm365',
		read: (event) => {
			const workload = word(event, 'Workload') ?? (has(event, 'eventName') ? word(event, 'eventSource') : undefined);
			if (workload === undefined || !(has(event, 'Operation') || m365Writers.has(workload))) return undefined;
			return (own(m365, workload) ?? ['audit']).map((service) => source('m365', service));
		},
	},
	{
		name: 'workspace',
		read: (event) => {
			const service = word(event, 'protoPayload.serviceName', 'eventService');
			const application =
				/^(admin|login|drive|token|groups)\.googleapis\.com$/.exec(service ?? '')?.[1] ?? word(event, 'id.applicationName');
			if (application === undefined || !(service || has(event, 'actor'))) return undefined;
			const named = `google_workspace.${application}`;
			return [source('gcp', named), source('google_workspace', named)];
		},
		containers: ['protoPayload'],
	},
	{
		name: 'gcp',
		read: (event) =>
			has(event, 'protoPayload') || has(event, 'gcp.audit') || hasMethod(event) ? [source('gcp', 'gcp.audit')] : undefined,
		containers: ['protoPayload'],
	},
	{
		name: 'azure',
		read: (event) => {
			const names = ['category', 'Category', 'CategoryValue', 'Type', 'azure.signinlogs.category', 'azure.activitylogs.category'];
			const services = names.map((name) => own(azure, word(event, name) ?? '')).find((found) => found !== undefined);
			const marks = ['operationName', 'OperationName', 'OperationNameValue', 'properties', 'riskEventType', 'TenantId'];
			if (services && marks.some((mark) => has(event, mark))) return services.map((service) => source('azure', service));
			if (has(event, 'riskEventType')) return [source('azure', 'riskdetection'), source('azure', 'pim')];
			const signIn = has(event, 'userPrincipalName') && has(event, 'appDisplayName');
			if (signIn || (has(event, 'UserPrincipalName') && has(event, 'AppDisplayName'))) return [source('azure', 'signinlogs')];
			return has(event, 'OperationNameValue') || has(event, 'ResourceProviderValue')
				? [source('azure', 'activitylogs')]
				: undefined;
		},
		containers: ['properties'],
	},
	{
		name: 'okta',
		read: (event) =>
			word(event, 'eventType', 'eventtype') &&
			has(event, 'actor') &&
			(has(event, 'published') || has(event, 'outcome') || has(event, 'displayMessage'))
				? [source('okta', 'okta')]
				: undefined,
	},
	{ name: 'onelogin', read: (event) => (has(event, 'event_type_id') ? [source('onelogin', 'onelogin.events')] : undefined) },
	{
		name: 'duo',
		read: (event) =>
			has(event, 'txid') && (has(event, 'access_device') || has(event, 'auth_device')) ? [source('cisco', 'duo')] : undefined,
	},
	{
		name: 'kubernetes',
		read: (event) => {
			const audit =
				word(event, 'apiVersion')?.startsWith('audit.k8s.io') ||
				(has(event, 'verb') && (has(event, 'objectRef') || has(event, 'requestURI')));
			return audit ? [source('kubernetes', 'audit', 'application')] : undefined;
		},
	},
	{
		name: 'bitbucket',
		read: (event) =>
			has(event, 'auditType.action') || has(event, 'auditType.category') ? [source('bitbucket', 'audit')] : undefined,
	},
	{
		name: 'github',
		read: (event) =>
			typeof at(event, 'action') === 'string' &&
			has(event, 'actor') &&
			['org', 'repo', 'business', '_document_id'].some((mark) => has(event, mark))
				? [source('github', 'audit')]
				: undefined,
	},
];

function hasMethod(event: Parameters<EventForm['read']>[0]): boolean {
	return has(event, 'gcp.audit.method_name');
}
