import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRounds, type Answer, seedAssessments, seedTargets } from '#assessments';
import { writeMilestones } from '#improvement';
import { type OrganisationKind, type Role, systemClock } from '#kernel';
import { loadContent, type Skeleton, skeletons } from '#norms';
import {
	asSystem,
	buildServer,
	migrate,
	openDatabase,
	openFiles,
	openLog,
	type Platform,
	readConfig,
	sql,
	startEmbedded,
	type Who,
} from '#platform';
import { releaseSector } from '#steering';
import { routes } from '../src/rooms.ts';

/**
 * node bench/pages.ts [institutions, 500] [rounds, 8]: answers of the server for the pages of norms, assessments and steering,
 * with every institution in every round. Prints milliseconds (half, 95 %) and statements of the transaction itself.
 */
const institutionCount = Number(process.argv[2] ?? 500);
const roundCount = Number(process.argv[3] ?? 8);
const repeats = 40;

const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
chmodSync(folder, 0o755);
const log = openLog('error');
const postgres = await startEmbedded(folder, log);
await migrate(postgres.url);
let statements = 0;
const database = openDatabase(postgres.url, (statement) => {
	if (!/^(begin|commit|rollback)/i.test(statement)) statements++;
});
const read = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
if (!read.ok) throw new Error(JSON.stringify(read.findings));
const none = () => Promise.reject(new Error('this bench opens no telemetry store'));
const platform: Platform = {
	...{ config: read.value, clock: systemClock, log, database, files: openFiles(join(folder, 'files')), subscribers: new Map() },
	telemetry: {
		insert: none,
		query: none,
		command: none,
		ready: () => Promise.resolve(),
		stop: () => Promise.resolve(),
		restarts: 0,
		waitingBytes: 0,
	},
};
const app = await buildServer(
	platform,
	routes,
	async (_platform, request) => JSON.parse(String(request.headers['x-bench-who'])) as Who,
);

/** Levels that spread without chance: the same each run. */
function answersOf(framework: Skeleton, institution: number, round: number): Answer[] {
	const active = framework.controls.filter((control) => control.active);
	return active.map((control, place) => ({
		...{
			control: control.id,
			now: 1 + ((institution * 7 + place * 3 + round) % 4),
			expected: 4,
			expectedOn: '2027-12-31',
			wanted: 4,
		},
		...{ notApplicable: false, reason: 'Vastgesteld en uitgevoerd volgens de beschrijving van vorig jaar.' },
	}));
}

async function seed(): Promise<{ institutions: string[]; audit: string; framework: Skeleton; round: string }> {
	await loadContent(platform);
	return asSystem(platform, async (work) => {
		const { tx, now } = work;
		const audit = randomUUID();
		await sql`insert into institutions.organisations (id, kind, name) values (${audit}, 'surf-audit', 'Toetsing')`.execute(tx);
		const made = await sql<{ id: string }>`insert into institutions.organisations (kind, name)
			select 'institution', 'Instelling ' || n from generate_series(1, ${institutionCount}::int) n returning id`.execute(tx);
		const institutions = made.rows.map((row) => row.id);
		await sql`insert into institutions.institutions (id, kind, province)
			select id, (array['hbo', 'wo', 'mbo'])[1 + n % 3], (array['UT', 'NH', 'ZH', 'GE'])[1 + n % 4]
			from unnest(${institutions}::uuid[]) with ordinality as x (id, n)`.execute(tx);
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			select id, ${audit}, subject, 'bench', '2020-01-01' from unnest(${institutions}::uuid[]) id,
			unnest(array['scores', 'targets', 'evidence', 'milestones']) subject`.execute(tx);
		const found = await sql<{ id: string }>`select id from norms.frameworks where framework = 'ho-6c'`.execute(tx);
		const [framework] = await skeletons(tx, [found.rows[0]?.id ?? '']);
		if (framework === undefined) throw new Error('content/frameworks has no ho-6c');
		const wanted = Array.from({ length: roundCount }, (_, place) => 2026 - roundCount + place).map((year) => ({
			...{ framework: framework.id, title: `Ronde ${year}`, fromDay: `${year}-09-01`, untilDay: `${year}-12-15` },
		}));
		const rounds = await addRounds(tx, audit, true, wanted, null, now);
		const terms = {
			level: 3,
			clusters: [],
			controls: [],
			floor: 2,
			keyControls: [],
			byDay: '2027-12-31',
			reason: '',
			loweringReason: '',
		};
		await seedTargets(
			work,
			institutions.map((institution) => ({ ...terms, institution, framework: framework.id })),
		);
		const dates = { planned: '2027-12-31', forecast: '2028-03-01', actual: null, reason: '' };
		const kinds = ['target-reached', 'soc-connected', 'external-audit'] as const;
		await writeMilestones(
			tx,
			institutions.flatMap((institution) => kinds.map((kind) => ({ institution, kind, ...dates }))),
			now,
		);
		for (const [place, round] of rounds.entries())
			await seedAssessments(
				work,
				institutions.map((institution, number) => ({
					...{ institution, author: institution, round: round.id, opinion: 'self' as const },
					...{ submittedAt: new Date(`${round.fromDay}T12:00:00Z`), answers: answersOf(framework, number, place) },
				})),
			);
		return { institutions, audit, framework, round: rounds.at(-1)?.id ?? '' };
	});
}

const begun = performance.now();
const { institutions, audit, framework, round } = await seed();
const seeded = performance.now() - begun;
await database.pool.query('analyze');
await releaseSector(platform, true);
const active = framework.controls.filter((control) => control.active).length;
console.log(
	`${institutionCount} institutions, ${roundCount} rounds, ${active} active controls: seeded in ${(seeded / 1000).toFixed(1)} s\n`,
);

const one = institutions[77 % institutionCount] ?? '';
const who = (organisation: string, role: Role, organisationKind: OrganisationKind): Who => ({
	...{ person: randomUUID(), organisation, role, organisationKind, session: null, token: null },
});
const ciso = who(one, 'ciso', 'institution');
const coordinator = who(audit, 'audit-coordinator', 'surf-audit');
const newest = await app.inject({ url: `/v1/assessments?round=${round}`, headers: { 'x-bench-who': JSON.stringify(ciso) } });
const assessment: string = newest.json().items[0].id;

const pages: readonly [name: string, url: string, asker: Who][] = [
	['framework', `/v1/frameworks/${framework.id}`, ciso],
	['own scores', `/v1/institutions/${one}/scores`, ciso],
	['own assessment, all answers', `/v1/assessments/${assessment}`, ciso],
	['own assessments', '/v1/assessments', ciso],
	['own targets', '/v1/targets', ciso],
	['own milestones', `/v1/institutions/${one}/milestones`, ciso],
	['board page', `/v1/institutions/${one}/board`, who(one, 'board', 'institution')],
	['sector picture, institution', '/v1/sector-picture', ciso],
	['calendar, institution', '/v1/calendar', ciso],
	['scores of another', `/v1/institutions/${one}/scores`, coordinator],
	['assessment of another', `/v1/assessments/${assessment}`, coordinator],
	['all targets', '/v1/targets', coordinator],
	['a round', `/v1/assessments?round=${round}`, coordinator],
	['sector picture, SURFaudit', '/v1/sector-picture', coordinator],
	['calendar, SURFaudit', '/v1/calendar', coordinator],
];

console.log(`${'page'.padEnd(30)} status     p50     p95  statements    bytes`);
for (const [name, url, asker] of pages) {
	const times: number[] = [];
	let last = { status: 0, bytes: 0 };
	for (let turn = 0; turn < repeats + 3; turn++) {
		statements = 0;
		const start = performance.now();
		const answer = await app.inject({ url, headers: { 'x-bench-who': JSON.stringify(asker) } });
		if (turn >= 3) times.push(performance.now() - start);
		last = { status: answer.statusCode, bytes: answer.rawPayload.length };
	}
	times.sort((a, b) => a - b);
	const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1).padStart(7);
	console.log(
		`${name.padEnd(30)} ${last.status}   ${at(0.5)} ${at(0.95)}  ${String(statements).padStart(10)} ${String(last.bytes).padStart(8)}`,
	);
}
await app.close();
await database.stop();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
