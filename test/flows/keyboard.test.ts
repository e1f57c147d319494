import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { setStage } from './stage.ts';
import { goTo, smallFramework, toldThat, yearsAhead } from './norm-steps.ts';
import { tabTo } from './watch-steps.ts';

/** The half of the thread before a sensor is connected, without a mouse; the other half is in watch.test.ts. */
const stage = setStage();
const institution = 'Hogeschool Kaderhaven';
const demo = join(import.meta.dirname, '../../content/demo');
const round = `Toetsenbord ${Date.now()}`;

async function press(page: Page, name: RegExp, key = 'Enter'): Promise<void> {
	await tabTo(page, name);
	await page.keyboard.press(key);
}
/** Opens the chooser of the system from the field, as its own key does; the chooser itself is the system's. */
async function giveFile(page: Page, name: RegExp, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	await press(page, name);
	await (await chooser).setFiles(file);
}
/** As the date field of this browser takes it: month, day, year. */
const typedDay = (day: string) => `${day.slice(5, 7)}${day.slice(8, 10)}${day.slice(0, 4)}`;

it('brings in a catalogue and a register of institutions by keyboard alone', async () => {
	const page = await stage.as('Ruben Kwelmans');
	await goTo(page, stage.base, '/frameworks', 'Normenkaders');
	await press(page, /^Importeer een kader/);
	await page.getByRole('dialog').waitFor();
	const text = readFileSync(join(demo, 'catalogue.yaml'));
	await giveFile(page, /^Bestand/, { name: 'catalogue.yaml', mimeType: 'application/yaml', buffer: text });
	await press(page, /^Importeer een kader/);
	await page.waitForURL(/\/frameworks\/[0-9a-f-]{36}/);
	await page.context().close();

	const operator = await stage.as('Wies Sluisman');
	await goTo(operator, stage.base, '/imports', 'Instellingen importeren');
	const register = readFileSync(join(demo, 'duo-ho.csv'));
	await giveFile(operator, /^Bestand/, { name: 'duo.csv', mimeType: 'text/csv', buffer: register });
	await press(operator, /^Bekijk/);
	await operator.getByRole('heading', { name: 'Voer door' }).waitFor();
	await press(operator, /^Voer door/);
	await operator.getByText(/^Doorgevoerd: /).waitFor();
	await operator.context().close();
}, 120_000);

it('agrees on a target, signs it twice, opens a round, assesses and submits by keyboard alone', async () => {
	const page = await stage.as('Ruben Kwelmans');
	await goTo(page, stage.base, '/assessments?tab=targets', 'Toetsen en afspraken');
	await press(page, /^Stel een doel voor/);
	await page.getByRole('dialog').waitFor();
	await tabTo(page, /^Normenkader/);
	await page.keyboard.type(smallFramework);
	await tabTo(page, /^Te halen op/);
	await page.keyboard.type(typedDay(yearsAhead(2)));
	await press(page, /^Stel een doel voor/);
	await toldThat(page, 'Het voorstel staat klaar om te tekenen.');
	for (const [person, sign, told] of [
		['Hilde Wiersloot', /^Teken namens het bestuur/, 'Uw handtekening staat erbij.'],
		['Mees Peilinga', /^Teken namens SURFaudit/, 'Beide kanten hebben getekend.'],
	] as const) {
		const signer = await stage.as(person);
		await goTo(signer, stage.base, '/assessments?tab=targets', 'Toetsen en afspraken');
		await signer.getByRole('button', { name: new RegExp(`^Lees en teken.*${institution}`) }).waitFor();
		await tabTo(signer, /^Zoeken/);
		await signer.keyboard.type(institution);
		await press(signer, /^Lees en teken/);
		await signer.getByRole('dialog').waitFor();
		await press(signer, sign);
		await toldThat(signer, told);
		await signer.context().close();
	}

	await goTo(page, stage.base, '/assessments?tab=rounds', 'Toetsen en afspraken');
	await press(page, /^Open een ronde/);
	await page.getByRole('dialog').waitFor();
	await tabTo(page, /^Naam/);
	await page.keyboard.type(round);
	await tabTo(page, /^Normenkader/);
	await page.keyboard.type(smallFramework);
	await tabTo(page, /^Tot en met/);
	await page.keyboard.type(typedDay(yearsAhead(1)));
	await press(page, /^Open een ronde/);
	await toldThat(page, `De ronde ${round} is open.`);
	await press(page, /^Begin een toets/);
	await page.getByRole('dialog').waitFor();
	await press(page, /^Begin een toets/);
	await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
	const levels = page.getByLabel(/: Nu$/);
	await levels.first().waitFor();
	expect(await levels.count()).toBe(8);
	for (let left = 8; left > 0; left -= 1) {
		await tabTo(page, /: Nu$/);
		await page.keyboard.type('3');
	}
	await page.getByText('U kunt indienen.', { exact: false }).waitFor();
	await press(page, /^Dien in en zet vast/);
	await page.getByRole('dialog').waitFor();
	await press(page, /^Ja, dien in/);
	await toldThat(page, 'De toets is ingediend.');
	expect(await levels.count(), 'a submitted assessment is locked').toBe(0);
	await page.context().close();
}, 180_000);
