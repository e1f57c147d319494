import { X509Certificate } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hasOpenssl, makeCertificate } from '../helpers/certificates.ts';
import { eventLines, freePort, Peer } from './peer.ts';
import { look, openFolder, run, type Sender, start, syslogNg } from './programs.ts';

const modules = '/usr/lib/x86_64-linux-gnu/rsyslog';
const rsyslog = look('rsyslogd', join(modules, 'omelasticsearch.so'), join(modules, 'lmnsd_ossl.so'));
const ng = look('syslog-ng');
const logger = look('logger');
const curl = look('curl');
const token = 'dwt_senders';

const folder = openFolder();
const senders: Sender[] = [];
let peer: Peer;
const file = (name: string, text: string) => {
	const path = join(folder.path, name);
	writeFileSync(path, text);
	chmodSync(path, 0o666);
	return path;
};

beforeAll(async () => {
	expect(hasOpenssl, 'these tests make their certificates with openssl').toBe(true);
	const own = makeCertificate(folder.path, 'localhost');
	const client = makeCertificate(folder.path, 'client');
	for (const { keyFile, certFile } of [own, client]) for (const name of [keyFile, certFile]) chmodSync(name, 0o644);
	const ports = { http: await freePort(), syslog: await freePort(), tls: await freePort() };
	const fingerprint = new X509Certificate(client.cert).fingerprint256.replaceAll(':', '').toLowerCase();
	peer = new Peer(join(folder.path, 'data'), ports, own, fingerprint);
	await peer.start();
});
afterEach(async () => {
	await Promise.all(senders.splice(0).map((sender) => sender.stop()));
});
afterAll(async () => {
	await peer?.end('SIGTERM');
	folder.remove();
});

/** rsyslog that follows a file, as an institution reads the events of Suricata, and does this with them. */
function rsyslogd(name: string, action: string): string {
	const log = file(`${name}.log`, '');
	const work = join(folder.path, name);
	run('/bin/mkdir', ['-m', '777', work]);
	const config = `
global(workDirectory="${work}" maxMessageSize="64k" defaultNetstreamDriverCAFile="${folder.path}/localhost.pem"
  defaultNetstreamDriverCertFile="${folder.path}/client.pem" defaultNetstreamDriverKeyFile="${folder.path}/client.key")
module(load="imfile" mode="polling" PollingInterval="1")
module(load="omelasticsearch")
template(name="raw" type="string" string="%msg%")
template(name="with_token" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% %MSGID% [dijkwacht@32473 token=\\"${token}\\"] %msg%\\n")
template(name="plain" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% %MSGID% - %msg%\\n")
input(type="imfile" File="${log}" Tag="suricata" addMetadata="off")
${action}
`;
	const args = ['-n', '-iNONE', '-f', file(`${name}.conf`, config)];
	senders.push(start(rsyslog!, args));
	return log;
}

it.skipIf(rsyslog === undefined)(
	'rsyslog by omelasticsearch: a server killed in mid-stream loses nothing and doubles nothing',
	async () => {
		const log = rsyslogd(
			'es',
			`action(type="omelasticsearch" server="http://127.0.0.1:${peer.ports.http}/ingest/elastic" uid="sensor" pwd="${token}"
  searchIndex="events" searchType="" bulkmode="on" template="raw" action.resumeRetryCount="-1" action.resumeInterval="1"
  queue.type="LinkedList" queue.filename="es" queue.saveOnShutdown="on" queue.dequeueBatchSize="50" queue.maxDiskSpace="100m")`,
		);
		const lines = eventLines('by-elastic', 1000, '10.6.0.1');
		for (let at = 0; at < lines.length; at += 250) {
			appendFileSync(log, `${lines.slice(at, at + 250).join('\n')}\n`);
			// So that rsyslog sends before and after the kill, and not all at once behind it.
			await wait(600);
			if (at === 250) await peer.end('SIGKILL');
			if (at === 500) await peer.start();
		}
		await peer.expectOnce('by-elastic', 1000, '10.6.0.1', true);
	},
	180_000,
);

it.skipIf(rsyslog === undefined)('rsyslog over TCP with a token, octets counted', async () => {
	const log = rsyslogd(
		'tcp',
		`action(type="omfwd" target="127.0.0.1" port="${peer.ports.syslog}" protocol="tcp" template="with_token" TCP_Framing="octet-counted"
  action.resumeRetryCount="-1")`,
	);
	appendFileSync(log, `${eventLines('by-tcp', 400, '10.6.0.2').join('\n')}\n`);
	await peer.expectOnce('by-tcp', 400, '10.6.0.2');
});

it.skipIf(rsyslog === undefined)('rsyslog over TLS with a client certificate', async () => {
	const log = rsyslogd(
		'tls',
		`action(type="omfwd" target="localhost" port="${peer.ports.tls}" protocol="tcp" template="plain" StreamDriver="ossl" StreamDriverMode="1"
  StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="localhost" action.resumeRetryCount="-1")`,
	);
	appendFileSync(log, `${eventLines('by-tls', 400, '10.6.0.3').join('\n')}\n`);
	await peer.expectOnce('by-tls', 400, '10.6.0.3');
});

it.skipIf(ng === undefined)(
	'syslog-ng by http() and over TLS, from one file',
	async () => {
		const log = file('ng.log', '');
		const config = `@version: 3.38
source s_file { file("${log}" follow-freq(1) flags(no-parse)); };
destination d_http { http(url("http://127.0.0.1:${peer.ports.http}/v1/ingest/events") method("POST")
  headers("Authorization: Bearer ${token}", "Content-Type: application/x-ndjson")
  body("\${MESSAGE}") delimiter("\\n") batch-lines(100) batch-timeout(500) retries(1000)
  disk-buffer(disk-buf-size(10485760) mem-buf-size(1048576) reliable(yes) dir("${folder.path}"))); };
destination d_tls { network("localhost" port(${peer.ports.tls}) transport("tls") template("<13>Oct  1 10:00:00 ng suricata: \${MESSAGE}\\n")
  tls(ca-file("${folder.path}/localhost.pem") key-file("${folder.path}/client.key") cert-file("${folder.path}/client.pem") peer-verify(required-trusted))); };
filter f_first { message("ng-http"); };
filter f_second { message("ng-tls"); };
log { source(s_file); filter(f_first); destination(d_http); };
log { source(s_file); filter(f_second); destination(d_tls); };
`;
		const { program, env } = syslogNg.prepare(folder.path);
		senders.push(start(program, syslogNg.args(file('ng.conf', config), folder.path), env));
		await expect.poll(() => existsSync(join(folder.path, 'ng.ctl')), { timeout: 30_000 }).toBe(true);
		appendFileSync(log, `${eventLines('ng-http', 300, '10.6.0.4').join('\n')}\n`);
		appendFileSync(log, `${eventLines('ng-tls', 300, '10.6.0.5').join('\n')}\n`);
		await peer.expectOnce('ng-http', 300, '10.6.0.4');
		await peer.expectOnce('ng-tls', 300, '10.6.0.5');
	},
	180_000,
);

it.skipIf(logger === undefined)('logger over TCP', async () => {
	for (const [at, line] of eventLines('by-logger', 10, '10.6.0.6').entries()) {
		const data = ['--sd-id', 'dijkwacht@32473', '--sd-param', `token="${token}"`];
		const to = ['-T', '-n', '127.0.0.1', '-P', String(peer.ports.syslog)];
		run(logger!, [...to, ...(at % 2 === 0 ? ['--octet-count'] : []), '--rfc5424=notq', ...data, '-t', 'suricata', line]);
	}
	await peer.expectOnce('by-logger', 10, '10.6.0.6');
});

it.skipIf(curl === undefined)('curl, the same lines twice', async () => {
	const headers = ['-H', `Authorization: Bearer ${token}`, '-H', 'Content-Type: application/x-ndjson'];
	const lines = eventLines('by-curl', 50, '10.6.0.7').join('\n');
	const url = `http://127.0.0.1:${peer.ports.http}/v1/ingest/events`;
	for (let time = 0; time < 2; time++) run(curl!, ['-sS', '--fail', ...headers, '--data-binary', '@-', url], lines);
	await peer.expectOnce('by-curl', 50, '10.6.0.7');
});
