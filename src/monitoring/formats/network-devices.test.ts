import { compileRules, loadRules } from '#engine';
import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';

const received = new Date('2026-10-02T00:00:00Z');
const read = (line: string) => {
	const reading = recognise(line, received);
	if ('fault' in reading) throw new Error(`${reading.fault}: ${line}`);
	return reading;
};

test.each([
	['<28>Oct  1 10:00:00 mx1 rpd[1234]: bgp_listen_accept: peer 192.0.2.1 failed', 'juniper', 'rpd', 'mx1'],
	[
		'<28>Oct  1 10:00:00  mx1-re0 /kernel: tcp_auth_ok: Packet from 192.0.2.1:179 missing MD5 digest',
		'juniper',
		'kernel',
		'mx1-re0',
	],
	["Oct  1 10:00:00  mx1 mgd[99]: UI_LOGIN_EVENT: User 'beheer' login, class 'j-super-user'", 'juniper', 'mgd', 'mx1'],
	[
		"<37>Oct  1 10:00:00 mx1 sshd[12]: SSHD_LOGIN_FAILED: Login failed for user 'root' from host '203.0.113.5'",
		'juniper',
		'sshd',
		'mx1',
	],
	['<37>1 2026-10-01T10:00:00Z mx1 sshd 12 SSHD_LOGIN_FAILED - Login failed for user root', 'juniper', 'sshd', 'mx1'],
	[
		'<28>1 2026-10-01T10:00:00Z mx1 rpd 1 RPD_BGP_DOWN [junos@2636.1.1 peer-name="192.0.2.1"] BGP down',
		'juniper',
		'rpd',
		undefined,
	],
	['<189>Oct  1 10:00:00 mx1 fpc0 XMCHIP(0): FI: Reorder cell timeout', 'juniper', 'fpc0', 'mx1'],
	['<189>Oct  1 2026 10:00:00 core1 %%01SHELL/5/CMDRECORD(s)[0]:Recorded command.', 'huawei', 'shell', 'core1'],
	['<188>Oct  1 10:00:00 2026 sw1 %%10SHELL/5/SHELL_LOGIN: admin logged in from 192.0.2.5.', 'h3c', 'shell', 'sw1'],
	['<142>Oct  1 10:00:00 ap1 authmgr[35]: <522008> <NOTI> |authmgr|  User Authentication Successful', 'aruba', 'authmgr', 'ap1'],
	['<142>Oct  1 10:00:00 192.0.2.9 00435 ports:  port 3 is now on-line', 'aruba', 'ports', '192.0.2.9'],
	['<30>Oct  1 10:00:00 mt1 system,info,account user admin logged in from 203.0.113.5 via ssh', 'mikrotik', 'system', 'mt1'],
	['<14>Oct  1 10:00:00 exos1 AAA: <Info:AAA.authPass> Login passed for user admin', 'extreme', 'aaa', 'exos1'],
	['<134>Oct  1 10:00:00 big1 tmm[12345]: 01220001:3: TCL error', 'f5', 'tmm', 'big1'],
	['<134>Oct  1 10:00:00 big1 httpd[1]: 01070417:5: AUDIT - user admin - RAW', 'f5', 'audit', 'big1'],
	['<134> 10/01/2026:10:00:00 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 12 0 : Context x', 'citrix', 'sslvpn', ''],
	['<134>Oct  1 10:00:00 sr1 TMNX: 123 Base BGP-WARNING-x-2002 [Peer 1: 192.0.2.1]: moved', 'nokia', 'tmnx', 'sr1'],
])('%s is of %s %s', (line, product, service, host) => {
	const { event } = read(line);
	expect(event.logsource).toMatchObject({ product, service });
	expect(event.host).toBe(host);
});

test.each([
	['<13>Oct  1 10:00:00 srv app: ERROR_CODE: 5', 'app'],
	['<13>Oct  1 10:00:00 srv kernel: UI_x thing', 'kernel'],
	['<13>Oct  1 10:00:00 srv bgpd[3]: BGP neighbor down', 'bgpd'],
	['<13>Oct  1 10:00:00 srv app: info,more: things', 'app'],
	['<13>Oct  1 10:00:00 srv app: <notice> hello', 'app'],
])('%s stays of Linux', (line, service) => {
	expect(read(line).event.logsource).toMatchObject({ product: 'linux', service });
});

test('a rule for BGP of Juniper hits what its kernel says, and one for Linux does not', () => {
	const rule = (id: string, logsource: string) => ({
		file: `${id}.yml`,
		text: `title: t\nid: ${id}\nlogsource: ${logsource}\ndetection:\n  s:\n    '|all': [':179', missing MD5]\n  condition: s\n`,
	});
	const loaded = loadRules([
		rule('juniper', '{product: juniper, service: bgp}'),
		rule('linux', '{product: linux}'),
		rule('huawei', '{product: huawei, service: bgp}'),
	]);
	if (!loaded.ok) throw new Error(loaded.findings[0]?.detail);
	const { event } = read('<28>Oct  1 10:00:00 mx1 /kernel: tcp_auth_ok: Packet from 192.0.2.1:179 missing MD5 digest');
	expect(
		compileRules(loaded.value.rules)
			.match(event)
			.map(({ id }) => id),
	).toEqual(['juniper']);
});

test('who signed in at a device and from where is taken as on any other machine', () => {
	const { observables } = read(
		"<37>Oct  1 10:00:00 mx1 sshd[12]: SSHD_LOGIN_FAILED: Login failed for user 'jan' from host '203.0.113.5'",
	);
	expect(observables.map(({ value }) => value)).toEqual(['mx1', '203.0.113.5', 'jan']);
});

test('a year behind the clock is the year', () => {
	expect(read('<188>Oct  1 10:00:00 2025 sw1 %%10SHELL/5/X: y').time?.toISOString()).toBe('2025-10-01T10:00:00.000Z');
});
