import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Look, openBrowser, signedIn } from './browser.ts';
import { type DemoServer, startDemo } from './demo-server.ts';

export interface Stage {
	readonly base: string;
	readonly browser: Browser;
	/** The first page as somebody of the chooser sees it. */
	as(person: string): Promise<Page>;
}

export const wide: Look = { locale: 'nl', scheme: 'light', width: 1440 };

/** A demo and a browser for the tests of one file; there from its first test to its last. */
export function setStage(): Stage {
	let server: DemoServer | undefined;
	let browser: Browser | undefined;
	beforeAll(async () => {
		[server, browser] = await Promise.all([startDemo(), openBrowser()]);
	}, 180_000);
	afterAll(async () => {
		await browser?.close();
		await server?.stop();
	});
	return {
		get base() {
			return server!.base;
		},
		get browser() {
			return browser!;
		},
		async as(person) {
			return (await signedIn(browser!, server!.base, person, wide)).page;
		},
	};
}
