import { expect, it } from 'vitest';
import { readKept } from './kept.ts';

const holding = (text: string | null) => ({ getItem: () => text });

it('reads what was kept, and nothing that is not a form', () => {
	expect(readKept(holding('{"title":"Valse facturen"}'), 'x')).toEqual({ title: 'Valse facturen' });
	for (const text of [null, '', '{', '"text"', '[]', 'null']) expect(readKept(holding(text), 'x'), String(text)).toBeUndefined();
});
