import { expect, it } from 'vitest';
import { asAudience, type Member, reached, umbrellasOf } from './audience.ts';

const member = (id: string, kind: string, umbrella: string | null): Member => ({
	...{ id, name: id, kind, umbrella },
	umbrellaName: umbrella === null ? null : `Koepel ${umbrella}`,
});
const members = [member('a', 'hbo', 'k2'), member('b', 'mbo', 'k1'), member('c', 'hbo', null)];

it('reaches all, a kind, the members of an umbrella, or those by name', () => {
	const ids = (chosen: Parameters<typeof reached>[0]) =>
		reached(chosen, members)
			.map(({ id }) => id)
			.join('');
	expect(ids({ to: 'all' })).toBe('abc');
	expect(ids({ to: 'kinds', kinds: ['hbo'] })).toBe('ac');
	expect(ids({ to: 'umbrella', umbrella: 'k1' })).toBe('b');
	expect(ids({ to: 'listed', institutions: ['c'] })).toBe('c');
});

it('sends an umbrella as the list of its members', () => {
	expect(asAudience({ to: 'umbrella', umbrella: 'k2' }, members)).toEqual({ to: 'listed', institutions: ['a'] });
	expect(asAudience({ to: 'kinds', kinds: ['mbo'] }, members)).toEqual({ to: 'kinds', kinds: ['mbo'] });
	expect(umbrellasOf(members)).toEqual([
		{ id: 'k1', name: 'Koepel k1' },
		{ id: 'k2', name: 'Koepel k2' },
	]);
});
