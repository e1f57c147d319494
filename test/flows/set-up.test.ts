import { createServer } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runningServer } from '#platform';
import { type RealServer, realServer } from '../helpers/server.ts';
import { openBrowser } from './browser.ts';

let server: RealServer;
let browser: Browser;

/** A passkey is tied to the address, so the port must be known before the start. */
async function freePort(): Promise<string> {
	const probe = createServer();
	await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address() as { port: number };
	await new Promise((closed) => probe.close(closed));
	return String(port);
}
beforeAll(async () => {
	const PORT = await freePort();
	[server, browser] = await Promise.all([realServer(['--empty'], { PORT }), openBrowser()]);
}, 180_000);
afterAll(async () => {
	await browser?.close();
	await server?.remove();
});

const printedLink = () => /http:\S+\/invitation#\S+/.exec(server.printed())?.[0] ?? '';

/** A fresh profile with an authenticator that has a fingerprint to check. */
async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ locale: 'nl' });
	context.setDefaultTimeout(120_000);
	const page = await context.newPage();
	const authenticator = await context.newCDPSession(page);
	await authenticator.send('WebAuthn.enable');
	await authenticator.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
		},
	});
	return { context, page };
}

async function takeUp(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByLabel('Naam van de passkey').fill('Laptop');
	await page.getByRole('button', { name: 'Maak passkey' }).click();
}

it('opens an empty Dijkwacht with the link on the terminal and a passkey, and with that link only once', {
	timeout: 300_000,
}, async () => {
	const link = printedLink();
	const { context, page } = await visitor();
	await takeUp(page, link);
	await page.getByRole('heading', { name: 'Herstelcodes' }).waitFor();
	expect(await page.locator('code').count()).toBe(10);
	await page.getByRole('button', { name: 'Ga verder' }).click();
	await page.getByRole('navigation').first().waitFor();
	const session = await page.evaluate(() => fetch('/v1/session').then((answer) => answer.json() as Promise<unknown>));
	expect(session).toMatchObject({ role: 'operator', how: 'passkey' });
	expect(page.url(), 'the secret leaves the address').not.toContain('#');
	await context.close();

	const other = await visitor();
	await other.page.goto(link);
	await other.page.getByRole('alert').first().waitFor();
	await other.context.close();
});

it('ends the link a day after it was printed, and prints none once somebody has set it up', { timeout: 300_000 }, async () => {
	const secret = printedLink().split('#')[1];
	const headers = { 'content-type': 'application/json', origin: server.base().replace('127.0.0.1', 'localhost') };
	const lookUp = () =>
		fetch(`${server.base()}/v1/invitations/look-up`, { method: 'POST', headers, body: JSON.stringify({ secret }) });
	const client = new pg.Client({ connectionString: runningServer(server.dataDir)?.databaseUrl });
	await client.connect();
	const age = (hours: number) =>
		client.query(
			`update institutions.invitations set accepted_at = null, expires_at = expires_at - make_interval(hours => $1) where role = 'operator'`,
			[hours],
		);
	await age(23);
	expect((await lookUp()).status).toBe(200);
	await age(1);
	expect((await lookUp()).status).toBe(404);
	await client.end();
	await server.stop();
	await server.start();
	expect(printedLink()).toBe('');
});
