const list = (text: string) => text.split(' ');

/** Accounts of machines, programs and functions; a name of these tells of no person and stays as it is. */
const accounts = new Set([
	...list('root daemon bin sys nobody sync games man lp mail news uucp proxy backup list irc sshd systemd messagebus syslog'),
	...list('www-data apache nginx httpd caddy mysql postgres redis ntp chrony postfix dovecot named bind unbound polkitd dbus'),
	...list('rpc rpcuser tss avahi cups zeek suricata ossec zabbix prometheus node_exporter docker git cron systemd-network'),
	...list('systemd-resolve system localsystem localservice networkservice anonymous iusr defaultaccount wdagutilityaccount'),
	...list('krbtgt everyone trustedinstaller administrator administrators admin guest gast user users test unknown none null'),
	...list('unset n/a invalid true false undefined system:anonymous'),
	...['local system', 'local service', 'network service', 'anonymous logon', 'window manager', 'not available', 'not applicable'],
]);
/** Mailboxes of a function, before the `@`. */
const mailboxes = new Set(
	list(
		'abuse postmaster hostmaster webmaster mailer-daemon no-reply noreply donotreply do-not-reply bounce bounces info support ' +
			'helpdesk servicedesk security cert csirt privacy newsletter notifications',
	),
);
/** Words of which lines are built: an attacker who signs in as `from` must not make its own line unreadable. */
const words = new Set(
	list(
		'from for to by on of at with port in session password failed accepted opened closed invalid connection client peer login ' +
			'logon rhost error info warning debug status type msg message query agent name account connect disconnect kernel src ' +
			'dst proto event data http https cef leef',
	),
);
const beginnings = [
	'nt authority',
	'nt service',
	'font driver host',
	'system:',
	'umfd-',
	'dwm-',
	'healthmailbox',
	'ssh-',
	'msol_',
];
const ends = ['$', '.gserviceaccount.com'];

/** Whether a name in small letters is no person's: of the tables above, or a short number. */
export function isNobody(name: string): boolean {
	if (accounts.has(name) || words.has(name) || /^\d{0,5}$/.test(name) || !/[\p{L}\p{N}]/u.test(name)) return true;
	if (beginnings.some((begin) => name.startsWith(begin)) || ends.some((end) => name.endsWith(end))) return true;
	const at = name.lastIndexOf('@');
	return at > 0 && (accounts.has(name.slice(0, at)) || mailboxes.has(name.slice(0, at)));
}
