import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineFormats, objectFormats } from '../formats.ts';
import { type Recognised, recognise } from '../formats/recognise.ts';
import { personFields } from './fields.ts';
import { type HiddenEvent, Hider } from './hider.ts';
import { newKeyPair } from './seal.ts';

const received = new Date('2026-10-02T00:00:00Z');
const institution = '0197b1de-0000-7000-8000-000000000001';
const { publicKey } = newKeyPair();
const hiderOf = (seed: number) => new Hider(institution, { key: 'k', secret: new Uint8Array(32).fill(seed), publicKey });
const objects = objectFormats.map(({ name }) => name);
const names = [...objects, ...lineFormats.map(({ name }) => name)];
const samplesOf = (name: string) =>
	readFileSync(new URL(`../formats/samples/${name}.log`, import.meta.url), 'utf8')
		.split('\n')
		.filter(Boolean);

function read(line: string): Recognised {
	const reading = recognise(line, received);
	if ('fault' in reading) throw new Error(`${reading.fault}: ${line}`);
	return reading;
}
function hide(line: string, seed = 1): HiddenEvent {
	return hiderOf(seed).hide(read(line), line);
}
/** Whether a name is left as a word of its own, in any of the ways JSON may write it. */
function holds(text: string, name: string): boolean {
	const plain = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
	const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'iu').test(plain);
}
/** Names in the samples; what is drawn stands in their place. */
const inSamples = /j\.jansen|p\.pieters|beheer|nieuw/gi;
const letters = (alphabet: string, most: number) =>
	fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: most });
const small = 'abcdefghijklmnopqrstuvwxyz';
/** What every format takes for a name: a word, or several with dots and dashes; never one of the words of a line. */
const account = fc
	.tuple(fc.constantFrom('q', 'X', 's1'), letters(`${small}ABC0123456789`, 12), fc.option(letters(`.-${small}`, 8)))
	.map(([first, word, more]) => `${first}z${word}${more === null ? '' : `.${more}q`}`);
const person = fc
	.tuple(account, fc.constantFrom(' ', "'", '-', 'é', ' van der ', 'ß', 'Ø'), account)
	.map(([first, between, last]) => `${first}${between}${last}`);

test('there is a row for every format', () => {
	expect(Object.keys(personFields).sort()).toEqual([...names].sort());
});

test.each(names)('%s: no name of its samples is left, and the line reads as before', (format) => {
	fc.assert(
		fc.property(account, fc.boolean(), (name, capitals) => {
			for (const sample of samplesOf(format)) {
				const line = sample.replaceAll(inSamples, capitals ? name.toUpperCase() : name);
				const hidden = hide(line);
				expect(holds(hidden.raw, name), hidden.raw).toBe(false);
				for (const { value } of hidden.observables) expect(holds(value, name), value).toBe(false);
				const [before, after] = [read(line), read(hidden.raw)];
				expect(after.observables).toEqual(hidden.observables);
				expect([after.format, after.source, after.time]).toEqual([before.format, before.source, before.time]);
				expect(after.observables.map(({ kind }) => kind)).toEqual(before.observables.map(({ kind }) => kind));
			}
		}),
		{ numRuns: 25 },
	);
});

function withValue(value: unknown, path: readonly string[], name: string, beside: string | undefined): unknown {
	const [field, ...rest] = path;
	if (field === undefined) return name;
	const record = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
	const [other, wanted] = rest.length === 0 && beside !== undefined ? beside.split('=') : [];
	const inner = withValue((record as Record<string, unknown>)[field], rest, name, beside);
	return { ...record, [field]: inner, ...(other !== undefined && { [other]: wanted }) };
}

/** As a source may write it: letters beyond ASCII escaped or not. */
const escaped = (text: string) =>
	text.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const ways = { names: '', mails: '@example.nl', wholes: '', dns: '' } as const;
const pathsOf = (format: string) =>
	(Object.keys(ways) as (keyof typeof ways)[]).flatMap((way) =>
		(personFields[format]?.[way] ?? []).map((path) => ({ way, path })),
	);

/** The journal's own fields hold no names; its messages are read as lines of text, see below. */
const own = objects.filter((format) => format !== 'journald');

test.each(own)('%s: a name in any field of its row is hidden there and in the rest of the line', (format) => {
	const rows = pathsOf(format);
	expect(rows.length).toBeGreaterThan(0);
	for (const { way, path } of rows) {
		const [whole = '', beside] = path.split('?', 2);
		fc.assert(
			fc.property(way === 'wholes' || way === 'dns' ? person : account, fc.boolean(), (name, byCode) => {
				const told = way === 'dns' ? `CN=${name},OU=Staf,DC=example` : name + ways[way];
				const sample = JSON.parse(samplesOf(format)[0]!) as object;
				const event = withValue(sample, whole.split('.'), told, beside) as object;
				const mention = name + ways[way];
				const text = JSON.stringify({ ...event, remark: `said by ${mention}, twice: "${mention.toUpperCase()}"` });
				const line = byCode ? escaped(text) : text;
				expect(read(line).format).toBe(format);
				const { raw } = hide(line);
				expect(holds(raw, mention), `${path} ${raw}`).toBe(false);
				expect((JSON.parse(raw) as { remark: string }).remark).toMatch(/^said by p_\S+, twice: "p_\S+"$/);
			}),
			{ numRuns: 8 },
		);
	}
});

test.each([
	'<38>Oct  1 10:00:42 srv sshd[1]: Accepted publickey for NAME from 203.0.113.1 port 5 ssh2',
	'<38>Oct  1 10:00:42 srv sshd[1]: Disconnected from authenticating user NAME 203.0.113.1 port 5 [preauth]',
	'<38>Oct  1 10:00:42 srv sshd[1]: pam_unix(sshd:session): session opened for user NAME(uid=1000) by NAME(uid=0)',
	'Oct  1 10:00:42 srv sudo[7]:    NAME : 1 incorrect password attempt ; TTY=pts/0 ; PWD=/home/NAME ; USER=root ; COMMAND=/bin/ls',
	'Oct  1 10:00:42 srv su[7]: (to root) NAME on pts/1',
	'Oct  1 10:00:42 srv CRON[7]: (NAME) CMD (/home/NAME/bin/sync)',
	'Oct  1 10:00:42 srv systemd-logind[7]: New session 5 of user NAME.',
	'Oct  1 10:00:42 srv useradd[7]: new user: name=NAME, UID=1001, GID=1001, home=/home/NAME, shell=/bin/bash, from=/dev/pts/0',
	"Oct  1 10:00:42 srv userdel[7]: delete user 'NAME'",
	'type=USER_AUTH msg=audit(1790848822.000:1): pid=1 uid=0 auid=1000 msg=\'op=PAM acct="NAME" exe="/bin/su" res=ok\' UID="root" AUID="NAME"',
	'Oct  1 10:00:42 mx postfix/smtpd[9]: 4CzX1b2Y3zQ: client=a.example[192.0.2.1], sasl_method=PLAIN, sasl_username=NAME@example.nl',
])('a line of text hides who it was: %s', (template) => {
	fc.assert(
		fc.property(account, (name) => {
			const { raw } = hide(template.replaceAll('NAME', name));
			expect(holds(raw, name), raw).toBe(false);
			expect(raw).toContain('p_');
			const [, app, message] = / srv (\w+)\[\d\]: (.*)$/.exec(template) ?? [];
			if (app === undefined) return;
			const entry = { __REALTIME_TIMESTAMP: '1790848852000000', _HOSTNAME: 'srv', SYSLOG_IDENTIFIER: app };
			const journal = hide(JSON.stringify({ ...entry, MESSAGE: message!.replaceAll('NAME', name) })).raw;
			expect(holds(journal, name), journal).toBe(false);
			expect(JSON.parse(journal)).toMatchObject(entry);
		}),
		{ numRuns: 20 },
	);
});

test('accounts of machines, functions and programs stay, and so do machines that are called after somebody', () => {
	const user = (name: string) => JSON.stringify({ time: '2026-10-01T10:00:00Z', message: 'x', user: name });
	for (const name of ['root', 'DC01$', 'NT AUTHORITY\\SYSTEM', 'LOCAL SERVICE', 'postmaster@example.nl', '1000', 'from'])
		expect(hide(user(name)).raw).toBe(user(name));
	const named = JSON.stringify({ time: '2026-10-01T10:00:00Z', message: 'jan on laptop-jan', user: 'jan', host: 'laptop-jan' });
	const hidden = JSON.parse(hide(named).raw) as { message: string; host: string };
	expect(hidden).toMatchObject({ host: 'laptop-jan', message: expect.stringMatching(/^p_\w{16} on laptop-jan$/) });
});

test('a name that no spelling finds again has its line masked, what was recognised stays', () => {
	const bytes = [...Buffer.from('Failed password for jandevries from 203.0.113.9 port 1 ssh2')];
	const line = JSON.stringify({ __REALTIME_TIMESTAMP: '1790848852000000', _HOSTNAME: 'srv', _COMM: 'sshd', MESSAGE: bytes });
	const hidden = hide(line);
	expect(hidden.raw).toMatch(/^line masked: /);
	expect(hidden.observables).toContainEqual({ kind: 'ipv4', value: '203.0.113.9' });
	expect(JSON.stringify(hidden)).not.toContain(String(bytes));
});

test.each([
	[
		'personal site',
		{
			Workload: 'OneDrive',
			Operation: 'x',
			CreationTime: '2026-10-01T10:00:00',
			UserId: 'jan.vries@example.nl',
			ObjectId: 'https://x.example/personal/jan_vries_example_nl/a.docx',
		},
	],
	[
		'percent signs',
		{ time: '2026-10-01T10:00:00Z', message: 'GET /a?who=jan.vries%40example.nl&x=1', email: 'jan.vries@example.nl' },
	],
	['number', { time: '2026-10-01T10:00:00Z', message: 'of 1234567', user: 1234567, count: 1234567.5, size: 71234567 }],
	['capitals', { time: '2026-10-01T10:00:00Z', message: 'FÜR WEISS', displayName: 'für weiß' }],
])('a name in another spelling is hidden too: %s', (_, event) => {
	const { raw } = hide(JSON.stringify(event));
	const hidden = JSON.parse(raw) as { count?: number; size?: number };
	expect(raw).not.toMatch(/jan.vries|weiss|weiß|"1234567"|:1234567[,}]/i);
	expect([hidden.count, hidden.size]).toEqual('count' in event ? [1234567.5, 71234567] : [undefined, undefined]);
});

test('a name in hexadecimal or as XML is hidden in lines of text', () => {
	const hex = Buffer.from('jan de vries').toString('hex').toUpperCase();
	const audit = `type=USER_LOGIN msg=audit(1790848822.000:4243): pid=812 uid=0 msg='op=login acct=${hex} exe="/usr/sbin/sshd" res=failed'`;
	expect(hide(audit).raw).toMatch(/acct=p_\w{16} exe/);
	const sample = samplesOf('sysmon-linux')[0]!.replace('>www-data<', '>jan&amp;piet&apos;s<');
	expect(hide(sample).raw).toMatch(/<Data Name="User">p_\w{16}<\/Data>/);
});

test('more names than are worth looking for, or a line made to take long, is masked whole', () => {
	const event = { time: '2026-10-01T10:00:00Z', message: 'x' };
	const many = hide(JSON.stringify({ ...event, to: Array.from({ length: 3000 }, (_, at) => `student${at}@example.nl`) }));
	expect(many.raw).toMatch(/^line masked: /);
	expect(many.raw).not.toContain('student');
	const to = Array.from({ length: 1000 }, (_, at) => `a.${'b'.repeat(at % 200)}${at}@e.nl`);
	const slow = hide(JSON.stringify({ ...event, to, path: 'a '.repeat(200_000), url: 'https://x.example/a/secret' }));
	expect(slow.raw).toMatch(/^line masked: /);
	expect(JSON.stringify(slow.observables)).not.toContain('secret');
});

test('an address whose domain has other letters is one name in both spellings', () => {
	const line = (email: string) =>
		JSON.stringify({ time: '2026-10-01T10:00:00Z', message: `mail of ${email}`, observables: { email } });
	for (const email of ['jan@bücher.example', 'Jan@BÜCHER.example', 'jan@xn--bcher-kva.example']) {
		const hidden = hide(line(email));
		expect(hidden.observables).toMatchObject([
			{ kind: 'email', value: expect.stringMatching(/^p_\w{16}@xn--bcher-kva\.example$/) },
		]);
		expect(hidden.raw).toBe(line(hidden.observables[0]!.value));
	}
});

test('a person is the same everywhere at one institution and another one elsewhere', () => {
	const line = (user: string) => JSON.stringify({ time: '2026-10-01T10:00:00Z', message: 'x', user });
	const hidden = (user: string, seed: number) => (JSON.parse(hide(line(user), seed).raw) as { user: string }).user;
	expect(hidden('Jan.Vries', 1)).toBe(hidden('jan.vries', 1));
	expect(hidden('jan.vries', 1)).not.toBe(hidden('jan.vries', 2));
	expect(hidden('EXAMPLE\\jan.vries', 1)).toBe(`EXAMPLE\\${hidden('jan.vries', 1)}`);
	expect(hidden('jan@example.nl', 1)).toMatch(/^p_[a-z2-7]{16}@example\.nl$/);
});
