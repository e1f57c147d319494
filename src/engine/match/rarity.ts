/** Pieces that turn up everywhere in security events; each counts as this many bits of surprise in all. Not learnt from samples. */
const common: readonly (readonly [string, number])[] = [
	['currentversion', 2],
	['powershell', 4],
	['microsoft', 2],
	['\\system32', 2],
	['program files', 2],
	['software', 2],
	['windows', 1],
	['\\users\\', 2],
	['\\appdata', 3],
	['syswow64', 4],
	['cmd.exe', 4],
	['rundll32', 6],
	['regsvr32', 7],
	['svchost', 3],
	['explorer', 4],
	['services', 3],
	['\\local\\', 3],
	['\\temp\\', 4],
	['http', 4],
	['hklm', 2],
	['.exe', 1],
	['.dll', 1],
	['.com', 3],
	['.sys', 3],
	['c:\\', 1],
	['system', 2],
	['user', 3],
	['file', 4],
	['net', 4],
	['true', 2],
	['0x', 3],
];
const separators = new Set(' \\/.-_:"\'');

/** Bits of surprise in a literal: 2 to the power of minus this is how likely it is thought to turn up. Never negative. */
export function surprise(literal: string): number {
	let rest = literal;
	let bits = 0;
	for (const [piece, worth] of common) {
		if (!rest.includes(piece)) continue;
		rest = rest.replaceAll(piece, '');
		bits += worth;
	}
	let before = '';
	for (const char of rest) {
		bits += !separators.has(char) ? 2.5 : separators.has(before) ? 2 : 1;
		before = char;
	}
	return Math.min(bits, 60);
}

/** Where in the literal the stretch of this length begins that turns up least. */
export function rarestWindow(literal: string, length: number): number {
	let best = 0;
	for (let start = 1; start + length <= literal.length; start++) {
		if (surprise(literal.slice(start, start + length)) > surprise(literal.slice(best, best + length))) best = start;
	}
	return best;
}
