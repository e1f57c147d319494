import { expect, test } from 'vitest';
import { secretIn } from './authorization.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
	['Bearer dwt_a-b', 'dwt_a-b'],
	['Splunk dwt_a', 'dwt_a'],
	[`ApiKey ${base64('sensor:dwt_a')}`, 'dwt_a'],
	[`Basic ${base64('sensor:dwt_a')}`, 'dwt_a'],
	['ApiKey dwt_a-b_c', 'dwt_a-b_c'],
	['ApiKey dwt_a:b', undefined],
	[`Basic ${base64('dwt_a')}`, undefined],
	['Basic dwt_a:b', undefined],
	["Bearer ' or 1=1", undefined],
	['', undefined],
])('%s holds the token %s', (header, token) => {
	expect(secretIn(header)).toBe(token);
});
