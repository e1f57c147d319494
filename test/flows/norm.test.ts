import { expect, it } from 'vitest';
import { setStage } from './stage.ts';
import * as steps from './norm-steps.ts';

const stage = setStage();
const ciso = 'Ruben Kwelmans';
const round = `Eigen ronde ${Date.now()}`;
const coordinator = 'Mees Peilinga';

it('opens a round, assesses with evidence, loses nothing when the line breaks, submits, and shows SURFaudit nothing of a round of our own', async () => {
	const page = await stage.as(ciso);
	await steps.openRound(page, stage.base, round);
	const id = await steps.beginAssessment(page, round);
	const rows = page
		.getByRole('table')
		.locator('tbody tr')
		.filter({ has: page.getByRole('button') });
	const controls = page.getByLabel(/: Nu$/);
	expect(await controls.count()).toBe(8);
	for (let at = 0; at < 6; at += 1) await controls.nth(at).selectOption('3');
	await steps.isSaved(page);

	await page.route('**/answers', (route) => route.abort());
	await controls.nth(6).selectOption('2');
	await page.getByText('Er is geen verbinding.').waitFor();
	page.once('dialog', (leave) => void leave.accept());
	await page.reload();
	await page.getByText('1 antwoord was de vorige keer niet bewaard.', { exact: false }).waitFor();
	await page.unroute('**/answers');
	await steps.isSaved(page);
	expect(await controls.nth(6).inputValue()).toBe('2');

	await page
		.getByLabel(/: N\.v\.t\.$/)
		.nth(7)
		.check();
	const drawer = page.getByRole('dialog');
	await drawer.getByText('Vertel waarom deze maatregel niet van toepassing is.').waitFor();
	await drawer.getByLabel('Reden').fill('Wij hebben geen eigen systemen.');
	const file = drawer.getByLabel('Voeg bewijs toe');
	await file.setInputFiles({
		name: 'archief.zip',
		mimeType: 'application/zip',
		buffer: Buffer.from('PK\x03\x04 and so on, well over thirty bytes', 'latin1'),
	});
	await drawer.getByText('dit soort bestand wordt niet aangenomen', { exact: false }).waitFor();
	await file.setInputFiles({ name: 'verslag.txt', mimeType: 'text/plain', buffer: Buffer.from('De test is gedaan.') });
	await drawer.getByRole('link', { name: 'verslag.txt' }).waitFor();
	await drawer.getByRole('button', { name: 'Sluiten' }).click();
	await rows.filter({ hasText: '1 bestand' }).waitFor();

	await page.getByText('U kunt indienen.', { exact: false }).waitFor();
	await page.getByRole('button', { name: 'Dien in en zet vast' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Ja, dien in' }).click();
	await steps.toldThat(page, 'De toets is ingediend.');
	expect(await controls.count(), 'a submitted assessment is locked').toBe(0);

	const other = await stage.as(coordinator);
	await other.goto(`${stage.base}/assessments/${id}`);
	await other.getByText('Dit bestaat niet, of het is niet voor u zichtbaar.').waitFor();
	expect(await other.getByText('Wij hebben geen eigen systemen.').count()).toBe(0);
	expect(await other.getByText('verslag.txt').count()).toBe(0);
}, 120_000);
