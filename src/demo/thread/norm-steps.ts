import type * as assessments from '#assessments/contract';
import type * as institutions from '#institutions/contract';
import type * as norms from '#norms/contract';
import type * as steering from '#steering/contract';
import { type Client, Refused } from './client.ts';
import type { Report } from './report.ts';
import type { Sources } from './sources.ts';

type Answer<E extends { response: { _zod: { output: unknown } } }> = E['response']['_zod']['output'];
export interface People {
	readonly ciso: Client;
	readonly board: Client;
	readonly coordinator: Client;
	readonly operator: Client;
	readonly analyst: Client;
	readonly desk: Client;
}

const json = (value: unknown) => JSON.stringify(value);
async function ask<T>(client: Client, method: string, path: string, body?: object): Promise<T> {
	return (await client.send(method, path, body === undefined ? undefined : json(body))) as T;
}

/** A catalogue file becomes a framework; one that was imported before is used again. */
export async function importCatalogue({ ciso }: People, { catalogue }: Sources, report: Report): Promise<string> {
	const path = `/v1/frameworks/imports?fileName=${encodeURIComponent(catalogue.name)}`;
	type Made = Answer<typeof norms.importFrameworkFile>;
	const made = await ciso.send('POST', path, catalogue.text, 'text/plain').catch((fault: unknown) => {
		if (fault instanceof Refused && fault.code === 'already-exists') return undefined;
		throw fault;
	});
	const known = await ask<Answer<typeof norms.listFrameworks>>(ciso, 'GET', '/v1/frameworks');
	const framework = (made as Made | undefined) ?? known.items.find(({ sector }) => !sector);
	if (framework === undefined) throw new Error('the framework is refused as known but not listed');
	report.step('a catalogue becomes a framework', {
		file: catalogue.name,
		clusters: framework.clusters,
		controls: framework.controls,
	});
	return framework.id;
}

/** Institutions come in from a DUO file: preview, then apply. */
export async function importRegister({ operator }: People, { register }: Sources, report: Report): Promise<void> {
	type Preview = Answer<typeof institutions.importEndpoint>;
	const preview = (await operator.send(
		'POST',
		'/v1/institutions/imports?sector=higher-education',
		new Uint8Array(register),
		'text/csv',
	)) as Preview;
	await ask(operator, 'POST', `/v1/institutions/imports/${preview.id}/apply`, { vanished: 'keep' });
	const { added, changed, unchanged } = preview;
	report.step('institutions come in from a DUO file', { added: added.length, changed: changed.length, unchanged });
}

/** Both sides sign. A target that is in force already stays when it says the same. */
export async function agreeTarget({ ciso, board, coordinator }: People, framework: string, report: Report): Promise<void> {
	const byDay = `${new Date().getUTCFullYear() + 1}-12-31`;
	type Target = Answer<typeof assessments.proposeTarget>;
	const target = await ask<Target>(ciso, 'POST', '/v1/targets', { framework, level: 3, floor: 2, byDay, reason: '' });
	await ask(board, 'POST', `/v1/targets/${target.id}/signatures`);
	const signed = await ask<Target>(coordinator, 'POST', `/v1/targets/${target.id}/signatures`);
	if (signed.state !== 'in-force') throw new Error(`the target is ${signed.state} after two signatures`);
	report.step('a target is agreed and signed twice', { level: signed.level, by: signed.byDay, version: signed.number });
}

/** Round, answers, submit; the score stands on the institution's own page. */
export async function assess({ ciso }: People, framework: string, institution: string, report: Report): Promise<void> {
	const year = new Date().getUTCFullYear();
	const title = `Eigen ronde ${new Date().toISOString().slice(0, 19)}`;
	const round = await ask<Answer<typeof assessments.createRound>>(ciso, 'POST', '/v1/rounds', {
		framework,
		title,
		fromDay: `${year}-01-01`,
		untilDay: `${year}-12-31`,
	});
	const draft = await ask<Answer<typeof assessments.createAssessment>>(ciso, 'POST', '/v1/assessments', {
		round: round.id,
		opinion: 'self',
	});
	const detail = await ask<Answer<typeof norms.readFrameworkDetail>>(ciso, 'GET', `/v1/frameworks/${framework}`);
	const answers = detail.controls
		.filter(({ activeByDefault }) => activeByDefault)
		.map(({ id }, place) => ({
			control: id,
			now: 2 + (place % 3),
			expected: 3 + (place % 2),
			expectedOn: `${year + 1}-06-30`,
			wanted: 4,
			reason: '',
			version: 0,
		}));
	await ask(ciso, 'PUT', `/v1/assessments/${draft.id}/answers`, { answers });
	await ask(ciso, 'POST', `/v1/assessments/${draft.id}/submit`);
	const scores = await ask<Answer<typeof assessments.readScores>>(
		ciso,
		'GET',
		`/v1/institutions/${institution}/scores?framework=${framework}`,
	);
	const self = scores.opinions.find(({ opinion }) => opinion === 'self')?.score;
	if (self?.now == null) throw new Error('no score stands on the page of the institution');
	const { now, gap, expected, underTarget } = self;
	report.step('it assesses itself and sees its score', {
		answers: answers.length,
		now: now.shown,
		gap: gap?.shown ?? '0',
		forecast: expected?.shown ?? '-',
		under: underTarget,
	});
}

/** The anonymous picture and the calendar hold what may be shown, and nothing else. */
export async function lookAtSector({ ciso, board }: People, institution: string, report: Report): Promise<void> {
	const picture = await ask<Answer<typeof steering.readSectorPicture>>(ciso, 'GET', '/v1/sector-picture');
	const overall = picture.figures.filter(({ figure }) => figure === 'overall').at(-1);
	const whole = overall?.cells.find(({ cell }) => cell === 'all');
	const withheld = overall?.cells.filter((cell) => cell.withheld !== null).length ?? 0;
	const calendar = await ask<Answer<typeof steering.readCalendar>>(ciso, 'GET', '/v1/calendar');
	const page = await ask<Answer<typeof steering.readBoardPage>>(board, 'GET', `/v1/institutions/${institution}/board`);
	const figures = {
		contributors: whole?.contributors ?? 0,
		mean: whole?.mean ?? '-',
		withheld,
		promises: page.milestones.length,
	};
	report.step('sector picture, calendar and board page', {
		...figures,
		'calendar shows': calendar.items.length,
		'not shown': calendar.notShown,
	});
}
