/** Where things stand in the memory of the module: the text from 0 on, the places found, and as many tables as fit behind. */
export const layout = {
	mostText: 1 << 17,
	places: (1 << 17) + 64,
	mostPlaces: 4096,
	tables: (1 << 17) + 64 + 4 * 4096,
	mostTables: 64,
};
/** A table: for each of three letters 16 bytes for the low and 16 for the high half of a byte; then a bit for each hash of three or four letters. */
export const table = { bits: 96, size: 96 + 4096 };
/** Stands in the answer beside the number of places when the text holds anything beyond ASCII. */
export const beyondAscii = 1 << 30;

/** Numbers the letters of a word that count, in any case; `code` reckons the same. */
export const hashOf = (word: number, letters: number): number => Math.imul((word | 0x20202020) & letters, 0x9e3779b1) >>> 17;

/** Arguments, then what a run keeps. */
export const names = {
	numbers: 'length table letters at count bits place hash',
	vectors: 'all low space hits l0 h0 l1 h1 l2 h2 a b c',
};

const tablesRead = ['l0', 'h0', 'l1', 'h1', 'l2', 'h2'].map((name, at) => `get table load128 ${16 * at} set ${name}`).join('\n');
const lettersRead = ['a', 'b', 'c'].map((name, at) => `get at load128 ${at} get space or128 set ${name}`).join('\n');
/** Which of the eight sets the letter suits, as bits of each byte. */
const suited = (letter: string, at: number) =>
	`get l${at} get ${letter} get low and128 swizzle get h${at} get ${letter} const 4 shift128 swizzle and128`;

/**
 * scan(length, table, letters): notes each place where one of the windows of three letters may stand, sixteen at a time (the Teddy of
 * Hyperscan, Wang and others 2019). Two look-ups of half bytes tell for each letter which of eight sets of windows it suits; where
 * all three letters suit one set, the bit of the hash says whether to note the place. `letters` masks those that count for it.
 */
export const code = `
const 15 splat set low
const 32 splat set space
${tablesRead}
block loop
	get at get length not-below exit-if 1
	${lettersRead}
	get all get a or128 set all
	${suited('a', 0)} ${suited('b', 1)} and128 ${suited('c', 2)} and128 set hits
	get hits some128 if
		get hits const 0 splat differs128 bits128 set bits
		loop
			get at get bits lowest add set place
			get bits get bits const 1 subtract and set bits
			get place load 0 const 0x20202020 or get letters and const 0x9e3779b1 multiply const 17 shift set hash
			get table get hash const 3 shift add load8 ${table.bits} get hash const 7 and shift const 1 and if
				get count const 2 left get place store ${layout.places}
				get count const 1 add set count
				get count const ${layout.mostPlaces} not-below if get count return end
			end
			get bits exit-if 0
		end
	end
	get at const 16 add set at
	exit 0
end end
get count const ${beyondAscii} const 0 get all bits128 select or
end`;
