import { expect, test } from 'vitest';
import type { ActiveIndicator } from '#sharing';
import { answersOf } from './answers.ts';

const at = new Date('2026-11-01T00:00:00Z');
const indicator = (id: string, more: Partial<ActiveIndicator>): ActiveIndicator => ({
	...{ id, kind: 'domain', match: 'exact', value: 'evil.example', validFrom: at, validUntil: null },
	...{ confidence: 80, tlp: 'amber', source: 's', advisory: 'a', active: true },
	...more,
});

test('every institution answers on every indicator, and says why when it cannot', () => {
	const indicators = [indicator('one', {}), indicator('two', { match: 'subdomains', value: 'example' })];
	const asked = { indicators, institutions: ['a', 'b', 'c'], covered: new Set(['a', 'b']) };
	const pointer = { institution: 'a', time: at, batch: '1', line: 0 };
	const answers = answersOf(asked, [{ indicator: 0, institution: 'a', firstSeen: at, lastSeen: at, count: 3, pointer }]);
	expect(
		answers.map((row) => `${row.indicatorId} ${row.institutionId} ${row.answer} ${row.count ?? row.reason ?? ''}`.trim()),
	).toEqual([
		'one a seen 3',
		'one b checked-not-seen',
		'one c could-not-check no-sensor-has-reported',
		'two a could-not-check a whole top-level domain is too wide',
		'two b could-not-check a whole top-level domain is too wide',
		'two c could-not-check a whole top-level domain is too wide',
	]);
});
