import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The machine's Chromium, or the packaged one where there is none. */
export async function openBrowser(): Promise<Browser> {
	const args = [...quiet, ...offline];
	if (existsSync('/usr/bin/chromium')) return chromium.launch({ executablePath: '/usr/bin/chromium', args });
	const { default: packaged } = await import('@sparticuz/chromium');
	return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...args] });
}

export interface Look {
	readonly locale: 'nl' | 'en';
	readonly scheme: 'light' | 'dark';
	readonly width: number;
}

/** A fresh profile in which a persona has signed in by the page's own chooser. */
export async function signedIn(
	browser: Browser,
	base: string,
	name: string,
	look: Look,
): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({
		viewport: { width: look.width, height: 900 },
		colorScheme: look.scheme,
		locale: look.locale,
	});
	const page = await context.newPage();
	await page.goto(`${base}/`);
	const signIn = page.waitForResponse((answer) => answer.url().endsWith('/v1/demo/sign-in'));
	await page.getByRole('button', { name }).click();
	await signIn;
	await page.getByText(name, { exact: false }).first().waitFor({ state: 'attached' });
	if (look.locale === 'en') {
		await page.evaluate(() =>
			fetch('/v1/session/locale', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"locale":"en"}' }),
		);
		await page.reload();
	}
	return { context, page };
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface Violation {
	readonly id: string;
	readonly nodes: readonly string[];
}

/** What axe finds by WCAG 2.2 A and AA. The policy of the page stands: axe comes in through the debugger, not as a script. */
export async function violations(page: Page): Promise<Violation[]> {
	const { readFileSync } = await import('node:fs');
	await page.evaluate(readFileSync(axeFile, 'utf8'));
	return page.evaluate(async () => {
		const { axe } = globalThis as unknown as {
			axe: { run(node: unknown, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
		const result = await axe.run((globalThis as unknown as { document: unknown }).document, { runOnly });
		return result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) }));
	});
}
