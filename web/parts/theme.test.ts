import { describe, expect, it } from 'vitest';
import example from '../public/themes/example.json' with { type: 'json' };
import { contrast, readableTokens, type ThemeFile } from './theme.ts';

describe('themes of organisations', () => {
	it('measure contrast as WCAG does', () => {
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
		expect(contrast('teal', '#ffffff')).toBeNull();
	});

	it('drop a pair of colours that cannot be read and keep the rest', () => {
		expect(
			readableTokens({
				accent: '#ffcc00',
				'accent-ink': '#ffffff',
				'accent-soft': '#000000',
				bar: '#222222',
				'bar-ink': '#ffffff',
			}),
		).toEqual({ bar: '#222222', 'bar-ink': '#ffffff' });
	});

	it('keep every token of the example file', () => {
		const { light, dark }: ThemeFile = example;
		expect(readableTokens(light)).toEqual(light);
		expect(readableTokens(dark)).toEqual(dark);
	});
});
