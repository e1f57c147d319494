import { compileRules, loadRules } from '#engine';
import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';

const received = new Date('2026-10-02T00:00:00Z');
const sources = [
	'{product: linux, service: sshd}',
	'{product: linux, service: auth}',
	'{product: linux, service: syslog}',
	'{product: linux, service: cron}',
	'{product: linux, service: clamav}',
	'{product: cisco, service: aaa}',
	'{product: cisco, service: bgp}',
	'{product: fortigate, service: event}',
	'{product: paloalto, service: globalprotect, category: appliance}',
	'{category: firewall}',
	'{category: dns}',
	'{category: webserver}',
];
const loaded = loadRules(
	sources.map((logsource, at) => ({
		file: `${at}.yml`,
		text: `title: t\nid: "${at}"\nlogsource: ${logsource}\ndetection:\n  s: [q7]\n  condition: s\n`,
	})),
);

test.each([
	['<38>Oct  1 10:00:42 srv sshd[1]: Failed password for q7 from 203.0.113.1 port 5 ssh2', [0, 1, 2]],
	['Oct  1 10:00:42 srv CRON[7]: (q7) CMD (run)', [2, 3]],
	['Oct  1 10:00:42 srv clamd[7]: q7 FOUND', [2, 4]],
	['<189>89: sw1: *Oct  1 12:00:11 CEST: %PARSER-5-CFGLOG_LOGGEDCMD: User:q7 logged command:no logging', [5]],
	['<187>90: sw1: Oct  1 10:00:12: %IP-TCP-3-BADAUTH: q7 from 198.51.100.9(179) to 192.0.2.2(179)', [6]],
	['date=2026-10-01 time=10:00:00 devid="F" logid="1" type="event" subtype="vpn" user="q7"', [7, 9]],
	['1,2026/10/01 10:00:10,0131,GLOBALPROTECT,0,2305,2026/10/01 10:00:10,vsys1,q7,login,,,jan,NL,pc,198.51.100.20', [8]],
	['01-Oct-2026 10:00:00.123 queries: info: client 192.0.2.1#53 (q7.example): query: q7.example IN A + (192.0.2.2)', [10]],
	['192.0.2.1 - - [01/Oct/2026:10:00:00 +0100] "GET /q7 HTTP/1.1" 200 123 "-" "curl/8"', [11]],
] as const)('a rule for its logsource hits %s', (line, expected) => {
	if (!loaded.ok) throw new Error(loaded.findings[0]?.detail);
	const reading = recognise(line, received);
	if ('fault' in reading) throw new Error(reading.fault);
	expect(
		compileRules(loaded.value.rules)
			.match(reading.event)
			.map(({ id }) => Number(id)),
	).toEqual(expected);
});
