import type { Role } from '#kernel';
import { asSystem, type Platform, type Route, sql, type Tx } from '#platform';

/** `few` is a desk that watches three institutions only. */
export type Party = 'institution' | 'soc' | 'few' | 'cert' | 'audit' | 'ministry';

/** Not pages: an endless stream, sign-in that leads elsewhere. */
export const notPages: ReadonlySet<string> = new Set(['/v1/live', '/v1/oidc/callback']);

/** Printed and not judged as a page: what somebody asks for now and then and that is as long as what it is about. */
const apart: ReadonlySet<string> = new Set(['/v1/audit-trail/verification', '/v1/frameworks/{id}/file']);

/** Milliseconds that 95 % of the answers may take, and statements that one may take. */
const bars = { page: 150, 'sector-picture': 300, statements: 10 } as const;

const hats: Record<Party, readonly Role[]> = {
	institution: ['ciso', 'board'],
	soc: ['soc-analyst'],
	few: ['soc-analyst'],
	cert: ['cert-handler'],
	audit: ['audit-coordinator'],
	ministry: ['ministry-officer'],
};

/** Who may open an address: each party once, in its first role that the table lets in. */
export function askersOf({ access }: Route): [Party, Role][] {
	if (access === 'public') return [];
	return Object.entries(hats).flatMap(([party, roles]) => {
		const role = roles.find((one) => access === 'signed-in' || access.includes(one));
		return role === undefined ? [] : [[party as Party, role] as [Party, Role]];
	});
}

const unknown = '0197b1de-0000-7000-8000-0000000000cc';

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Addresses worth asking with a filter, beside the bare one; `{half}` is the alert in the middle of all. */
const filters: Record<string, readonly string[]> = {
	'/v1/alerts': [
		...[
			'',
			'?state=new',
			'?state=decided',
			'?severity=critical',
			'?state=new&severity=critical',
			'?cursor={half}',
			'?mine=true',
			'?state=taken',
		],
		...['?rule=r3', '?bundle=rule:r3&state=new', '?institution={own}', '?institution={own}&state=new&severity=high'],
		...['?search=host4711', '?search=melding', '?search=staat%20er%20niet', '?search=a', '?search=q7', '?search=alert%207'],
	],
	'/v1/alerts/bundles': ['', '?open=false'],
	'/v1/alerts/bundles/{bundle}/institutions': ['', '?open=false'],
	'/v1/audit-trail': ['', '?search=staat%20er%20niet'],
	'/v1/institutions': ['', '?search=instelling%2049'],
	'/v1/duty/shifts': [`?from=${daysFromNow(-14)}&to=${daysFromNow(14)}`],
	'/v1/events/facets': ['?field=host-name'],
	'/v1/events/pivot': ['?kind=ipv4&value=10.0.0.1'],
	'/v1/calendar': ['', '?kind=mbo'],
};

/** Addresses of a route with ids that exist in the benched sector. */
export async function exampleOf(
	platform: Platform,
	own: string,
	known: { framework: string; round: string; rule: string },
): Promise<(path: string, party: Party) => string[]> {
	const ids = await asSystem(platform, async ({ tx }: { tx: Tx }) => {
		const found = await sql<Record<string, string>>`select
			(select advisory_id from sharing.recipients where institution_id = ${own} order by 1 limit 1) as advisories,
			(select id from assessments.assessments where institution_id = ${own} order by id desc limit 1) as assessments,
			(select id from monitoring.sensors where institution_id = ${own} order by id limit 1) as sensors,
			(select id from monitoring.alerts where institution_id = ${own} order by id desc limit 1) as alerts,
			(select id from monitoring.alerts order by id offset (select count(*) / 2 from monitoring.alerts) limit 1) as half`.execute(
			tx,
		);
		return found.rows[0] ?? {};
	});
	const places: Record<string, string | undefined> = {
		...ids,
		institutions: own,
		frameworks: known.framework,
		rules: known.rule,
		'watch-board': own,
	};
	return (path, party) => {
		const id = places[path.split('/')[2] ?? ''] ?? unknown;
		const url = path
			.replace('{id}', id)
			.replace('{format}', 'csaf')
			.replace('{bundle}', 'rule:r0')
			.replaceAll(/\{\w+\}/g, unknown);
		const more = path === '/v1/assessments' && party === 'audit' ? [`?round=${known.round}`] : (filters[path] ?? ['']);
		return more.map((query) => `${url}${query.replace('{half}', ids['half'] ?? '').replace('{own}', own)}`);
	};
}

export interface Measured {
	readonly party: Party;
	readonly path: string;
	readonly url: string;
	readonly status: number;
	readonly times: readonly number[];
	/** Milliseconds of this process for all answers together, PostgreSQL apart. */
	readonly cpu: number;
	readonly statements: number;
	readonly bytes: number;
}

export function printHead(): void {
	console.log(`${'asker'.padEnd(12)}     p50     p95     cpu  statements     bytes  page`);
}

/** Prints a line. @returns what is over its bar */
export function judge({ party, path, url, times, cpu, statements, bytes }: Measured): string[] {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
	const cells = [at(0.5), at(0.95), cpu / times.length].map((ms) => ms.toFixed(1).padStart(7));
	console.log(`${party.padEnd(12)} ${cells.join(' ')}  ${String(statements).padStart(10)}  ${String(bytes).padStart(8)}  ${url}`);
	if (apart.has(path)) return [];
	const bar = url.startsWith('/v1/sector-picture') ? bars['sector-picture'] : bars.page;
	return [
		...(at(0.95) > bar ? [`${url} (${party}): ${at(0.95).toFixed(0)} ms`] : []),
		...(statements > bars.statements ? [`${url} (${party}): ${statements} statements`] : []),
	];
}
