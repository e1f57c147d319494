import type { Page } from 'playwright-core';

/** Walks with Tab until what has the focus is called `name`, as somebody without a mouse does. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
	for (let step = 0; step < 120; step += 1) {
		await page.keyboard.press('Tab');
		const called = await page.evaluate(`(() => {
			const at = document.activeElement;
			return (at?.labels?.[0]?.innerText ?? at?.getAttribute('aria-label') ?? at?.innerText ?? '').trim();
		})()`);
		if (name.test(String(called))) return;
	}
	throw new Error(`Tab never came to ${name}`);
}

/** Waits until the field with this name has the focus. */
export async function focusIsIn(page: Page, name: string): Promise<void> {
	await page.locator(`:focus[name='${name}']`).waitFor();
}

/** An attack that a network sensor let through; one of the project's own rules finds it. */
export function attackFrom(address: string, at: Date): string {
	return JSON.stringify({
		...{ timestamp: at.toISOString().replace('Z', '+0000'), flow_id: at.getTime(), event_type: 'alert', proto: 'TCP' },
		...{ src_ip: address, src_port: 49352, dest_ip: '10.20.0.40', dest_port: 443 },
		alert: {
			...{ action: 'allowed', gid: 1, signature_id: 9000201, rev: 1, severity: 1 },
			...{ signature: 'KADE EXPLOIT flow of a test', category: 'Attempted Administrator Privilege Gain' },
		},
	});
}

/** Posts a line as a program outside would, with the token the screen showed. @returns the status of the answer */
export async function postEvent(base: string, token: string, line: string): Promise<number> {
	const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
	return (await fetch(`${base}/v1/ingest/events`, { method: 'POST', headers, body: `${line}\n` })).status;
}

/** Goes to the cell of an institution in the grid of an advisory and moves it on, by keyboard alone. */
export async function moveByKeyboard(page: Page, institution: string, toState: string, fill: () => Promise<void>): Promise<void> {
	await page.getByRole('tab', { name: 'Afhandeling' }).waitFor();
	const row = page.getByRole('row', { name: institution });
	await row.waitFor();
	await tabTo(page, new RegExp(`${institution}, 1$`));
	await page.keyboard.press('Enter');
	const drawer = page.getByRole('dialog');
	await drawer.waitFor();
	await tabTo(page, /^Nieuwe stand/);
	await page.keyboard.type(toState);
	await fill();
	await tabTo(page, /^Opslaan/);
	await page.keyboard.press('Enter');
	await drawer.waitFor({ state: 'detached' });
	await row.getByText(toState, { exact: true }).first().waitFor();
}
