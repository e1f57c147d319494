import { expect, it } from 'vitest';
import { compileRules } from '../match/matcher.ts';
import { loadRules } from '../sigma/load.ts';
import { bareEvent } from './unwrap.ts';

const rules = loadRules([
	{
		file: 'r.yml',
		text: `title: a
id: windows
logsource: {product: windows, category: process_creation}
detection:
  s:
    Image|endswith: '\\system32\\cmd.exe'
    CommandLine|contains: '\\\\\\\\srv\\x'
    Computer: pc1
    Provider_Name: Microsoft-Windows-Sysmon
  condition: s
---
title: b
id: cloudtrail
logsource: {product: aws, service: cloudtrail}
detection:
  s: {eventName: CreateUser}
  condition: s`,
	},
]);
const hits = (event: object) =>
	rules.ok
		? compileRules(rules.value.rules)
				.match(bareEvent({ ...event }))
				.map(({ id }) => id)
		: rules.findings;

const system = {
	providerName: 'Microsoft-Windows-Sysmon',
	channel: 'Microsoft-Windows-Sysmon/Operational',
	eventID: '1',
	computer: 'pc1',
};
const eventdata = { image: 'C:\\\\Windows\\\\System32\\\\cmd.exe', commandLine: 'copy \\\\\\\\srv\\\\x .' };

it('reads Windows events as Wazuh writes them, alone and in an alert', () => {
	expect(hits({ win: { system, eventdata } })).toEqual(['windows']);
	expect(hits({ timestamp: 'x', agent: {}, data: { win: { system, eventdata } } })).toEqual(['windows']);
	expect(hits({ win: { system, eventdata: { ...eventdata, image: 'C:\\Windows\\System32\\cmd.exe' } } })).toEqual(['windows']);
});

it('reads a record of CloudTrail that EventBridge handed on', () => {
	const detail = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', awsRegion: 'eu-west-1' };
	expect(hits({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.iam', detail })).toEqual(['cloudtrail']);
});

it('reads Windows events that a search, a case file or the OpenTelemetry collector holds', () => {
	const plain = {
		Channel: system.channel,
		EventID: 1,
		Computer: 'pc1',
		Provider_Name: system.providerName,
		Image: 'C:\\Windows\\System32\\cmd.exe',
		CommandLine: 'copy \\\\srv\\x .',
	};
	const { Channel: channel, Computer: computer, Provider_Name: name, Image, CommandLine } = plain;
	const collected = { channel, computer, event_id: { id: 1 }, provider: { name }, event_data: { Image, CommandLine } };
	const wrapped = [
		{ _index: 'logs', _source: plain },
		{ preview: false, result: plain },
		{ kind: 'individual', document: { kind: 'evtx', data: plain } },
		collected,
		{ body: collected, resource: {} },
	];
	expect(wrapped.map(hits)).toEqual(wrapped.map(() => ['windows']));
});

it('leaves anything else as it is', () => {
	for (const event of [
		{},
		{ win: 1 },
		{ data: { win: null } },
		{ win: { system: {} } },
		{ detail: 'x' },
		{ detail: [] },
		{ _index: 1, _source: [] },
		{ channel: 'x', event_id: 'y' },
		{ body: 'x', document: 1 },
	])
		expect(bareEvent(event)).toBe(event);
});
