import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Finding, fail, finding, ok, type Result } from '#kernel';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1');
const web = /^https?$/;
const services = ['web', 'ingest', 'worker'] as const;

/** Every setting there is; `.env.example` and the table in docs/ are generated from it. */
export const settings = z.object({
	HOST: z.string().min(1).default('127.0.0.1').describe('Address the server listens on'),
	PORT: port.default(8080).describe('Port of the screens and the API; 0 takes a free one'),
	METRICS_PORT: port.default(9464).describe('Port of the metrics, on the same host; 0 switches them off'),
	DATA_DIR: z.string().min(1).default('./data').describe('Folder of database, telemetry and evidence'),
	DATABASE_URL: z
		.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://…' })
		.optional()
		.describe('PostgreSQL 18 or newer; absent: embedded PostgreSQL 18'),
	CLICKHOUSE_URL: z
		.url({ protocol: web, error: 'expected http://… or https://…' })
		.optional()
		.describe('ClickHouse cluster; absent: embedded chDB'),
	SERVICES: z
		.string()
		.default('web,ingest,worker')
		.transform((text) => text.split(',').map((part) => part.trim()))
		.pipe(z.array(z.enum(services)).min(1))
		.describe('What this process does: web, ingest, worker; some of them only with DATABASE_URL and CLICKHOUSE_URL'),
	DETECTION_THREADS: z.coerce
		.number()
		.int()
		.min(1)
		.max(64)
		.optional()
		.describe('Threads that read and match events; absent: one a core, at most 8'),
	SECRETS_KEY: z
		.stringFormat('32 bytes as base64url', /^[A-Za-z0-9_-]{43}=?$/)
		.optional()
		.describe('Key that wraps secrets in the database, 32 bytes as base64url; absent: secrets.key in the data folder'),
	BASE_URL: z
		.url({ protocol: web, error: 'expected http://… or https://…' })
		.optional()
		.describe('Address people use; absent: http://localhost:PORT'),
	DEMO: flag
		.default(false)
		.describe(
			'Demo sector with a chooser of personas, only on loopback; a start there without DATABASE_URL makes the demo in an empty folder unless --empty; a real sector stays one',
		),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('What is logged'),
	SMTP_URL: z
		.url({ protocol: /^smtps?$/, error: 'expected smtp://… or smtps://…' })
		.optional()
		.describe('SMTP server for mail, smtp://user:password@host:port'),
	MAIL_FROM: z.string().default('dijkwacht@localhost').describe('Sender of mail'),
	SYSLOG_PORT: port.optional().describe('Port for syslog over TCP without encryption; absent: off; 0 takes a free one'),
	SYSLOG_TLS_PORT: port.optional().describe('Port for syslog over TLS, by custom 6514; absent: off; 0 takes a free one'),
	SYSLOG_TLS_KEY: z.string().optional().describe('Private key of the syslog port, PEM'),
	SYSLOG_TLS_CERT: z.string().optional().describe('Certificate of the syslog port with its chain, PEM'),
	SYSLOG_TLS_CA: z
		.string()
		.optional()
		.describe('Authority that signs client certificates of sensors, PEM; their common name is the id of the sensor'),
	NATS_URL: z
		.string()
		.optional()
		.describe('NATS servers to read events from, nats://host:port, separated by commas; absent: off'),
	NATS_SENSORS: z
		.string()
		.transform((text) => text.split(',').map((part) => part.trim()))
		.pipe(
			z
				.array(z.stringFormat('STREAM/SUBJECT=SENSOR-ID', /^[\w-]{1,100}\/[^\s,=]{1,300}=[0-9a-f-]{36}$/))
				.min(1)
				.max(200),
		)
		.optional()
		.describe('What is read from NATS JetStream: STREAM/SUBJECT=SENSOR-ID, separated by commas; the subject may hold wildcards'),
	NATS_CREDENTIALS: z.string().optional().describe('Credentials of NATS as its tools write them (the text of a .creds file)'),
	NATS_TOKEN: z.string().optional().describe('Token for NATS where it asks one'),
	NATS_CA: z.string().optional().describe('Authority that signed the certificate of the NATS servers, PEM'),
	OIDC_ISSUER: z
		.url({ protocol: web, error: 'expected http://… or https://…' })
		.optional()
		.describe('OpenID provider, for example SURFconext'),
	OIDC_CLIENT_ID: z.string().optional().describe('Client id at the OpenID provider'),
	OIDC_CLIENT_SECRET: z.string().optional().describe('Client secret at the OpenID provider'),
	SECURITY_CONTACT: z
		.string()
		.transform((text) => text.split(',').map((part) => part.trim()))
		.pipe(
			z
				.array(z.url({ protocol: /^(mailto|https|tel)$/, error: 'expected mailto:…, https://… or tel:…' }))
				.min(1)
				.max(10),
		)
		.optional()
		.describe(
			'Where to report a weakness, for /.well-known/security.txt: mailto:, https: or tel:, separated by commas; absent: not served',
		),
});

export type Config = z.output<typeof settings> & { readonly baseUrl: string; readonly dataDir: string };

/** Settings as they were written, before anything is made of them. */
type Given = Readonly<Record<string, string>>;

/** Settings that mean nothing without each other. */
function halfSet(given: Given): Finding[] {
	const needs: readonly (readonly [keyof typeof settings.shape, keyof typeof settings.shape])[] = [
		['SYSLOG_TLS_PORT', 'SYSLOG_TLS_KEY'],
		['SYSLOG_TLS_PORT', 'SYSLOG_TLS_CERT'],
		['NATS_URL', 'NATS_SENSORS'],
		['NATS_SENSORS', 'NATS_URL'],
		['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
		['OIDC_CLIENT_ID', 'OIDC_ISSUER'],
		['OIDC_CLIENT_SECRET', 'OIDC_ISSUER'],
	];
	const half = needs.filter(([one, other]) => given[one] !== undefined && given[other] === undefined);
	return half.map(([one, other]) => finding('setting-missing', other, `${one} needs it`));
}

/** A process that leaves a service to others needs stores that they can reach too: embedded ones belong to one process. */
function storesApart({ SERVICES, DATABASE_URL, CLICKHOUSE_URL }: z.output<typeof settings>): Finding[] {
	const left = services.filter((service) => !SERVICES.includes(service));
	const absent = Object.entries({ DATABASE_URL, CLICKHOUSE_URL }).filter(([, url]) => url === undefined);
	if (left.length === 0 || absent.length === 0) return [];
	const names = absent.map(([name]) => name).join(' and ');
	const detail = `leaves ${left.join(' and ')} to other processes, which can reach no embedded store: set ${names}`;
	return [finding('setting-invalid', 'SERVICES', detail)];
}

/** Addresses on which only somebody at the machine itself can knock. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/** Settings that contradict each other. */
function atOdds({ DEMO, HOST, PORT, METRICS_PORT }: z.output<typeof settings>): Finding[] {
	const found: Finding[] = [];
	const wide = `the demo lets everybody in without a key, so only on loopback; HOST is ${HOST}`;
	if (DEMO && !isLoopback(HOST)) found.push(finding('setting-invalid', 'DEMO', wide));
	if (PORT !== 0 && PORT === METRICS_PORT) found.push(finding('setting-invalid', 'METRICS_PORT', 'PORT has that number too'));
	return found;
}

/** Reads all settings from the environment; `NAME_FILE` names a file that holds the value. All faults at once. */
export function readConfig(environment: Record<string, string | undefined>): Result<Config> {
	const findings: Finding[] = [];
	const given: Record<string, string> = {};
	for (const name of Object.keys(settings.shape)) {
		const direct = environment[name];
		const file = environment[`${name}_FILE`];
		if (direct !== undefined && file !== undefined) {
			findings.push(finding('setting-twice', name, `give ${name} or ${name}_FILE, not both`));
		} else if (file !== undefined) {
			try {
				given[name] = readFileSync(file, 'utf8').trim();
			} catch {
				findings.push(finding('file-unreadable', `${name}_FILE`, 'the file cannot be read'));
			}
		} else if (direct !== undefined && direct !== '') {
			given[name] = direct;
		}
	}
	const parsed = settings.safeParse(given);
	if (!parsed.success) {
		for (const issue of parsed.error.issues) {
			findings.push(finding('setting-invalid', issue.path.join('.') || 'environment', issue.message));
		}
	}
	findings.push(...halfSet(given));
	if (parsed.success) findings.push(...storesApart(parsed.data), ...atOdds(parsed.data));
	if (findings.length > 0 || !parsed.success) return fail(...findings);
	const value = parsed.data;
	return ok({
		...value,
		baseUrl: value.BASE_URL ?? `http://localhost:${value.PORT}`,
		dataDir: resolve(value.DATA_DIR),
	});
}
