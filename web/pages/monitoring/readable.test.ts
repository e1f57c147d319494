import { expect, it } from 'vitest';
import { readable } from './readable.ts';

it('lays an event out and keeps every digit of it', () => {
	expect(readable('{"flow_id":18446744073709551615,"a":["x, {y}",true],"q":"say \\"hi\\""}')).toBe(
		'{\n  "flow_id": 18446744073709551615,\n  "a": [\n    "x, {y}",\n    true\n  ],\n  "q": "say \\"hi\\""\n}',
	);
});

it('leaves a line that is not JSON, or was cut off, as far as it came', () => {
	expect(readable('Nov 23 host sshd: failed')).toBe('Nov 23 host sshd: failed');
	expect(readable('{"a":"b')).toBe('{\n  "a": "b');
});
