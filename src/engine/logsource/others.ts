import type { EventRecord, LogSource } from '../model.ts';
import { member, own } from './own.ts';

/** One form of event: how it is recognised, what it counts as, how its names differ from those in rules. */
export interface EventForm {
	readonly name: string;
	readonly product: string;
	readonly aliases: Readonly<Record<string, readonly string[]>>;
	readonly containers: readonly string[];
	/** What the event counts as; `undefined` when it is not of this form. */
	readonly read: (event: EventRecord) => readonly LogSource[] | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const service = (product: string, name: string): LogSource[] => [{ product, service: name }];

const azureCategories: Readonly<Record<string, string>> = {
	signinlogs: 'signinlogs',
	noninteractiveusersigninlogs: 'signinlogs',
	auditlogs: 'auditlogs',
	administrative: 'activitylogs',
	userriskevents: 'riskdetection',
	riskyusers: 'riskdetection',
};
const m365Services: Readonly<Record<string, readonly string[]>> = {
	exchange: ['audit', 'exchange'],
	securitycompliancecenter: ['audit', 'threat_management', 'threat_detection'],
};
const auditdTypes =
	/^(syscall|execve|path|cwd|proctitle|user_\w+|cred_\w+|add_user|del_user|service_\w+|sockaddr|config_change|tty|avc|bpf)$/i;

function said(source: unknown): LogSource[] | undefined {
	const part = (name: string) => text(member(source, name))?.toLowerCase();
	const [product, category, name] = [part('product'), part('category'), part('service')];
	return product || category || name
		? [{ ...(product && { product }), ...(category && { category }), ...(name && { service: name }) }]
		: undefined;
}

function form(
	name: string,
	product: string,
	read: EventForm['read'],
	aliases: EventForm['aliases'] = {},
	containers: readonly string[] = [],
): EventForm {
	return { name, product, aliases, containers, read };
}

/** Tried in this order after Windows; the first that recognises the event decides. A new kind of source is one row. */
export const otherForms: readonly EventForm[] = [
	form('said', '', (event) => said(own(event, 'logsource'))),
	form('zeek', 'zeek', (event) => {
		const stream = text(own(event, '@stream')) ?? text(own(event, '_path'));
		return stream === undefined ? undefined : service('zeek', stream.toLowerCase().slice(0, 40));
	}),
	form('suricata', 'suricata', (event) => {
		const type = text(own(event, 'event_type'));
		if (type === undefined || (own(event, 'flow_id') === undefined && own(event, 'src_ip') === undefined && type !== 'stats'))
			return undefined;
		return service('suricata', type.toLowerCase().slice(0, 40));
	}),
	form('cloudtrail', 'aws', (event) =>
		text(own(event, 'eventSource')) !== undefined && own(event, 'eventName') !== undefined
			? service('aws', 'cloudtrail')
			: undefined,
	),
	form('gcp', 'gcp', (event) => (own(event, 'protoPayload') !== undefined ? service('gcp', 'gcp.audit') : undefined), {}, [
		'protoPayload',
	]),
	form('workspace', 'google_workspace', (event) => {
		const application = text(member(own(event, 'id'), 'applicationName'));
		return application === undefined
			? undefined
			: service('google_workspace', `google_workspace.${application.toLowerCase().slice(0, 40)}`);
	}),
	form('okta', 'okta', (event) =>
		text(own(event, 'eventType')) && own(event, 'published') !== undefined && own(event, 'actor') !== undefined
			? service('okta', 'okta')
			: undefined,
	),
	form('m365', 'm365', (event) => {
		const workload = text(own(event, 'Workload'));
		if (workload === undefined || own(event, 'Operation') === undefined) return undefined;
		const names = own(m365Services, workload.toLowerCase()) ?? ['audit'];
		return names.map((name) => ({ product: 'm365', service: name }));
	}),
	form(
		'azure',
		'azure',
		(event) => {
			const name = own(azureCategories, text(own(event, 'category'))?.toLowerCase() ?? '');
			if (name && (own(event, 'operationName') !== undefined || own(event, 'properties') !== undefined))
				return service('azure', name);
			return own(event, 'userPrincipalName') !== undefined && own(event, 'appDisplayName') !== undefined
				? service('azure', 'signinlogs')
				: undefined;
		},
		{},
		['properties'],
	),
	form('kubernetes', 'kubernetes', (event) =>
		text(own(event, 'apiVersion'))?.startsWith('audit.k8s.io')
			? [{ product: 'kubernetes', service: 'audit', category: 'application' }]
			: undefined,
	),
	form('github', 'github', (event) =>
		text(own(event, 'action')) && own(event, 'actor') !== undefined && own(event, 'org') !== undefined
			? service('github', 'audit')
			: undefined,
	),
	form('auditd', 'linux', (event) => (auditdTypes.test(text(own(event, 'type')) ?? '') ? service('linux', 'auditd') : undefined)),
	form('web', '', (event) => {
		if (own(event, 'cs-method') === undefined && own(event, 'cs-uri-query') === undefined && own(event, 'c-uri') === undefined)
			return undefined;
		return own(event, 's-ip') !== undefined || own(event, 'c-uri') === undefined
			? [{ category: 'webserver' }]
			: [{ category: 'proxy' }];
	}),
];
