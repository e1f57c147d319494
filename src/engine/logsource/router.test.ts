import { describe, expect, it } from 'vitest';
import { compileRules } from '../match/matcher.ts';
import { loadRulesLenient } from '../sigma/load.ts';
import { Router } from './router.ts';

const channel = 'Microsoft-Windows-Sysmon/Operational';
const rule = (product: string, rest: string, detection: string) =>
	loadRulesLenient([
		{
			file: 'r.yml',
			text: `title: t\nid: r\nlogsource:\n  product: ${product}\n  ${rest}\ndetection:\n  s:\n    ${detection}\n  condition: s\n`,
		},
	]).rules;
const hits = (rules: ReturnType<typeof rule>, event: Record<string, unknown>) => compileRules(rules).match(event).length;

describe('routing', () => {
	it.each([
		['flat, as NXLog writes it', { Channel: channel, EventID: 1, Image: 'C:\\x.exe', SourceName: 'Microsoft-Windows-Sysmon' }],
		[
			'winlogbeat 6',
			{ log_name: channel, event_id: 1, source_name: 'Microsoft-Windows-Sysmon', event_data: { Image: 'C:\\x.exe' } },
		],
		[
			'winlogbeat 7',
			{ winlog: { channel, event_id: '1', provider_name: 'Microsoft-Windows-Sysmon', event_data: { Image: 'C:\\x.exe' } } },
		],
		[
			'EVTX as JSON',
			{
				Event: {
					System: {
						Channel: channel,
						EventID: { '#text': 1 },
						Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
					},
					EventData: { Image: 'C:\\x.exe' },
				},
			},
		],
		[
			'EVTX as JSON with named data',
			{
				Event: {
					System: { Channel: channel, EventID: 1, Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } } },
					EventData: { Data: [{ '@Name': 'Image', '#text': 'C:\\x.exe' }] },
				},
			},
		],
		[
			'EVTX as JSON with attributes apart and plain pairs',
			{
				Event: {
					System: { Channel: channel, EventID: 1, Provider_attributes: { Name: 'Microsoft-Windows-Sysmon' } },
					EventData: { Data: [{ Name: 'Image', Value: 'C:\\x.exe' }] },
				},
			},
		],
	])('reads Windows events %s', (_name, event) => {
		const rules = rule(
			'windows',
			'category: process_creation',
			"Image|endswith: 'x.exe'\n    Provider_Name: Microsoft-Windows-Sysmon\n    EventID: 1",
		);
		expect(hits(rules, event)).toBe(1);
		expect(hits(rule('windows', 'category: image_load', "Image|endswith: 'x.exe'"), event)).toBe(0);
	});

	it('takes Security 4688 for process creation under the names of Sysmon', () => {
		const event = { Channel: 'security', EventID: 4688, NewProcessName: 'C:\\x.exe', ParentProcessName: 'C:\\y.exe' };
		expect(
			hits(rule('windows', 'category: process_creation', "Image|endswith: 'x.exe'\n    ParentImage|endswith: 'y.exe'"), event),
		).toBe(1);
		expect(hits(rule('windows', 'service: security', "NewProcessName|endswith: 'x.exe'"), event)).toBe(1);
	});

	it('finds what the modules of Elastic moved to their own names', () => {
		const event = {
			winlog: { channel, event_id: '1', provider_name: 'Microsoft-Windows-Sysmon' },
			process: { executable: 'C:\\x.exe', command_line: 'x /c', parent: { executable: 'C:\\y.exe' } },
		};
		const wants = "Image|endswith: '\\x.exe'\n    CommandLine: x /c\n    ParentImage|endswith: '\\y.exe'";
		expect(hits(rule('windows', 'category: process_creation', wants), event)).toBe(1);
	});

	it.each([
		[
			'Velociraptor',
			{ System: { Channel: 'System', EventID: { Value: 7045 }, Provider: { Name: 'Maker' } }, EventData: { x: 'y' } },
		],
		[
			'EVTX with the number beside its qualifiers',
			{
				Event: {
					System: { Channel: 'System', EventID: { Qualifiers: '1', Value: '7045' }, Provider: { Name: 'Maker' } },
					EventData: { x: 'y' },
				},
			},
		],
		[
			'fast-xml-parser',
			{
				Event: {
					System: { Channel: 'System', EventID: 7045, Provider: { '@_Name': 'Maker' } },
					EventData: { Data: [{ '@_Name': 'x', '#text': 'y' }] },
				},
			},
		],
		['Splunk', { LogName: 'System', EventCode: '7045', SourceName: 'Maker', x: 'y' }],
		['Azure Monitor', { EventLog: 'System', EventID: 7045, SourceName: 'Maker', EventData: { x: 'y' } }],
	])('reads the number, maker and data of an event as %s writes it', (_, event) => {
		expect(hits(rule('windows', 'service: system', 'EventID: 7045\n    Provider_Name: Maker\n    x: y'), event)).toBe(1);
	});

	it('goes by who wrote an event where its channel is that of a collector', () => {
		const rules = rule('windows', 'service: security', 'EventID: 4625');
		const event = (SourceName: string) => ({ Channel: 'ForwardedEvents', EventID: 4625, SourceName });
		const matcher = compileRules(rules);
		const [own, other] = [event('Microsoft-Windows-Security-Auditing'), event('Another')];
		expect([own, other, own].map((one) => matcher.match(one).length)).toEqual([1, 0, 1]);
	});

	it('finds user data under the name its provider chose, and the header before it', () => {
		const event = {
			Event: { System: { Channel: 'System', EventID: 104 }, UserData: { Cleared: { By: 'eve', Channel: 'Application' } } },
		};
		const wants = (lines: string) => hits(rule('windows', 'service: system', lines), event);
		expect(wants('By: eve\n    Channel: System')).toBe(1);
		expect(wants('Channel: Application')).toBe(0);
	});

	it('reads data without names, also when the tags came as a list, beside data with names', () => {
		const classic = rule('windows', 'category: ps_classic_start', "Data|contains: 'Host=evil'");
		const both = [...classic, ...rule('windows', 'service: powershell-classic', 'Named: x')];
		const event = (Data: unknown) => ({
			Event: { System: { Channel: 'Windows PowerShell', EventID: 400 }, EventData: { Data } },
		});
		expect(hits(both, event({ '#text': ['Available', 'Host=evil'] }))).toBe(1);
		expect(hits(both, event([{ '@Name': 'Named', '#text': 'x' }, { '#text': 'Host=evil' }]))).toBe(2);
	});

	it.each([
		[
			{ '@stream': 'dns', query: 'x' },
			{ product: 'zeek', service: 'dns' },
		],
		[
			{ ts: 1, uid: 'C1', 'id.orig_h': '192.0.2.1', conn_state: 'SF' },
			{ product: 'zeek', service: 'conn' },
		],
		[{ _path: 'conn' }, { product: 'zeek', service: 'conn' }],
		[
			{ event_type: 'alert', src_ip: '192.0.2.1' },
			{ product: 'suricata', service: 'alert' },
		],
		[
			{ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' },
			{ product: 'aws', service: 'cloudtrail' },
		],
		[
			{ category: 'SignInLogs', properties: {} },
			{ product: 'azure', service: 'signinlogs' },
		],
		[
			{ Workload: 'AzureActiveDirectory', Operation: 'UserLoggedIn' },
			{ product: 'm365', service: 'audit' },
		],
		[
			{ type: 'SYSCALL', exe: '/bin/sh' },
			{ product: 'linux', service: 'auditd' },
		],
		[{ logsource: { product: 'Linux', service: 'sshd' } }, { product: 'linux', service: 'sshd' }],
		[
			{ product: 'cisco', service: 'aaa', message: 'x' },
			{ product: 'cisco', service: 'aaa' },
		],
		[
			{ product: 'azure', category: 'AuditLogs', operationName: 'x' },
			{ product: 'azure', service: 'auditlogs' },
		],
		[{ 'cs-method': 'GET', 's-ip': '192.0.2.1' }, { category: 'webserver' }],
	])('knows %j', (event, expected) => {
		expect(new Router().route(event).sources[0]).toEqual(expected);
	});

	it('counts what stands in a log of several services as each of them', () => {
		const logsource = { product: 'linux', service: 'sshd', also: ['auth', 'SYSLOG', 7, null] };
		const services = new Router().route({ logsource }).sources.map(({ service }) => service);
		expect(services).toEqual(['sshd', 'auth', 'syslog']);
	});

	it('reads an event that says its source as that source is read', () => {
		const rules = rule('azure', 'service: signinlogs', 'user: eve');
		expect(hits(rules, { logsource: { product: 'azure', service: 'signinlogs' }, properties: { user: 'eve' } })).toBe(1);
	});

	it('tries rules of a product on events of their category that say no product', () => {
		const event = { 'cs-method': 'GET', 'cs-uri-query': 'x' };
		const wants = (product: string, rest: string) => hits(rule(product, rest, "cs-uri-query: 'x'"), event);
		expect(wants('apache', 'category: webserver')).toBe(1);
		expect(wants('windows', 'category: webserver')).toBe(0);
		expect(wants('apache', 'category: proxy')).toBe(0);
		expect(wants('aws', 'service: cloudtrail')).toBe(0);
	});

	it('names no source for what it does not know, so that only rules of marked sources are left out', () => {
		expect(new Router().route({ hello: 'world' }).sources).toEqual([{}]);
	});
});
