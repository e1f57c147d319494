import { sql, type Tx } from '#platform';

/** Sensors that reported every quarter of an hour for eight days, hourly test alerts, and people to call. */
export async function fillWatch(tx: Tx, institutions: readonly string[], soc: string): Promise<void> {
	await sql`insert into monitoring.sensors (institution_id, name, kind, rhythm_seconds, last_report_at, created_at)
		select id, 'Sensor ' || n, (array['network', 'endpoint', 'cloud', 'synthetic'])[n], 300, now(), now() - interval '300 days'
		from unnest(${institutions}::uuid[]) id, generate_series(1, 4) n`.execute(tx);
	await sql`insert into monitoring.batches (sensor_id, institution_id, key, body_hash, received_at, finished_at, accepted)
		select s.id, s.institution_id, 'b' || n, '\\x00', at, at, 500
		from generate_series(768, 1, -1) n, lateral (select now() - n * interval '15 minutes' as at) moment, monitoring.sensors s
		where s.kind <> 'synthetic'`.execute(tx);
	await sql`insert into monitoring.dead_letters (institution_id, sensor_id, batch_key, line, reason, excerpt)
		select institution_id, id, 'b1', n, 'not-json', 'geen json' from monitoring.sensors, generate_series(1, 100) n`.execute(tx);
	await sql`insert into monitoring.synthetic_checks (institution_id, sent_at, passed_at)
		select id, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '2 seconds'
		from generate_series(191, 0, -1) n, unnest(${institutions}::uuid[]) id`.execute(tx);
	await sql`insert into duty.contacts (institution_id, place, name, mail, confirmed_at, confirmed_by)
		select id, n, 'Wacht ' || n, 'wacht' || n || '@voorbeeld.example', now(), 'mail'
		from unnest(${institutions}::uuid[]) id, generate_series(1, 3) n`.execute(tx);
	await sql`with rota as (insert into duty.rotas (organisation_id, name) values (${soc}, 'Dag en nacht') returning id)
		insert into duty.shifts (rota_id, organisation_id, person_name, starts_at, ends_at, present_at)
		select rota.id, ${soc}, 'Wachtloper ' || k, at, at + interval '8 hours', at
		from rota, generate_series(-1000, 200) n, generate_series(1, 2) k, lateral (select date_trunc('day', now()) + n * interval '8 hours' as at) moment`.execute(
		tx,
	);
}
