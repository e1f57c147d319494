import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser, signedIn } from '../test/flows/browser.ts';

/**
 * node bench/first-page.ts [ADDRESS, http://localhost:8080] [times, 10]: milliseconds from asking for a page of a running demo until it
 * can be used, with nothing kept from before: the first page until its buttons are there, and a page of figures until it holds them.
 */
const base = process.argv[2] ?? 'http://localhost:8080';
const times = Number(process.argv[3] ?? 10);
const look = { locale: 'nl', scheme: 'light', width: 1440 } as const;
const persons = { board: 'Hilde Wiersloot', analyst: 'Joris Vloedman' } as const;

async function timed(context: BrowserContext, path: string, there: string): Promise<number> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const began = performance.now();
	await page.goto(`${base}${path}`, { waitUntil: 'commit' });
	await page.locator(there).first().waitFor();
	const took = performance.now() - began;
	await page.close();
	return took;
}

async function firstPage(browser: Browser): Promise<number> {
	const context = await browser.newContext({ locale: look.locale });
	const took = await timed(context, '/', `button:has-text("${persons.board}")`);
	await context.close();
	return took;
}

const browser = await openBrowser();
const first: number[] = [];
const others = { '/board': [] as number[], '/alerts': [] as number[] };
for (let n = 0; n < times; n += 1) first.push(await firstPage(browser));
for (const [path, person] of [
	['/board', persons.board],
	['/alerts', persons.analyst],
] as const) {
	const { context } = await signedIn(browser, base, person, look);
	for (let n = 0; n < times; n += 1) others[path].push(await timed(context, path, 'main table tbody tr'));
	await context.close();
}
await browser.close();
for (const [page, all] of Object.entries({ 'first page': first, ...others })) {
	const sorted = all.toSorted((a, b) => a - b).map(Math.round);
	process.stdout.write(`${page}: half within ${sorted[Math.floor(times / 2)]} ms, the slowest ${sorted.at(-1)} ms\n`);
}
