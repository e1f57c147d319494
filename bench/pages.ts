import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { OrganisationKind } from '#kernel';
import { startDetection } from '#monitoring';
import { asSystem, sql, type Who } from '#platform';
import { releaseSector } from '#steering';
import { routes } from '../src/rooms.ts';
import { fillWatchAndChain } from './pages/fill.ts';
import { fillNorms } from './pages/norms.ts';
import { openBenched } from './pages/open.ts';
import { askersOf, exampleOf, judge, notPages, type Party, printHead } from './pages/table.ts';

/**
 * node bench/pages.ts [institutions, 500] [rounds, 8] [alerts, 1000000] [--keep DIR] [--only TEXT] [--plans MS]: what the
 * server takes for every GET address of the API, with every institution in every round, asked by an institution, by the
 * desks and by SURFaudit. Prints milliseconds (half, 95 %), milliseconds of processor, statements of the transaction itself
 * and bytes; exits 1 when a bar is missed. `--keep` fills a folder once and uses it again, `--only` asks the addresses that
 * hold a text, `--plans` prints the plan of each statement that takes longer.
 */
const { values: wishes, positionals } = parseArgs({
	allowPositionals: true,
	options: { keep: { type: 'string' }, only: { type: 'string', default: '' }, plans: { type: 'string' } },
});
const [institutionCount = 500, roundCount = 8, alerts = 1_000_000] = positionals.map(Number);
/** Milliseconds after which an address that far is over its bar is not asked again. */
const patience = 20_000;
const repeats = wishes.plans === undefined ? 30 : 1;

const { platform, app, counting, kept, stop } = await openBenched({ keep: wishes.keep, plans: wishes.plans });

async function fill() {
	const begun = performance.now();
	const norms = await fillNorms(platform, institutionCount, roundCount);
	const desks = { soc: randomUUID(), few: randomUUID(), cert: randomUUID(), ministry: randomUUID() };
	await asSystem(platform, ({ tx }) =>
		sql`insert into institutions.organisations (id, kind, name) values (${desks.soc}, 'surf-soc', 'Meldkamer'),
			(${desks.few}, 'surf-soc', 'Kleine meldkamer'), (${desks.cert}, 'surf-cert', 'Loket'), (${desks.ministry}, 'ministry', 'Ministerie')`.execute(
			tx,
		),
	);
	await fillWatchAndChain(platform, norms.institutions, desks, { alerts, advisories: 20, trail: 20_000 });
	await releaseSector(platform);
	console.log(
		`${institutionCount} institutions, ${roundCount} rounds, ${norms.controls} active controls, ${alerts} alerts: filled in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
	);
	return { ...norms, ...desks };
}

const { institutions, audit, soc, few, cert, ministry, framework, round } = await kept(fill);
const one = institutions[77 % institutions.length] ?? '';
const asker = (organisation: string, organisationKind: OrganisationKind) => ({ organisation, organisationKind });
const parties = {
	institution: asker(one, 'institution'),
	soc: asker(soc, 'surf-soc'),
	few: asker(few, 'surf-soc'),
	cert: asker(cert, 'surf-cert'),
	audit: asker(audit, 'surf-audit'),
	ministry: asker(ministry, 'ministry'),
};
const rule = (await startDetection(platform)).loaded.rules[0]?.id ?? '';
const example = await exampleOf(platform, one, { framework, round, rule });

let addresses = 0;
const answered = new Set<string>();

/** Asks one address again and again. @returns what is over its bar */
async function measure(party: Party, path: string, url: string, who: Who): Promise<string[]> {
	const times: number[] = [];
	const begun = performance.now();
	let last = { status: 0, bytes: 0, statements: 0 };
	const before = process.cpuUsage();
	// Each address from a machine of its own, because a machine may ask only so often.
	const remoteAddress = `10.0.${Math.floor(addresses / 250)}.${1 + (addresses++ % 250)}`;
	for (let turn = 0; turn < repeats + 3; turn++) {
		const statements: string[] = [];
		const start = performance.now();
		const ask = async () => await app.inject({ url, remoteAddress, headers: { 'x-bench-who': JSON.stringify(who) } });
		const answer = await counting(statements, ask);
		if (turn >= 3) times.push(performance.now() - start);
		last = { status: answer.statusCode, bytes: answer.rawPayload.length, statements: statements.length };
		// An address that does not answer this asker is no page of theirs.
		if (answer.statusCode !== 200) break;
		if (times.length > 2 && performance.now() - begun > patience) break;
	}
	const { user, system } = process.cpuUsage(before);
	if (last.status >= 429) return [`${url} answered ${last.status}`];
	if (last.status !== 200) return [];
	answered.add(path);
	return judge({ party, path, url: url.replaceAll(one, '{own}'), times, cpu: (user + system) / 1000, ...last });
}

printHead();
const missed: string[] = [];
const pages = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/') && !notPages.has(path));
for (const route of pages) {
	for (const [party, role] of askersOf(route)) {
		const who: Who = { person: randomUUID(), ...parties[party], role, session: null, token: null };
		for (const url of example(route.path, party).filter((address) => address.includes(wishes.only)))
			missed.push(...(await measure(party, route.path, url, who)));
	}
}
const silent = pages.filter(({ path }) => path.includes(wishes.only) && !answered.has(path)).map(({ path }) => path);
if (silent.length > 0) console.log(`\nnot measured, for nobody here is answered: ${silent.join(' ')}`);
if (addresses === 0) missed.push(`no address holds ${wishes.only}`);
console.log(missed.length === 0 ? '\nevery page is within its bar' : `\nnot within its bar:\n${missed.join('\n')}`);
await stop();
process.exit(missed.length === 0 ? 0 : 1);
