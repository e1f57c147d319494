import type { PeerCertificate, TLSSocket } from 'node:tls';
import { Refusal } from '#kernel';
import { sensorOfToken, whoOfToken } from '#institutions';
import { asSystem, asWho, type Platform } from '#platform';
import type { Source } from '../../ingest/process.ts';
import { sensorOfCertificate } from '../../store/certificates.ts';
import { reportingSensor } from '../../store/sensors.ts';

/** What a connection shows of itself: a certificate from its handshake, or the token in a message. */
export type Proof =
	| { readonly kind: 'token'; readonly token: string }
	| { readonly kind: 'certificate'; readonly fingerprint: Buffer; readonly name: string | undefined };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The certificate of the other side, which proved in the handshake that it holds the key. Its common name counts only when
 * the operator's authority signed it; its fingerprint counts when an institution registered it at its sensor.
 */
export function proofOf(socket: TLSSocket, now: Date): Proof | undefined {
	const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
	if (certificate.raw === undefined || certificate.fingerprint256 === undefined) return undefined;
	if (new Date(certificate.valid_to ?? 0) < now || new Date(certificate.valid_from ?? 0) > now) return undefined;
	const fingerprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
	const common = socket.authorized ? certificate.subject?.CN : undefined;
	const name = typeof common === 'string' && uuid.test(common.toLowerCase()) ? common.toLowerCase() : undefined;
	return { kind: 'certificate', fingerprint, name };
}

/** The sensor behind a proof, asked anew for each batch so that a revoked token or a retired sensor ends at once. */
export async function sourceOfProof(platform: Platform, proof: Proof): Promise<Source> {
	const found = proof.kind === 'token' ? await byToken(platform, proof.token) : await byCertificate(platform, proof);
	if (found === undefined) throw new Refusal('not-allowed', 'this connection belongs to no sensor that is in use');
	return found;
}

async function byToken(platform: Platform, token: string): Promise<Source | undefined> {
	const who = await whoOfToken(platform, token);
	if (who === undefined || who.role !== 'machine-ingest') return undefined;
	return asWho(platform, who, async (ctx) => {
		const sensor = await sensorOfToken(ctx);
		const facts = sensor === null ? undefined : await reportingSensor(ctx.tx, sensor);
		if (sensor === null || facts === undefined) return undefined;
		return { institution: facts.institution, sensor, synthetic: facts.kind === 'synthetic' };
	});
}

async function byCertificate(platform: Platform, { fingerprint, name }: Proof & { kind: 'certificate' }) {
	const found = await asSystem(platform, ({ tx }) => sensorOfCertificate(tx, fingerprint, name));
	return found === undefined ? undefined : { ...found, synthetic: false };
}
