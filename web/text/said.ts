const mark = '{}';

interface Row {
	readonly fits: RegExp;
	readonly sentence: string;
}

/** Rows of a list as patterns; those without a value first, so that a whole sentence goes before one with holes. */
function rowsOf(list: Readonly<Record<string, string>>): readonly Row[] {
	const literal = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&');
	const holes = (text: string) => text.split(mark).length;
	return Object.entries(list)
		.sort(([a], [b]) => holes(a) - holes(b) || b.length - a.length)
		.map(([english, sentence]) => ({
			fits: new RegExp(`^${english.split(mark).map(literal).join('([\\s\\S]{0,200}?)')}$`),
			sentence,
		}));
}

/** Tells in another language what the server said; undefined for what stands in no row. */
export function teller(list: Readonly<Record<string, string>>): (english: string) => string | undefined {
	const rows = rowsOf(list);
	return (english) => {
		for (const { fits, sentence } of rows) {
			const found = fits.exec(english);
			if (found === null) continue;
			const values = found.slice(1);
			return sentence.split(mark).reduce((text, part) => `${text}${values.shift() ?? ''}${part}`);
		}
		return undefined;
	};
}
