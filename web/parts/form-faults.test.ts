import { expect, it } from 'vitest';
import { nl } from '../text/nl/index.ts';
import { makeText } from '../text/text.tsx';
import { dayFault, placeOf } from './form-faults.tsx';

const words = makeText(nl, 'nl', () => undefined);

it('names the first and the last day that a date field takes', () => {
	const said = (fault: Partial<ValidityState>) =>
		dayFault({ validity: fault as ValidityState, min: '2026-11-28', max: '2199-12-31' }, words);
	expect(said({ rangeUnderflow: true })).toBe('kies 28 nov 2026 of later.');
	expect(said({ rangeOverflow: true })).toBe('kies 31 dec 2199 of eerder.');
	expect(said({ badInput: true })).toBe('kies een dag die bestaat.');
});

it('says a place in a file in the language of the reader, and leaves other places alone', () => {
	expect(placeOf('line 3, column BRIN', words)).toBe('regel 3, kolom BRIN');
	expect(placeOf('line 12', words)).toBe('regel 12');
	expect(placeOf('file', words)).toBe('hele bestand');
	expect(placeOf('/body/name', words)).toBe('/body/name');
});
