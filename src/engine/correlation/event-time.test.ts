import { expect, it } from 'vitest';
import { eventTime } from './event-time.ts';

const expected = Date.UTC(2026, 2, 1, 12, 30, 15);

it.each([
	['EVTX as JSON', { Event: { System: { TimeCreated: { '#attributes': { SystemTime: '2026-03-01T12:30:15.000000Z' } } } } }],
	['EVTX as JSON, attributes apart', { Event: { System: { TimeCreated_attributes: { SystemTime: '2026-03-01T12:30:15Z' } } } }],
	['Suricata', { timestamp: '2026-03-01T13:30:15.000000+0100' }],
	['Zeek', { ts: 1772368215 }],
	['Azure tables', { TimeGenerated: '2026-03-01T12:30:15Z' }],
	['Azure activity', { eventTimestamp: '2026-03-01T12:30:15Z' }],
	['Microsoft Graph sign-in', { createdDateTime: '2026-03-01T12:30:15Z' }],
	['Microsoft Graph audit', { activityDateTime: '2026-03-01T12:30:15Z' }],
	['somebody in a hurry, without seconds', { '@timestamp': 'soon', time: '2026-03-01T12:30Z' }, Date.UTC(2026, 2, 1, 12, 30)],
	['Sysmon, without a zone', { UtcTime: '2026-03-01 12:30:15.000' }],
])('finds the time of an event of %s', (_form, event, moment = expected) => {
	expect(eventTime(event)).toBe(moment);
});

it('finds none where none stands', () => {
	expect(eventTime({ time: 'noon', ts: 12, '@timestamp': 'soon', eventTime: '2026-02-30T10:00:00Z' })).toBeUndefined();
});
