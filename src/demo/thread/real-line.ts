/** Kinds worth sharing, most telling first. */
const worth = ['sha256', 'sha1', 'md5', 'domain', 'url', 'ipv4'];

export interface Shown {
	readonly kind: string;
	readonly value: string;
}

/** What an alert shows that others can look for: one value of each kind, most telling first. */
export function worthSharing(observables: readonly Shown[]): Shown[] {
	return worth.flatMap((kind) => observables.find((one) => one.kind === kind) ?? []);
}

/** The same line as another machine would have sent it; unchanged when the host does not stand in it. */
export function onHost(line: string, host: string, other: string): string {
	if (host === '') return line;
	return line.replaceAll(new RegExp(RegExp.escape(host), 'gi'), other);
}

/** A machine that was not seen yet: a name for a name, an address of the same network of 16 bits for an address. */
export function anotherHost(host: string, now: number, number: number): string {
	const [, network] = /^(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host) ?? [];
	if (network === undefined) return `pc-${now}-${number}.draad.example`;
	return `${network}.${(Math.floor(now / 1000) % 254) + 1}.${(number % 254) + 1}`;
}

/** Whether an excerpt holds its whole line: a record that was not cut. */
export function isWhole(excerpt: string): boolean {
	try {
		return typeof JSON.parse(excerpt) === 'object';
	} catch {
		return false;
	}
}
