import type { EventForm } from './forms.ts';
import { at, has, source, word } from './marks.ts';
import { own } from './own.ts';
import { zeekStreamOf } from './zeek-stream.ts';

const auditdTypes =
	/^(syscall|execve|path|cwd|proctitle|user_\w+|cred_\w+|add_\w+|del_\w+|service_\w+|sock\w+|config_change|tty|avc|bpf|login|grp_\w+|acct_\w+|kern_module|anom_\w+|crypto_\w+|system_\w+|daemon_\w+|role_\w+|chgrp_id|chuser_id|mmap|ipc|obj_pid|fd_pair|seccomp|integrity_\w+|netfilter_\w+)$/;
/** Name of a program in syslog -> Sigma services of Linux. */
const programs: Readonly<Record<string, readonly string[]>> = {
	sshd: ['sshd', 'auth', 'syslog'],
	'sshd-session': ['sshd', 'auth', 'syslog'],
	sudo: ['sudo', 'auth', 'syslog'],
	su: ['auth', 'syslog'],
	login: ['auth', 'syslog'],
	useradd: ['auth', 'syslog'],
	cron: ['cron', 'syslog'],
	crond: ['cron', 'syslog'],
	crontab: ['cron', 'syslog'],
	clamd: ['clamav', 'syslog'],
	clamscan: ['clamav', 'syslog'],
	freshclam: ['clamav', 'syslog'],
	clamav: ['clamav', 'syslog'],
	vsftpd: ['vsftpd', 'syslog'],
	guacd: ['guacamole', 'syslog'],
	guacamole: ['guacamole', 'syslog'],
	auditd: ['auditd', 'syslog'],
};
const programNames = [
	'program',
	'appname',
	'app_name',
	'SYSLOG_IDENTIFIER',
	'process.name',
	'ident',
	'syslog.appname',
	'log.syslog.appname',
];
const webMarks = ['cs-uri-query', 'cs-uri-stem', 'cs-username', 's-ip', 's-computername', 's-sitename'];
const proxyMarks = ['c-uri', 'c-useragent', 'c-uri-extension', 'c-uri-query', 'cs-host', 'cs-uri', 'r-dns', 'cs-cookie'];

/** Networks, systems and servers. */
export const localForms: readonly EventForm[] = [
	{
		name: 'zeek',
		read: (event) => {
			const stream =
				word(event, '@stream', '_path', 'zeek.stream') ??
				/^(?:zeek|bro)[._](\w+)$/.exec(word(event, 'event.dataset') ?? '')?.[1] ??
				zeekStreamOf(event);
			return stream === undefined ? undefined : [source('zeek', stream)];
		},
	},
	{
		name: 'suricata',
		read: (event) => {
			const type = word(event, 'event_type');
			if (type === undefined || !(has(event, 'flow_id') || has(event, 'src_ip') || type === 'stats')) return undefined;
			return [source('suricata', type)];
		},
	},
	{
		name: 'auditd',
		read: (event) => {
			const type = word(event, 'type', 'auditd.log.record_type', 'auditd.data.type', 'record_type');
			return type !== undefined && auditdTypes.test(type) ? [source('linux', 'auditd')] : undefined;
		},
		aliases: { type: ['auditd.log.record_type', 'auditd.data.type', 'record_type'] },
		containers: ['auditd.log', 'auditd.data'],
	},
	{
		name: 'opencanary',
		read: (event) =>
			has(event, 'logtype') && (has(event, 'node_id') || has(event, 'logdata') || has(event, 'dst_port'))
				? [source('opencanary', undefined, 'application')]
				: undefined,
	},
	{
		name: 'rpc firewall',
		read: (event) => (word(event, 'EventLog') === 'rpcfw' ? [source('rpc_firewall', undefined, 'application')] : undefined),
	},
	{
		name: 'syslog',
		read: (event) => {
			const program = programNames
				.map((name) => word(event, name)?.replace(/\[\d+\]:?$|:$/, ''))
				.find((name) => name !== undefined);
			return program === undefined ? undefined : own(programs, program)?.map((service) => source('linux', service));
		},
	},
	{
		name: 'web',
		read: (event) => {
			const web = webMarks.some((mark) => at(event, mark) !== undefined);
			const proxy = proxyMarks.some((mark) => at(event, mark) !== undefined);
			if (!web && !proxy)
				return at(event, 'cs-method') === undefined
					? undefined
					: [source('', undefined, 'webserver'), source('', undefined, 'proxy')];
			return [...(web ? [source('', undefined, 'webserver')] : []), ...(proxy ? [source('', undefined, 'proxy')] : [])];
		},
	},
];
