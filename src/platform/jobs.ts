import type { z } from 'zod';
import type { NewsKind } from '#kernel/contract';
import type { Platform } from './context.ts';

/** One job of a room. Handlers may run twice: each must be safe to repeat. */
export interface Job {
	readonly name: string;
	/** News this job wants, if any. */
	readonly on?: string;
	/** Cron line in UTC for work that returns by the clock. */
	readonly every?: string;
	run(platform: Platform, payload: unknown): Promise<void>;
}

export function job<P extends z.ZodType>(
	name: string,
	payload: P,
	handler: (platform: Platform, payload: z.output<P>) => Promise<void>,
): Job {
	return { name, run: (platform, given) => handler(platform, payload.parse(given)) };
}

/** A job that hears news of a room below. */
export function on<P extends z.ZodType>(
	kind: NewsKind<P>,
	name: string,
	handler: (platform: Platform, payload: z.output<P>) => Promise<void>,
): Job {
	return { ...job(name, kind.payload, handler), on: kind.name };
}

/** Work that returns by the clock. */
export function every(cron: string, name: string, handler: (platform: Platform) => Promise<void>): Job {
	return { name, every: cron, run: (platform) => handler(platform) };
}

export function subscribersOf(jobs: readonly Job[]): Map<string, string[]> {
	const subscribers = new Map<string, string[]>();
	for (const { on: news, name } of jobs) if (news !== undefined) subscribers.set(news, [...(subscribers.get(news) ?? []), name]);
	return subscribers;
}

/** The queue's crontab knows no dots in names. */
export function taskName(name: string): string {
	return name.replaceAll('.', ':');
}
