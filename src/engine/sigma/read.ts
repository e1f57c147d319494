import type { Finding } from '#kernel';

/** What was read of one document: findings may stand beside a value that can be used all the same. */
export interface Read<T> {
	readonly value: T | undefined;
	readonly findings: readonly Finding[];
}

/** Puts more behind a list; however many, where handing them over as arguments would run out of room. */
export function append<T>(to: T[], more: readonly T[]): void {
	for (const one of more) to.push(one);
}
