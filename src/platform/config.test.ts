import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { openLog } from './log.ts';

it('tells all faults of the settings at once', () => {
	const read = readConfig({
		PORT: 'eighty',
		SERVICES: 'web,cooking',
		DATABASE_URL: 'nowhere',
		OIDC_CLIENT_SECRET_FILE: '/does/not/exist',
	});
	expect(read.ok ? [] : read.findings.map(({ where }) => where.split('.')[0]).sort()).toEqual([
		'DATABASE_URL',
		'OIDC_CLIENT_SECRET_FILE',
		'PORT',
		'SERVICES',
	]);
});

it('refuses settings that mean nothing alone, that contradict each other, or that name another kind of address', () => {
	const faults = (given: Record<string, string>) => {
		const read = readConfig(given);
		return read.ok ? [] : read.findings.map(({ where }) => where).sort();
	};
	expect(faults({ OIDC_ISSUER: 'https://idp.example', PORT: 'x', SYSLOG_TLS_PORT: '6514', SYSLOG_TLS_KEY: 'pem' })).toEqual([
		'OIDC_CLIENT_ID',
		'PORT',
		'SYSLOG_TLS_CERT',
	]);
	expect(faults({ DEMO: 'true', HOST: '0.0.0.0' })).toEqual(['DEMO']);
	expect(faults({ DEMO: 'true', HOST: '::1' })).toEqual([]);
	expect(faults({ PORT: '8123', METRICS_PORT: '8123' })).toEqual(['METRICS_PORT']);
	expect(faults({ PORT: '0', METRICS_PORT: '0' })).toEqual([]);
	const others = {
		DATABASE_URL: 'mysql://db',
		CLICKHOUSE_URL: 'tcp://db',
		BASE_URL: 'ftp://x',
		SMTP_URL: 'mail.example',
	};
	expect(faults(others)).toEqual(Object.keys(others).sort());
	expect(faults({ SECURITY_CONTACT: 'mailto:a@example.nl, a@example.nl' })).toEqual(['SECURITY_CONTACT.1']);
});

it('asks for stores that all processes can reach when services are apart', () => {
	const apart = (more: Record<string, string>) => {
		const read = readConfig({ SERVICES: 'web', ...more });
		return read.ok ? [] : read.findings.map(({ where, detail }) => `${where} ${detail}`);
	};
	const url = 'postgres://localhost/dijkwacht';
	expect(apart({})[0]).toContain('SERVICES leaves ingest and worker to other processes');
	expect(apart({ DATABASE_URL: url })[0]).toMatch(/set CLICKHOUSE_URL$/);
	expect(apart({ DATABASE_URL: url, CLICKHOUSE_URL: 'http://localhost:8123' })).toEqual([]);
});

it('needs no setting at all', () => {
	const read = readConfig({});
	expect(read.ok && [read.value.HOST, read.value.PORT, read.value.SERVICES]).toEqual([
		'127.0.0.1',
		8080,
		['web', 'ingest', 'worker'],
	]);
});

it('keeps secrets and personal data out of the log', () => {
	const lines: string[] = [];
	const log = openLog('info', { write: (line) => void lines.push(line) });
	log.info(
		{
			token: 's3cret',
			person: { email: 'iemand@school.example', name: 'Iemand' },
			req: { headers: { cookie: 'dijkwacht=abc' } },
		},
		'x',
	);
	expect(lines.join('')).not.toMatch(/s3cret|iemand|Iemand|abc/);
	expect(lines.join('')).toContain('[removed]');
});

it('keeps them out of faults too, whoever threw them', () => {
	const lines: string[] = [];
	const log = openLog('info', { write: (line) => void lines.push(line) });
	const mail = Object.assign(new Error('550 5.1.1 <piet@school.example>: user unknown'), { rejected: ['piet@school.example'] });
	const row = Object.assign(new Error('duplicate key'), {
		code: '23505',
		detail: 'Key (display_name)=(Piet Puk) already exists.',
	});
	const call = new Error('refused: Bearer abc.def at https://piet:geheim@ergens.example/x#dwi_uitnodiging', { cause: row });
	for (const fault of [mail, row, call, 'dwt_sensor', { parameters: ['Piet Puk'] }]) log.error({ err: fault }, 'job failed');
	log.warn({ queue: 'postgres://postgres:geheim@127.0.0.1:5432/x dws_sessie' }, 'queue');
	expect(lines).toHaveLength(6);
	expect(lines.join('')).not.toMatch(/piet|Piet|abc\.def|geheim|uitnodiging|sensor|sessie/);
	expect(lines[1]).toMatch(/23505.*config\.test\.ts/);
});

it('says which setting is missing where one means nothing without another', () => {
	const read = readConfig({ SYSLOG_TLS_PORT: '6514', NATS_URL: 'nats://127.0.0.1:4222' });
	expect(read.ok ? [] : read.findings.map(({ where }) => where)).toEqual(['SYSLOG_TLS_KEY', 'SYSLOG_TLS_CERT', 'NATS_SENSORS']);
	const wrong = readConfig({ NATS_URL: 'nats://127.0.0.1:4222', NATS_SENSORS: 'EVENTS=campus' });
	expect(wrong.ok ? [] : wrong.findings.map(({ where }) => where.split('.')[0])).toEqual(['NATS_SENSORS']);
});
