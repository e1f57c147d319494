import type { Finding } from '#kernel';

/** What was read of one document: findings may stand beside a value that can be used all the same. */
export interface Read<T> {
	readonly value: T | undefined;
	readonly findings: readonly Finding[];
}
