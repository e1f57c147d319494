import { expect } from 'vitest';
import type { Page } from 'playwright-core';

/** A framework of eight controls, so that a whole assessment can be typed. */
export const smallFramework = 'Acht basismaatregelen';

export async function goTo(page: Page, base: string, path: string, heading: string): Promise<void> {
	await page.goto(`${base}${path}`);
	await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Chooses the option whose text holds `part`. */
export async function choose(page: Page, label: string, part: string): Promise<void> {
	const list = page.getByRole('dialog').getByLabel(label, { exact: false }).first();
	await list.locator('option', { hasText: part }).first().waitFor({ state: 'attached' });
	const value = await list.locator('option', { hasText: part }).first().getAttribute('value');
	await list.selectOption(value);
}

/** What was said in the corner after an act. */
export async function toldThat(page: Page, text: string): Promise<void> {
	await page.getByRole('status').filter({ hasText: text }).first().waitFor({ timeout: 15_000 });
}

/** A day some years from now, `YYYY-MM-DD`. */
export function yearsAhead(years: number): string {
	const now = new Date();
	return `${now.getFullYear() + years}-06-01`;
}

/** The day as the page writes it out in Dutch. */
export function written(day: string): string {
	return new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
		new Date(`${day}T12:00:00Z`),
	);
}

export async function openRound(page: Page, base: string, title: string): Promise<void> {
	await goTo(page, base, '/assessments?tab=rounds', 'Toetsen en afspraken');
	await page.getByRole('button', { name: 'Open een ronde' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: 'Open een ronde' }).click();
	const summary = dialog.getByRole('alert');
	await summary.waitFor();
	expect(await summary.getByRole('link').count(), 'each empty field has its link').toBe(3);
	await summary.getByRole('link', { name: /^Naam/ }).click();
	await page.keyboard.type(title);
	await choose(page, 'Normenkader', smallFramework);
	await dialog.getByLabel('Tot en met').fill(yearsAhead(1));
	await dialog.getByRole('button', { name: 'Open een ronde' }).click();
	await toldThat(page, `De ronde ${title} is open.`);
}

export async function beginAssessment(page: Page, title: string): Promise<string> {
	await page.getByRole('button', { name: new RegExp(`^Begin een toets.*${title}`) }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Begin een toets' }).click();
	await page.waitForURL(/\/assessments\/[0-9a-f-]{36}/);
	await page.getByLabel(/: Nu$/).first().waitFor();
	return page.url().split('/').at(-1) ?? '';
}

export async function isSaved(page: Page): Promise<void> {
	await page.getByText('bewaard', { exact: true }).first().waitFor({ timeout: 15_000 });
}
