import { sql, type Tx } from '#platform';

/**
 * The sensor in use whose registered certificate has this SHA-256, else the one with this id, which the caller takes from
 * a certificate that the operator's authority signed.
 */
export async function sensorOfCertificate(
	tx: Tx,
	fingerprint: Buffer,
	id: string | undefined,
): Promise<{ institution: string; sensor: string } | undefined> {
	const found = await sql<{ institution: string; sensor: string }>`select institution_id as institution, id as sensor
		from monitoring.sensors where retired_at is null and kind <> 'synthetic'
			and (certificate_sha256 = ${fingerprint} or id = ${id ?? null}::uuid)
		order by certificate_sha256 is distinct from ${fingerprint} limit 1`.execute(tx);
	return found.rows[0];
}

/** Registers the certificate a sensor of the asker shows, or forgets it. False when the sensor is not the asker's. */
export async function setCertificate(tx: Tx, sensor: string, fingerprint: Buffer | null): Promise<boolean> {
	const done = await sql`update monitoring.sensors set certificate_sha256 = ${fingerprint}
		where id = ${sensor} and kind <> 'synthetic' and institution_id = (select platform.organisation()) returning id`.execute(tx);
	return done.rows.length === 1;
}
