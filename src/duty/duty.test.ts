import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSystem, asWho, startJobs, type Who } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { disclose, ministry, soc, somebody, testId, testSector } from '../../test/helpers/sector.ts';
import { dutyProofs, jobs, routes } from './index.ts';
import { askContacts, sendChallenge } from './jobs.ts';

let test: TestPlatform;
let mails: ParsedMail[] = [];
let worker: { stop(): Promise<void> };
const arrivals: (() => void)[] = [];
const smtp = new SMTPServer({
	...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
	onData(stream, _session, done) {
		void simpleParser(stream).then((mail) => {
			mails.push(mail);
			done();
			for (const arrival of arrivals.splice(0)) arrival();
		});
	},
});
const clock = { time: Date.parse('2026-11-23T12:00:00Z'), now: () => new Date(clock.time) };

beforeAll(async () => {
	await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
	const { port } = smtp.server.address() as AddressInfo;
	test = await testPlatform({ routes, jobs, clock, settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, DEMO: 'false' } });
	await testSector(test.db.database, 8);
	worker = await startJobs(test.platform, jobs, { alone: true });
});
afterAll(async () => {
	await worker.stop();
	await test.stop();
	await new Promise<void>((done) => smtp.close(() => done()));
});

async function call(who: Who | null, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
	const headers = who === null ? {} : test.as(who);
	const answer = await test.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
	const json = answer.headers['content-type']?.includes('json') && answer.body !== '';
	return { status: answer.statusCode, body: json ? answer.json() : answer.body };
}

async function nextMail(ask: () => Promise<unknown>): Promise<ParsedMail> {
	const arrived = new Promise<void>((done) => arrivals.push(done));
	await ask();
	await arrived;
	return mails.at(-1)!;
}

const ciso = (number: number) => somebody(number, 'ciso');
const reach = (institution: number) =>
	asSystem(test.platform, ({ tx }) => dutyProofs(tx, [testId(institution)], clock.now())).then(({ contacts }) =>
		contacts.get(testId(institution)),
	);

async function contactOf(number: number): Promise<string> {
	const made = await call(ciso(number), 'POST', '/v1/duty/contacts', { name: 'Piket', mail: `piket${number}@example.test` });
	expect(made.status).toBe(201);
	return made.body.id;
}

it('tells whether a desk is staffed, and to outsiders not by whom', async () => {
	const rota = (await call(soc, 'POST', '/v1/duty/rotas', { name: 'Dag en nacht', phone: '+31 30 000 0000' })).body.id;
	const wall = (hours: number) =>
		Temporal.Instant.fromEpochMilliseconds(clock.time + hours * 3_600_000)
			.toZonedDateTimeISO('Europe/Amsterdam')
			.toPlainDateTime()
			.toString({ smallestUnit: 'minute' });
	const staffed = () =>
		asSystem(test.platform, async ({ tx }) => (await dutyProofs(tx, [], clock.now())).desks.get(soc.organisation));
	expect(await staffed()).toEqual({ state: 'empty', until: null });
	const shifts = [{ personName: 'Wachtloper', from: wall(-1), to: wall(7) }];
	expect((await call(soc, 'POST', '/v1/duty/shifts', { rotaId: rota, shifts, weeks: 2 })).body).toEqual({ added: 2, known: 0 });
	expect((await call(soc, 'POST', '/v1/duty/shifts', { rotaId: rota, shifts, weeks: 2 })).body).toEqual({ added: 0, known: 2 });
	expect(await staffed()).toMatchObject({ state: 'planned' });
	const [own] = (await call(soc, 'GET', '/v1/duty/rotas')).body.items;
	expect(own.now[0].personName).toBe('Wachtloper');
	expect(own.gaps.length).toBe(2);
	expect((await call(ciso(1), 'POST', `/v1/duty/shifts/${own.now[0].id}/present`)).status).toBe(404);
	expect((await call(soc, 'POST', `/v1/duty/shifts/${own.now[0].id}/present`)).body.presentAt).not.toBeNull();
	const outside = await call(ciso(1), 'GET', '/v1/duty/now');
	expect(outside.body.items).toMatchObject([{ planned: 1, present: 1, phone: '+31 30 000 0000' }]);
	expect(JSON.stringify(outside.body)).not.toContain('Wachtloper');
	expect(await staffed()).toMatchObject({ state: 'present' });
	expect((await call(ciso(1), 'POST', '/v1/duty/shifts', { rotaId: rota, shifts })).status).toBe(404);
	expect((await call(ciso(1), 'GET', '/v1/duty/rotas')).body.items).toEqual([]);
});

it('counts a contact as reachable only after it pressed the button in its mail', async () => {
	const contact = await contactOf(1);
	expect(await reach(1)).toEqual({ reachable: false, at: null });
	const mail = await nextMail(() => call(ciso(1), 'POST', `/v1/duty/contacts/${contact}/challenge`, { channel: 'mail' }));
	expect(mail.subject).toBe('Kunnen wij u bereiken? Bevestig het even');
	expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
	const link = new URL(/https?:\S+/.exec(mail.text ?? '')?.[0] ?? '').pathname;
	const page = await call(null, 'GET', link);
	expect(page.body).toContain('<form method="post"');
	expect(await reach(1)).toMatchObject({ reachable: false });
	const press = () =>
		test.app.inject({
			method: 'POST',
			url: link,
			headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
			payload: 'confirm=yes',
		});
	expect((await press()).body).toContain('Dank u wel');
	expect(await reach(1)).toMatchObject({ reachable: true });
	expect((await press()).body).toContain('werkt niet meer');
	expect((await call(null, 'GET', `${link.slice(0, -43)}${'A'.repeat(43)}`)).body).toContain('werkt niet meer');
	clock.time += 32 * 86_400_000;
	expect(await reach(1)).toMatchObject({ reachable: false });
	clock.time -= 32 * 86_400_000;
});

it('takes the code too, but not after five wrong ones', async () => {
	const contact = await contactOf(2);
	const ask = () => call(ciso(2), 'POST', `/v1/duty/contacts/${contact}/challenge`, { channel: 'mail' });
	const confirm = (code: string, who = ciso(2)) => call(who, 'POST', `/v1/duty/contacts/${contact}/confirm`, { code });
	const codeIn = (mail: ParsedMail) => /: (\d{8})$/m.exec(mail.text ?? '')?.[1] ?? '';
	expect((await confirm('12345678')).status).toBe(404);
	const first = codeIn(await nextMail(ask));
	const wrong = first === '00000000' ? '00000001' : '00000000';
	for (let n = 0; n < 5; n++) expect((await confirm(wrong)).status).toBe(409);
	expect((await confirm(first)).status).toBe(409);
	const second = codeIn(await nextMail(ask));
	expect((await confirm(second, ciso(3))).status).toBe(404);
	expect((await confirm(second)).status).toBe(200);
	expect((await confirm(second)).status).toBe(409);
});

it('keeps contacts to the institution and the desk that gets its alerts', async () => {
	const contact = await contactOf(4);
	const seen = async (who: Who) => (await call(who, 'GET', `/v1/duty/contacts?institution=${testId(4)}`)).body.items?.length ?? 0;
	expect([await seen(ciso(4)), await seen(ciso(5)), await seen(soc)]).toEqual([1, 0, 0]);
	await disclose(test.db.database, 4, 500, 'alerts');
	expect(await seen(soc)).toBe(1);
	for (const foreign of [ciso(5), soc]) {
		const asked = await call(foreign, 'POST', `/v1/duty/contacts/${contact}/challenge`, { channel: 'mail' });
		expect([403, 404]).toContain(asked.status);
		expect([403, 404]).toContain((await call(foreign, 'DELETE', `/v1/duty/contacts/${contact}`)).status);
	}
	const known = (who: Who) => asWho(test.platform, who, ({ tx }) => dutyProofs(tx, [testId(4)], clock.now()));
	expect((await known(soc)).contacts.size).toBe(1);
	expect((await known(ministry)).contacts.size).toBe(0);
});

it('asks by itself before a proof lapses, at most once a week', async () => {
	await contactOf(6);
	mails = [];
	const mail = await nextMail(() => askContacts(test.platform));
	expect(mail.text).toContain('Instelling');
	const asked = await test.db.database.pool.query('select count(*) as n from duty.challenges');
	await askContacts(test.platform);
	const again = await test.db.database.pool.query('select count(*) as n from duty.challenges');
	expect(again.rows[0].n).toBe(asked.rows[0].n);
});

it('shows the key of a webhook once and refuses to deliver inside', async () => {
	const made = await call(ciso(7), 'POST', '/v1/duty/contacts', { name: 'Oproepsysteem', webhook: 'https://127.0.0.1/hook' });
	expect(made.body.webhookKey).toMatch(/^whsec_/);
	expect(JSON.stringify((await call(ciso(7), 'GET', '/v1/duty/contacts')).body)).not.toContain('whsec_');
	const { id } = (await call(ciso(7), 'POST', `/v1/duty/contacts/${made.body.id}/challenge`, { channel: 'webhook' })).body;
	await sendChallenge(test.platform, id).catch(() => undefined);
	const [contact] = (await call(ciso(7), 'GET', '/v1/duty/contacts')).body.items;
	expect(contact.challenge).toMatchObject({ state: 'failed', fault: 'the address is not on the public internet' });
	const plain = await call(ciso(7), 'POST', '/v1/duty/contacts', { name: 'Onveilig', webhook: 'http://hook.example/' });
	expect(plain.status).toBe(400);
});
