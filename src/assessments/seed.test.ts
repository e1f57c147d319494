import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSystem, sql } from '#platform';
import { answersTo, assessmentsBench, type Bench, people } from '../../test/helpers/assessments.ts';
import { seedAssessments, seedTargets, type SubmittedAssessment } from './actions/seed.ts';
import { overallMean } from './model/score.ts';
import { exactText } from './model/ratio.ts';
import { addRounds } from './store/rounds.ts';
import { latestScores, sectorScores } from './store/scores.ts';

let t: Bench;
let institutions: string[];
let rounds: string[];
beforeAll(async () => {
	t = await assessmentsBench();
	await asSystem(t.platform, async ({ tx, now }) => {
		const made = await sql<{ id: string }>`insert into institutions.organisations (kind, name)
			select 'institution', 'Instelling ' || n from generate_series(1, 40) n returning id`.execute(tx);
		institutions = made.rows.map((row) => row.id);
		await sql`insert into institutions.institutions (id, kind) select id, 'hbo' from unnest(${institutions}::uuid[]) id`.execute(
			tx,
		);
		const wanted = [2024, 2025].map((year) => ({
			...{ framework: t.framework.id, title: `Ronde ${year}`, fromDay: `${year}-09-01`, untilDay: `${year}-12-31` },
		}));
		rounds = (await addRounds(tx, people.coordinator.organisation, true, wanted, null, now)).map((row) => row.id);
	});
});
afterAll(() => t.stop());

const whole = (institution: string, round: string, level: number): SubmittedAssessment => ({
	...{ institution, author: institution, round, opinion: 'self', submittedAt: new Date('2025-11-01T12:00:00Z') },
	answers: answersTo(t.framework, (place) => (place === 0 ? 1 : level)),
});

it('brings in whole assessments in a handful of statements, judged as those of people', async () => {
	const target = { framework: t.framework.id, level: 3.5, reason: 'risk', byDay: '2026-12-31', loweringReason: '' };
	await asSystem(t.platform, (work) =>
		seedTargets(
			work,
			institutions
				.slice(0, 20)
				.map((institution) => ({ ...target, institution, clusters: [], controls: [], floor: 2, keyControls: [] })),
		),
	);
	t.statements.length = 0;
	const list = institutions.flatMap((institution) => rounds.map((round, place) => whole(institution, round, 2 + place)));
	const ids = await asSystem(t.platform, (work) => seedAssessments(work, list));
	expect([new Set(ids).size, t.statements.length <= 12]).toEqual([80, true]);
	const latest = await asSystem(t.platform, ({ tx }) => latestScores(tx));
	expect(latest.map((one) => one.round.id)).toEqual(Array(40).fill(rounds[1]));
	const first = latest.find((one) => one.institution === institutions[0])!;
	const last = latest.find((one) => one.institution === institutions[39])!;
	expect([first.framework, first.score.target, first.score.underTarget, first.score.underFloor]).toEqual([
		'ho-6c',
		3.5,
		81,
		['HO-1.01'],
	]);
	expect([last.score.target, last.score.underTarget, exactText(overallMean(last.score, 'now')!)]).toEqual([
		3,
		1,
		expect.any(String),
	]);
	expect(await asSystem(t.platform, ({ tx }) => sectorScores(tx, rounds[0]))).toHaveLength(40);
});

it('shows an institution nothing of the others through the same statements', async () => {
	const asker = { ...people.ciso, organisation: institutions[3]! };
	const seen = await t.db.database.as(asker, (tx) => latestScores(tx));
	expect(seen.map((one) => one.institution)).toEqual([institutions[3]]);
	const answers = await t.db.database.as(asker, (tx) =>
		sql<{ n: number }>`select count(*)::int as n from assessments.answers`.execute(tx),
	);
	expect(answers.rows).toEqual([{ n: 162 }]);
});

it('refuses the whole lot with the place of every fault', async () => {
	const [one] = institutions;
	const bad = { ...whole(one!, rounds[0]!, 9), opinion: 'internal-audit' as const };
	const refusal = await asSystem(t.platform, (work) => seedAssessments(work, [bad, { ...bad, answers: [] }])).catch(
		(fault) => fault,
	);
	expect([refusal.code, refusal.findings.length]).toEqual(['content-refused', 80 + 81]);
	expect(refusal.findings[80].where).toBe('/1/answers/HO-1.01');
});
