/** Whether a condition holds when `part` tells which named parts do (Sigma rules specification, "Condition"). */
export function holds(condition: string, names: readonly string[], part: (name: string) => boolean): boolean {
	const tokens = condition.replaceAll('(', ' ( ').replaceAll(')', ' ) ').trim().split(/\s+/);
	const is = (word: string) => tokens[0]?.toLowerCase() === word && tokens.shift() !== undefined;

	function or(): boolean {
		let value = and();
		while (is('or')) value = and() || value;
		return value;
	}
	function and(): boolean {
		let value = not();
		while (is('and')) value = not() && value;
		return value;
	}
	function not(): boolean {
		return is('not') ? !not() : primary();
	}
	function primary(): boolean {
		const word = tokens.shift() ?? '';
		if (word === '(') {
			const value = or();
			tokens.shift();
			return value;
		}
		if (!is('of')) return part(word);
		const chosen = selected(tokens.shift() ?? '', names).map(part);
		const wanted = word.toLowerCase() === 'all' ? chosen.length : word.toLowerCase() === 'any' ? 1 : Number(word);
		return chosen.filter(Boolean).length >= wanted;
	}
	return or();
}

function selected(pattern: string, names: readonly string[]): string[] {
	const open = names.filter((name) => !name.startsWith('_') || pattern.startsWith('_'));
	return pattern === 'them' ? open : open.filter((name) => like(pattern, name));
}

function like(pattern: string, name: string): boolean {
	if (pattern === '') return name === '';
	if (pattern[0] === '*') return like(pattern.slice(1), name) || (name !== '' && like(pattern, name.slice(1)));
	return pattern[0] === name[0] && like(pattern.slice(1), name.slice(1));
}
