import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jobs, registerInstitutions, routes } from '#institutions';
import { asSystem, sql } from '#platform';
import { type TestPlatform, testPlatform } from '../../test/helpers/platform.ts';
import { mailJob } from './mail.ts';

const received: ParsedMail[] = [];
let server: SMTPServer;
let test: TestPlatform;
beforeAll(async () => {
	server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			simpleParser(stream).then((mail) => {
				received.push(mail);
				done();
			}, done);
		},
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.server.address() as AddressInfo;
	test = await testPlatform({
		routes,
		jobs,
		settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, BASE_URL: 'https://dijkwacht.example' },
	});
});
afterAll(async () => {
	await test.stop();
	await new Promise<void>((done) => server.close(done));
});

it('mails the invitation through a job and keeps the link from the inviter', async () => {
	const [school] = await asSystem(test.platform, (work) =>
		registerInstitutions(work, [{ kind: 'hbo', name: 'Hogeschool De Vaart' }]),
	);
	const who = {
		person: null,
		organisation: school!,
		organisationKind: 'institution',
		role: 'ciso',
		session: null,
		token: null,
	} as const;
	const invited = await test.app.inject({
		...{ method: 'POST', url: '/v1/invitations', headers: test.as(who) },
		payload: { displayName: 'Nieuw', role: 'faculty-contact', mail: 'Nieuw@vaart.example' },
	});
	expect(invited.json()).toMatchObject({ mailed: true, link: null });
	const queued = await test.db.database.pool.query<{ payload: object }>('select payload from graphile_worker._private_jobs');
	expect(queued.rows).toHaveLength(1);
	await jobs.find(({ name }) => name === mailJob)!.run(test.platform, queued.rows[0]!.payload);
	expect(received[0]).toMatchObject({
		subject: 'Uitnodiging voor Dijkwacht van Hogeschool De Vaart',
		text: expect.stringMatching(/https:\/\/dijkwacht\.example\/invitation#dwi_[\w-]{43}\n/),
	});
	expect(received[0]?.from?.text).toBe('dijkwacht@localhost');
});

it('forgets what is past its use', async () => {
	await asSystem(test.platform, (work) =>
		sql`insert into institutions.challenges (purpose, challenge, expires_at) values ('sign-in', 'old', now() - interval '1 hour'), ('sign-in', 'new', now() + interval '1 hour')`.execute(
			work.tx,
		),
	);
	await jobs.find(({ name }) => name === 'institutions.forget')!.run(test.platform, {});
	const left = await test.db.database.pool.query('select challenge from institutions.challenges');
	expect(left.rows).toEqual([{ challenge: 'new' }]);
});
