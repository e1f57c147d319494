import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorCatalogue, type OrganisationKind, type Role } from '#kernel';
import { openLog, type Route, startTelemetry, type Telemetry, type Who } from '#platform';
import { routes, startUp } from '../src/rooms.ts';
import { codeOf } from './helpers/code-of.ts';
import { temporaryFolder } from './helpers/database.ts';
import { fullSample, hostile, placesIn, withPlace } from './helpers/hostile.ts';
import { type TestPlatform, testPlatform } from './helpers/platform.ts';
import { sampleOf, schemaOf } from './helpers/samples.ts';
import { testId, testSector } from './helpers/sector.ts';

/** Requests an address; `HOSTILE_REQUESTS=100000` tries every value in every place. */
const perAddress = Number(process.env['HOSTILE_REQUESTS'] ?? 12);

const folder = temporaryFolder();
let telemetry: Telemetry;
let test: TestPlatform;
let watch: { stop(): Promise<void> };
beforeAll(async () => {
	telemetry = await startTelemetry({ dataDir: folder.path, log: openLog('silent') });
	test = await testPlatform({ routes, telemetry, settings: { DETECTION_THREADS: '1' } });
	watch = await startUp(test.platform);
	await testSector(test.platform.database, 3);
});
afterAll(async () => {
	await watch?.stop();
	await test?.stop();
	await telemetry?.stop();
	folder.remove();
});

const desks: Partial<Record<Role, readonly [OrganisationKind, number]>> = {
	'soc-analyst': ['surf-soc', 500],
	'cert-handler': ['surf-cert', 501],
	'ministry-officer': ['ministry', 502],
	operator: ['operator', 502],
};
/** Who can do most at an address: the CISO of an institution where that may come in, else the first it names. */
function askerOf({ access }: Route): Who {
	const role = typeof access === 'string' || access.includes('ciso') ? 'ciso' : (access[0] ?? 'ciso');
	const [organisationKind, organisation] = desks[role] ?? ['institution', 1];
	return { person: testId(900_001), organisation: testId(organisation), organisationKind, role, session: null, token: null };
}

interface Sent {
	readonly params: string;
	readonly query: Record<string, unknown>;
	readonly body: unknown;
}

/** What a schema does not tell: values that a good request has under these names, at its top and further in. */
const atTop: Readonly<Record<string, unknown>> = {
	...{ cursor: undefined, certificate: undefined, ruleId: undefined, state: 'new', severity: 'low', institution: testId(1) },
	...{ kind: 'ipv4', from: '2026-03-01T00:00:00Z', until: '2026-03-02T00:00:00Z', value: '192.0.2.1', code: '12345678' },
};
const within: Readonly<Record<string, unknown>> = { value: '192.0.2.1', from: '2026-03-01T12:00', to: '2026-03-01T20:00' };
function better(good: unknown, names = atTop): unknown {
	if (Array.isArray(good)) return good.map((part) => better(part, within));
	if (typeof good !== 'object' || good === null) return good;
	const parts = Object.entries(good).map(([name, part]) => [name, name in names ? names[name] : better(part, within)] as const);
	return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/** The fullest request that an address takes, or the least one, or the least as the schema has it. */
async function goodFor(route: Route): Promise<Sent> {
	const { query, body } = route.endpoint;
	const [asked, sent] = [query, body].map((shape) => shape && schemaOf(shape));
	const of = (make: typeof sampleOf) => ({ query: asked === undefined ? {} : make(asked), body: sent && make(sent) });
	const [full, least] = [of(fullSample), of(sampleOf)];
	for (const { query: given, body: wanted } of [full, least]) {
		for (const change of [better, (same: unknown) => same] as const) {
			const good = { params: '', query: change(given) as Sent['query'], body: change(wanted) };
			if ((await ask(route, good)).status !== 400) return good;
		}
	}
	return { params: '', query: full.query as Sent['query'], body: full.body };
}

/** What was made before at the address above this one, so that a request gets as far as it can. */
const made = new Map<string, string>();

async function ask(
	route: Route,
	{ params, query, body }: Sent,
): Promise<{ fault: string | undefined; id: unknown; status: number }> {
	const above = made.get(route.path.split('/{')[0] ?? '') ?? testId(1);
	const path = route.path.replaceAll(/\{\w+\}/g, params === '' ? above : encodeURIComponent(params));
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		(Array.isArray(value) ? value : [value]).map((one) => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
	);
	const search = new URLSearchParams(pairs as [string, string][]);
	const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
	const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
	const request = { method: route.method, url: `${path}?${search}`, ...payload };
	// An address of its own for each row, or the limit of requests would answer in place of the rooms.
	const remoteAddress = `10.1.0.${routes.indexOf(route) % 250}`;
	const answer = await test.app.inject({ ...request, remoteAddress, headers: { ...test.as(askerOf(route)), ...type } });
	const readable = /^application\/(problem\+)?json/.test(String(answer.headers['content-type'])) && answer.body !== '';
	const json = readable ? answer.json() : {};
	const { status } = errorCatalogue[codeOf(json)] ?? {};
	// Splunk has a status of its own for some of them; its senders go by the number that stands for the code.
	const meant = typeof json.code === 'number' && status !== undefined ? answer.statusCode : status;
	const refused = answer.statusCode < 400 || (answer.statusCode < 500 && meant === answer.statusCode && json.status === meant);
	const told = `${request.method} ${request.url.slice(0, 200)} ${payload.payload?.slice(0, 600)}: ${answer.statusCode} ${answer.body.slice(0, 200)}`;
	return { fault: refused ? undefined : told, id: json.id, status: answer.statusCode };
}

/** Every place of a good request with every hostile value, or as many of them as asked, the same ones at each run. */
function* attempts(good: Sent): Generator<Sent> {
	const all = [
		...hostile
			.filter((value) => typeof value === 'string' && value.length < 200 && value.isWellFormed())
			.map((value) => ({ ...good, params: value as string })),
		...Object.keys(good.query).flatMap((name) =>
			hostile
				.filter((value) => typeof value !== 'string' || value.isWellFormed())
				.map((value) => ({ ...good, query: { ...good.query, [name]: value } })),
		),
		...(good.body === undefined ? [] : placesIn(good.body)).flatMap((place) =>
			hostile.map((value) => ({ ...good, body: withPlace(good.body, place, value) })),
		),
	];
	const step = Math.max(1, all.length / perAddress);
	for (let at = 0; at < all.length; at += step) yield all[Math.floor(at)] as Sent;
}

it('makes something of a good request at many addresses, so that hostile ones get far', async () => {
	for (const route of routes.filter(({ method, path }) => method === 'POST' && !path.includes('{'))) {
		const { id } = await ask(route, await goodFor(route));
		if (typeof id === 'string') made.set(route.path, id);
	}
	expect([...made.keys()].length).toBeGreaterThan(3);
});

it('refuses hostile input at every address with a problem of the catalogue, never with a fault of its own', {
	timeout: 1_200_000,
}, async () => {
	const faults: string[] = [];
	let asked = 0;
	for (const route of routes.filter(({ path }) => path !== '/v1/live')) {
		const good = await goodFor(route);
		for (const sent of attempts(good)) {
			asked += 1;
			const { fault } = await ask(route, sent);
			if (fault !== undefined) faults.push(fault);
		}
	}
	expect(asked).toBeGreaterThan(routes.length * 5);
	expect(faults.length, faults.slice(0, 40).join('\n')).toBe(0);
});
