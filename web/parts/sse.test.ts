import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventReader, pauseAfter } from './sse.ts';

const stream = 'retry: 500\nid: 7\n\n: beat\n\nid: 8\nevent: alert\ndata: {"id":1}\n\nevent: job\ndata: a\ndata: b\n\nid: 9\n\n';

describe('live updates', () => {
	it('read ids, topics and data and skip the beat', () => {
		expect(eventReader()(stream)).toEqual([
			{ id: '7', topic: 'message', data: '' },
			{ id: '8', topic: 'alert', data: '{"id":1}' },
			{ id: undefined, topic: 'job', data: 'a\nb' },
			{ id: '9', topic: 'message', data: '' },
		]);
	});

	it('say the same however the network cuts the stream', () => {
		const whole = eventReader()(stream);
		fc.assert(
			fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
				const read = eventReader();
				const places = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
				const events = places.slice(1).flatMap((to, at) => read(stream.slice(places[at], to)));
				expect(events).toEqual(whole);
			}),
		);
	});

	it('come back quickly at first and patiently later', () => {
		expect([0, 1, 3, 20].map(pauseAfter)).toEqual([500, 1000, 4000, 15_000]);
	});
});
