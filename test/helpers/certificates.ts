import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
	readonly key: string;
	readonly cert: string;
	readonly keyFile: string;
	readonly certFile: string;
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate in a folder of the test, signed by `authority` or by itself. Keys of a test never lie in the repository. */
export function makeCertificate(folder: string, name: string, authority?: Certificate): Certificate {
	const file = (suffix: string) => join(folder, `${name}.${suffix}`);
	const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
	const fresh = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file('key')];
	const names = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
	if (authority === undefined) openssl(...fresh, ...names, '-x509', '-days', '2', '-out', file('pem'));
	else {
		openssl(...fresh, ...names, '-out', file('csr'));
		const by = ['-CA', authority.certFile, '-CAkey', authority.keyFile, '-CAcreateserial', '-copy_extensions', 'copy'];
		openssl('x509', '-req', '-in', file('csr'), ...by, '-days', '2', '-out', file('pem'));
	}
	const text = (suffix: string) => readFileSync(file(suffix), 'utf8');
	return { key: text('key'), cert: text('pem'), keyFile: file('key'), certFile: file('pem') };
}
