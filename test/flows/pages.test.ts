import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Look, openBrowser, signedIn, violations } from './browser.ts';
import { type DemoServer, startDemo } from './demo-server.ts';

let server: DemoServer;
let browser: Browser;
beforeAll(async () => {
	[server, browser] = await Promise.all([startDemo(), openBrowser()]);
}, 180_000);
afterAll(async () => {
	await browser?.close();
	await server?.stop();
});

/** Every page with somebody who works there, by the name on the chooser. */
const pages: readonly (readonly [person: string, paths: readonly string[]])[] = [
	['Hilde Wiersloot', ['/board', '/sector', '/calendar']],
	['Ruben Kwelmans', ['/assessments', '/frameworks', '/disclosures', '/people', '/audit-trail', '/sensors', '/jobs']],
	['Joris Vloedman', ['/alerts', '/watch', '/advisories', '/advisories/new', '/indicators', '/duty']],
	['Wies Sluisman', ['/institutions', '/imports']],
];

/** A reader loads a page once; the screen then turns dark and narrow under it, as on a phone at night. */
const looks: Record<Look['locale'], readonly (readonly [Look['scheme'], number])[]> = {
	nl: [
		['light', 1440],
		['dark', 390],
	],
	en: [
		['dark', 1440],
		['light', 390],
	],
};

/** Live updates keep a connection open for ever: a page is there when nothing on it is busy and the network was still. */
async function settled(page: Page): Promise<void> {
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.waitForLoadState('networkidle', { timeout: 700 }).catch(() => undefined);
}

async function open(locale: Look['locale'], person: string): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
	const [scheme, width] = looks[locale][0]!;
	const { context, page } = await signedIn(browser, server.base, person, { locale, scheme, width });
	const faults: string[] = [];
	page.on('pageerror', (fault) => faults.push(String(fault)));
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(message.text());
	});
	return { context, page, faults };
}

for (const locale of ['nl', 'en'] as const) {
	for (const [person, paths] of pages) {
		it(`gives ${person} pages without a fault, wide and narrow, light and dark (${locale})`, async () => {
			const { context, page, faults } = await open(locale, person);
			for (const path of paths) {
				await page.goto(`${server.base}${path}`);
				await settled(page);
				for (const [scheme, width] of looks[locale]) {
					await page.emulateMedia({ colorScheme: scheme });
					await page.setViewportSize({ width, height: 900 });
					expect(await violations(page), `axe on ${path}, ${scheme}, ${width} wide`).toEqual([]);
					const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
					expect(sideways, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
				}
			}
			expect(faults).toEqual([]);
			await context.close();
		}, 180_000);
	}
}

it('takes an alert, notes and decides it by keyboard alone', async () => {
	const { context, page } = await signedIn(browser, server.base, 'Joris Vloedman', {
		locale: 'en',
		scheme: 'light',
		width: 1440,
	});
	await page.goto(`${server.base}/alerts`);
	await page.locator('tbody tr').first().waitFor({ timeout: 90_000 });
	await page.keyboard.press('j');
	await page.keyboard.press('t');
	await page.waitForResponse((answer) => answer.url().endsWith('/take') && answer.ok());
	await page.keyboard.press('Enter');
	await page.getByRole('region', { name: 'Alert' }).getByRole('heading', { level: 2 }).waitFor();
	await context.close();
}, 180_000);

it('first load stays under 250 kB of script', async () => {
	const context = await browser.newContext();
	const page = await context.newPage();
	let bytes = 0;
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	const scripts = new Set<string>();
	session.on('Network.responseReceived', ({ requestId, type }) => {
		if (type === 'Script') scripts.add(requestId);
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength;
	});
	await page.goto(`${server.base}/`, { waitUntil: 'networkidle' });
	expect(scripts.size).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(250_000);
	await context.close();
}, 60_000);
