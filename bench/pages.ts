import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addRounds, type Answer, seedAssessments, seedTargets } from '#assessments';
import { writeMilestones } from '#improvement';
import { type OrganisationKind, systemClock } from '#kernel';
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
import { fillWatchAndChain } from './pages/fill.ts';
import { askersOf, exampleOf, judge, notPages, printHead } from './pages/table.ts';

/**
 * node bench/pages.ts [institutions, 500] [rounds, 8] [alerts, 1000000]: what the server takes for every GET address of the API, with
 * every institution in every round, asked by an institution, by the desks and by SURFaudit. Prints milliseconds (half, 95 %),
 * milliseconds of processor, statements of the transaction itself and bytes; exits 1 when a bar is missed. Searches in
 * telemetry have benches of their own: here the store is empty.
 */
const institutionCount = Number(process.argv[2] ?? 500);
const roundCount = Number(process.argv[3] ?? 8);
const amounts = { alerts: Number(process.argv[4] ?? 1_000_000), advisories: 20, trail: 20_000 };
const repeats = 30;

const folder = mkdtempSync(join(tmpdir(), 'dijkwacht-bench-'));
chmodSync(folder, 0o755);
const log = openLog('error');
const postgres = await startEmbedded(folder, log);
await migrate(postgres.url);
const asked = new AsyncLocalStorage<string[]>();
const database = openDatabase(postgres.url, (statement) => {
	if (!/^(begin|commit|rollback)/i.test(statement)) asked.getStore()?.push(statement);
});
const read = readConfig({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
if (!read.ok) throw new Error(JSON.stringify(read.findings));
const platform: Platform = {
	...{ config: read.value, clock: systemClock, log, database, files: openFiles(join(folder, 'files')), subscribers: new Map() },
	telemetry: {
		insert: () => Promise.resolve(),
		query: () => Promise.resolve([]),
		command: () => Promise.resolve(),
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

interface Seeded {
	readonly institutions: string[];
	readonly audit: string;
	readonly framework: Skeleton;
	readonly round: string;
}

async function seed(): Promise<Seeded> {
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
const [soc, cert] = [randomUUID(), randomUUID()];
await asSystem(platform, ({ tx }) =>
	sql`insert into institutions.organisations (id, kind, name) values (${soc}, 'surf-soc', 'Meldkamer'), (${cert}, 'surf-cert', 'Loket')`.execute(
		tx,
	),
);
await fillWatchAndChain(platform, institutions, soc, cert, amounts);
const seeded = performance.now() - begun;
await database.pool.query('vacuum analyze');
await releaseSector(platform);
const active = framework.controls.filter((control) => control.active).length;
console.log(
	`${institutionCount} institutions, ${roundCount} rounds, ${active} active controls, ${amounts.alerts} alerts: seeded in ${(seeded / 1000).toFixed(1)} s\n`,
);

const one = institutions[77 % institutionCount] ?? '';
const asker = (organisation: string, organisationKind: OrganisationKind) => ({ organisation, organisationKind });
const parties = {
	institution: asker(one, 'institution'),
	soc: asker(soc, 'surf-soc'),
	cert: asker(cert, 'surf-cert'),
	audit: asker(audit, 'surf-audit'),
};
const example = await exampleOf(platform, one, { framework: framework.id, round });

printHead();
const missed: string[] = [];
for (const route of routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !notPages.has(path))) {
	for (const [party, role] of askersOf(route)) {
		const who: Who = { person: randomUUID(), ...parties[party], role, session: null, token: null };
		for (const url of example(route.path, party)) {
			const times: number[] = [];
			let last = { status: 0, bytes: 0, statements: 0 };
			const before = process.cpuUsage();
			for (let turn = 0; turn < repeats + 3; turn++) {
				const statements: string[] = [];
				const start = performance.now();
				const ask = async () => await app.inject({ url, headers: { 'x-bench-who': JSON.stringify(who) } });
				const answer = await asked.run(statements, ask);
				if (turn >= 3) times.push(performance.now() - start);
				last = { status: answer.statusCode, bytes: answer.rawPayload.length, statements: statements.length };
				// An address that does not answer this asker is no page of theirs.
				if (answer.statusCode !== 200) break;
			}
			const { user, system } = process.cpuUsage(before);
			if (last.status === 200)
				missed.push(...judge({ party, url: url.replaceAll(one, '{own}'), times, cpu: (user + system) / 1000, ...last }));
			if (last.status >= 500) missed.push(`${url} answered ${last.status}`);
		}
	}
}
console.log(missed.length === 0 ? '\nevery page is within its bar' : `\nnot within its bar:\n${missed.join('\n')}`);
await app.close();
await database.stop();
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(missed.length === 0 ? 0 : 1);
