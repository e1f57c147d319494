import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Look, signedIn, violations } from './browser.ts';
import { setStage } from './stage.ts';

const stage = setStage();
/** Every page with somebody who works there, by the name on the chooser; `{name}` is an id from the list of that name. */
const pages: readonly (readonly [person: string, paths: readonly string[]])[] = [
	['Hilde Wiersloot', ['/board', '/sector', '/calendar']],
	['Ruben Kwelmans', ['/assessments', '/frameworks', '/disclosures', '/people', '/audit-trail', '/sensors', '/jobs']],
	[
		'Ruben Kwelmans',
		['/assessments/{assessments}', '/frameworks/{frameworks}', '/institutions/{own}', '/advisories/{advisories}'],
	],
	['Joris Vloedman', ['/alerts', '/alerts?tab=bundles', '/watch', '/advisories', '/advisories/new', '/indicators', '/duty']],
	[
		'Joris Vloedman',
		['/advisories/{advisories}', '/advisories/{advisories}?tab=sightings', '/advisories/{advisories}?tab=indicators'],
	],
	['Wies Sluisman', ['/institutions', '/institutions/{institutions}', '/imports']],
];

/** Figures of an institution that it does not show to who keeps the register; the page says so. */
const notDisclosed = /\/v1\/(institutions\/[\w-]+\/(scores|milestones)|actions\?institution=[\w-]+)$/;

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
	await expect.poll(() => page.getByText(/^(Laden|Loading)…$/).count(), { timeout: 20_000 }).toBe(0);
}

async function open(locale: Look['locale'], person: string): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
	const [scheme, width] = looks[locale][0]!;
	const { context, page } = await signedIn(stage.browser, stage.base, person, { locale, scheme, width });
	const faults: string[] = [];
	page.on('pageerror', (fault) => faults.push(String(fault)));
	page.on('console', (message) => {
		const refused = message.text().includes('404') && notDisclosed.test(message.location().url);
		if (message.type() === 'error' && !refused) faults.push(`${message.text()} ${message.location().url}`);
	});
	return { context, page, faults };
}

/** The address with real ids in it, as the person's own lists tell them. */
async function real(page: Page, path: string): Promise<string> {
	const wanted = /\{(\w+)\}/.exec(path)?.[1];
	if (wanted === undefined) return path;
	const url = wanted === 'own' ? '/v1/session' : `/v1/${wanted}`;
	const body = await (await page.request.get(`${stage.base}${url}`)).json();
	const id: unknown = wanted === 'own' ? body.organisation.id : body.items[0]?.id;
	expect(id, `an id from ${url}`).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
	return path.replace(`{${wanted}}`, String(id));
}

async function looksRight(page: Page, path: string, locale: Look['locale']): Promise<void> {
	await settled(page);
	for (const [scheme, width] of looks[locale]) {
		await page.emulateMedia({ colorScheme: scheme });
		await page.setViewportSize({ width, height: 900 });
		expect(await violations(page), `axe on ${path}, ${scheme}, ${width} wide`).toEqual([]);
		const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
		expect(sideways, `${path} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
	}
}

for (const locale of ['nl', 'en'] as const) {
	it(`gives a chooser of persons without a fault (${locale})`, async () => {
		const [scheme, width] = looks[locale][0]!;
		const context = await stage.browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
		const page = await context.newPage();
		await page.goto(`${stage.base}/`);
		await page.getByRole('button', { name: 'Joris Vloedman' }).waitFor();
		if (locale === 'en') await page.getByRole('button', { name: 'English' }).click();
		await page.locator(`html[lang=${locale}]`).waitFor();
		await looksRight(page, '/', locale);
		await context.close();
	}, 60_000);

	for (const [person, paths] of pages) {
		it(`gives ${person} ${paths[0]} and more without a fault, wide and narrow, light and dark (${locale})`, async () => {
			const { context, page, faults } = await open(locale, person);
			for (const path of paths) {
				await page.goto(`${stage.base}${await real(page, path)}`);
				await looksRight(page, path, locale);
			}
			expect(faults).toEqual([]);
			await context.close();
		}, 180_000);
	}
}

it('takes an alert, notes and decides it by keyboard alone', async () => {
	const { context, page } = await signedIn(stage.browser, stage.base, 'Joris Vloedman', {
		locale: 'en',
		scheme: 'light',
		width: 1440,
	});
	await page.goto(`${stage.base}/alerts`);
	await page.locator('tbody tr').first().waitFor({ timeout: 90_000 });
	await page.keyboard.press('j');
	const taken = page.waitForResponse((answer) => answer.url().endsWith('/take') && answer.ok());
	await page.keyboard.press('t');
	await taken;
	await page.keyboard.press('Enter');
	await page.getByRole('region', { name: 'Alert' }).getByRole('heading', { level: 2 }).waitFor();
	await context.close();
}, 180_000);

it('first load stays under 250 kB of script', async () => {
	const context = await stage.browser.newContext();
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
	await page.goto(`${stage.base}/`, { waitUntil: 'networkidle' });
	expect(scripts.size).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(250_000);
	await context.close();
}, 60_000);
