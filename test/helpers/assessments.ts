import type { OrganisationKind, Role } from '#kernel';
import { fixedClock } from '#kernel';
import { routes as improvementRoutes } from '#improvement';
import { loadContent, routes as normsRoutes, type Skeleton, skeletons } from '#norms';
import { asSystem, type Platform, sql, type Who } from '#platform';
import { jobs, routes } from '#assessments';
import { type TestPlatform, testPlatform } from './platform.ts';

const id = (n: number) => `0197b1de-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const [a, b, surf, firm] = [id(1), id(2), id(3), id(4)];

function who(organisation: string, person: number, role: Role, organisationKind: OrganisationKind): Who {
	return { person: id(person), organisation, organisationKind, role, session: null, token: null };
}
export const people = {
	ciso: who(a, 11, 'ciso', 'institution'),
	board: who(a, 12, 'board', 'institution'),
	faculty: who(a, 13, 'faculty-contact', 'institution'),
	other: who(b, 21, 'ciso', 'institution'),
	coordinator: who(surf, 31, 'audit-coordinator', 'surf-audit'),
	auditor: who(firm, 41, 'auditor', 'auditor'),
};

export interface Bench extends TestPlatform {
	readonly statements: string[];
	readonly framework: Skeleton;
	call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, asker: Who, payload?: object): Promise<Answered>;
	disclose(subject: string, audience?: string, institution?: string): Promise<void>;
	/** Ends every disclosure to an organisation. */
	end(audience: string): Promise<void>;
	/** Runs the waiting jobs that rooms published, oldest first. */
	work(): Promise<void>;
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads the answer as the outside program does, without types
export type Answered = { status: number } & Record<string, any>;

/** Two institutions, SURFaudit and an auditing firm, with the sector's frameworks loaded. */
export async function assessmentsBench(): Promise<Bench> {
	const statements: string[] = [];
	const t = await testPlatform({
		routes: [...normsRoutes, ...improvementRoutes, ...routes],
		jobs,
		clock: fixedClock('2026-11-23T12:00:00Z'),
		onStatement: (statement) => statements.push(statement),
	});
	await asSystem(t.platform, async ({ tx }) => {
		await sql`insert into institutions.organisations (id, kind, name)
			values (${a}, 'institution', 'A'), (${b}, 'institution', 'B'), (${surf}, 'surf-audit', 'S'), (${firm}, 'auditor', 'F')`.execute(
			tx,
		);
		await sql`insert into institutions.institutions (id, kind) values (${a}, 'hbo'), (${b}, 'mbo')`.execute(tx);
	});
	await loadContent(t.platform);
	return {
		...t,
		statements,
		framework: await frameworkNamed(t.platform, 'ho-6c'),
		async call(method, url, asker, payload) {
			const answer = await t.app.inject({ method, url, headers: t.as(asker), ...(payload && { payload }) });
			const body = answer.headers['content-type']?.toString().includes('json') ? answer.json() : { body: answer.body };
			return { ...body, status: answer.statusCode };
		},
		async disclose(subject, audience = surf, institution = a) {
			await asSystem(t.platform, ({ tx }) =>
				sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
					values (${institution}, ${audience}, ${subject}, 'test', '2020-01-01')`.execute(tx),
			);
		},
		async end(audience) {
			await asSystem(t.platform, ({ tx }) =>
				sql`update institutions.disclosures set ended_at = now() where audience_id = ${audience}`.execute(tx),
			);
		},
		async work() {
			const waiting = await t.db.database.pool.query(
				`select j.id, t.identifier, j.payload from graphile_worker._private_jobs j
					join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
			);
			for (const { id: number, identifier, payload } of waiting.rows) {
				const found = jobs.find((one) => one.name.replaceAll('.', ':') === identifier);
				if (found === undefined) throw new Error(`no job ${identifier}`);
				await found.run(t.platform, payload);
				await t.db.database.pool.query('delete from graphile_worker._private_jobs where id = $1', [number]);
			}
		},
	};
}

export async function frameworkNamed(platform: Platform, name: string): Promise<Skeleton> {
	return asSystem(platform, async ({ tx }) => {
		const found = await sql<{ id: string }>`select id from norms.frameworks where framework = ${name}`.execute(tx);
		const [framework] = await skeletons(tx, [found.rows[0]?.id ?? '']);
		if (framework === undefined) throw new Error(`no framework ${name}`);
		return framework;
	});
}

/** A level for every active control. */
export function answersTo(framework: Skeleton, level: (place: number) => number, more: object = {}) {
	return framework.controls
		.filter((control) => control.active)
		.map((control, place) => ({
			...{ control: control.id, now: level(place), expected: null, expectedOn: null, wanted: null },
			...{ notApplicable: false, reason: '', version: 0, ...more },
		}));
}
