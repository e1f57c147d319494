import { expect, it } from 'vitest';
import { signedIn } from './browser.ts';
import { setStage, wide } from './stage.ts';
import { lineTo } from './line.ts';
import { choose, goTo, toldThat, yearsAhead } from './norm-steps.ts';
import { attackFrom, focusIsIn, moveByKeyboard, postEvent, tabTo } from './watch-steps.ts';

const stage = setStage();
const ciso = 'Ruben Kwelmans';
const analyst = 'Joris Vloedman';
const desk = 'Saar Bakenaar';
const institution = 'Hogeschool Kaderhaven';
/** Numbers that no earlier run against the same server used. */
const run = Date.now() % 60_000;
const attacker = `198.18.${Math.floor(run / 250)}.${(run % 250) + 1}`;
const later = attacker.replace('198.18.', '198.19.');
let token = '';

it('connects a sensor whose token, shown once, posts an event that shows up by itself', async () => {
	const page = await stage.as(ciso);
	await goTo(page, stage.base, '/sensors', 'Sensoren');
	await page.getByRole('main').getByRole('button', { name: 'Sluit een sensor aan' }).click();
	const drawer = page.getByRole('dialog');
	await drawer.getByRole('button', { name: 'Sluit een sensor aan' }).click();
	await focusIsIn(page, 'name');
	await drawer.getByRole('link', { name: 'Naam: vul dit in.' }).waitFor();
	await page.keyboard.type(`Rand van het net ${run}`);
	await page.keyboard.press('Enter');
	await drawer.getByText('Nog niets ontvangen.', { exact: false }).waitFor();
	token = await drawer.locator('code').first().innerText();
	expect(await drawer.getByText('/v1/ingest/events', { exact: false }).count()).toBeGreaterThan(0);
	expect(await postEvent(stage.base, token, attackFrom(attacker, new Date()))).toBe(200);
	await drawer.getByText('De sensor werkt.', { exact: false }).waitFor({ timeout: 30_000 });
	await drawer.getByRole('button', { name: 'Klaar' }).click();
	const row = page.getByRole('row', { name: `Rand van het net ${run}` });
	await row.getByText('meldt zich').waitFor();
	expect(await page.getByText(token).count(), 'the token is gone').toBe(0);
	await page.context().close();
}, 120_000);

it('goes from an alert to a verified measure at an institution by keyboard alone', async () => {
	const page = await stage.as(analyst);
	await goTo(page, stage.base, '/alerts', 'Meldingen');
	await page.getByRole('row', { name: attacker }).first().waitFor({ timeout: 30_000 });
	await page.keyboard.press('/');
	await page.keyboard.type(attacker);
	await page.keyboard.press('Escape');
	await page.locator('tbody tr').filter({ hasNotText: attacker }).first().waitFor({ state: 'detached' });
	await page.keyboard.press('j');
	await page.locator('tr[aria-current]').waitFor();
	const taken = page.waitForResponse((answer) => answer.url().endsWith('/take'));
	await page.keyboard.press('t');
	expect((await taken).ok()).toBe(true);
	await page.keyboard.press('s');
	await focusIsIn(page, 'title.nl');
	expect(await page.getByLabel('Indicatoren', { exact: false }).first().inputValue()).toContain(attacker);
	await page.keyboard.press('Control+Enter');
	await page.waitForURL(/\/advisories\/[0-9a-f-]{36}$/);
	const { pathname } = new URL(page.url());
	await page.getByText('160', { exact: true }).first().waitFor();
	await page.context().close();

	const own = await stage.as(ciso);
	await own.goto(stage.base + pathname);
	await moveByKeyboard(own, institution, 'gepland', async () => {
		await tabTo(own, /^Gepland op/);
		await own.keyboard.type(`0601${yearsAhead(1).slice(0, 4)}`);
		await tabTo(own, /^Eigenaar/);
		await own.keyboard.type('Hoofd ICT');
	});
	await own.reload();
	await moveByKeyboard(own, institution, 'gedaan', async () => {
		await tabTo(own, /^Bewijs/);
		await own.keyboard.type('Geblokkeerd in de firewall, regel 12.');
	});
	await own.context().close();

	const other = await stage.as(desk);
	await other.goto(stage.base + pathname);
	await moveByKeyboard(other, institution, 'nagegaan', async () => {
		await tabTo(other, /^Hoe/);
		await other.keyboard.type('Regel gezien, proef gaf niets terug.');
	});
	await other.context().close();
}, 180_000);

it('decides a bundle at once, and asks for the reason first', async () => {
	const page = await stage.as(analyst);
	await goTo(page, stage.base, '/alerts?tab=bundles', 'Meldingen');
	const first = page.locator('tbody tr').first();
	await first.waitFor({ timeout: 30_000 });
	await first.getByRole('button').click();
	const drawer = page.getByRole('dialog');
	await drawer.getByRole('button', { name: 'Beoordeel alles' }).click();
	const send = drawer.locator('form').getByRole('button', { name: 'Beoordeel alles' });
	await send.click();
	await focusIsIn(page, 'reason');
	await page.keyboard.type('Gepland onderhoud, nagevraagd bij de instellingen.');
	await send.click();
	await toldThat(page, 'beoordeeld');
	await page.context().close();
}, 120_000);

it('reads indicators in whole, or says every fault and reads none', async () => {
	const page = await stage.as(analyst);
	await goTo(page, stage.base, '/indicators', 'Indicatoren');
	await page.getByRole('button', { name: 'Lees indicatoren in' }).click();
	const drawer = page.getByRole('dialog');
	const text = drawer.getByLabel('Of plak hier');
	await text.fill('kind,value\nipv4,999.1.1.1\nsha256,kort\n');
	await drawer.getByRole('button', { name: 'Lees in' }).click();
	await drawer.getByText('Er is niets ingelezen.', { exact: false }).waitFor();
	expect(await drawer.getByText('regel 2', { exact: false }).count()).toBeGreaterThan(0);
	expect(await drawer.getByText('regel 3', { exact: false }).count()).toBeGreaterThan(0);
	await text.fill(`kind,value\nipv4,${later}\ndomain,proef-${run}.example\n`);
	await drawer.getByRole('button', { name: 'Lees in' }).click();
	await drawer.getByText('2 nieuw', { exact: false }).waitFor();
	await drawer.getByRole('button', { name: 'Sluiten' }).last().click();
	await page.getByRole('row', { name: `proef-${run}.example` }).waitFor();
	await page.context().close();
}, 120_000);

it('shows what happened while the line was down, without being loaded anew', async () => {
	const line = await lineTo(stage.base);
	const { page } = await signedIn(stage.browser, line.base, analyst, wide);
	await goTo(page, line.base, '/alerts', 'Meldingen');
	await page.getByText('Live', { exact: true }).waitFor();
	await page.evaluate('globalThis.stayed = true');
	await line.cut();
	await page.getByText('niet live', { exact: true }).waitFor();
	expect(await postEvent(stage.base, token, attackFrom(later, new Date()))).toBe(200);
	await line.mend();
	await page.getByRole('row', { name: later }).first().waitFor({ timeout: 60_000 });
	expect(await page.evaluate('globalThis.stayed')).toBe(true);
	await page.context().close();
	await line.cut();
}, 120_000);

it('makes a milestone that stands in the calendar, and a target that holds after two signatures', async () => {
	const page = await stage.as(ciso);
	await goTo(page, stage.base, '/assessments?tab=targets', 'Toetsen en afspraken');
	await page.getByRole('button', { name: 'Stel een doel voor' }).click();
	const drawer = page.getByRole('dialog');
	await choose(page, 'Normenkader', 'Acht basismaatregelen');
	await drawer.getByLabel('Te halen op').fill(yearsAhead(2));
	await drawer.getByRole('button', { name: 'Stel een doel voor' }).click();
	await toldThat(page, 'Het voorstel staat klaar om te tekenen.');

	for (const [person, sign, told] of [
		['Hilde Wiersloot', 'Teken namens het bestuur', 'Uw handtekening staat erbij.'],
		['Mees Peilinga', 'Teken namens SURFaudit', 'Beide kanten hebben getekend.'],
	] as const) {
		const signer = await stage.as(person);
		await goTo(signer, stage.base, '/assessments?tab=targets', 'Toetsen en afspraken');
		await signer.getByRole('button', { name: new RegExp(`^Lees en teken.*${institution}`) }).click();
		await signer.getByRole('dialog').getByRole('button', { name: sign }).click();
		await toldThat(signer, told);
		await signer.context().close();
	}

	await page.getByRole('link', { name: 'Instellingen' }).click();
	await page.getByRole('link', { name: institution }).click();
	await page.getByRole('button', { name: 'Plan de beloften' }).click();
	const audit = drawer.getByRole('group', { name: 'externe audit gehouden' });
	await audit.getByLabel('gepland', { exact: false }).fill(yearsAhead(3));
	await audit.getByLabel('verwacht', { exact: false }).fill(yearsAhead(3));
	await audit.getByLabel('gehaald', { exact: false }).fill('');
	await audit.getByLabel('Reden', { exact: false }).fill('De auditor kan niet eerder.');
	await drawer.getByRole('button', { name: 'Opslaan' }).click();
	await drawer.waitFor({ state: 'detached' });
	await goTo(page, stage.base, '/calendar', 'Kalender');
	const row = page.getByRole('row', { name: institution });
	await row.getByText(yearsAhead(3).slice(0, 4), { exact: false }).first().waitFor();
	await page.context().close();
}, 120_000);
