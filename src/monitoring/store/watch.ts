import { sql, type Tx } from '#platform';

export interface WatchedInstitution {
	readonly institution: string;
	readonly name: string;
	/** Null: not disclosed to the asker. */
	readonly sensors: { readonly lastReport: string | null; readonly rhythmSeconds: number }[] | null;
	/** Undefined by null and `disclosed` false. */
	readonly syntheticPassed: Date | null;
	readonly sensorsDisclosed: boolean;
	readonly openAlerts: number | null;
	/** Desks that watch it: those it disclosed its alerts to. */
	readonly desks: string[];
}

/**
 * Institutions of the register with what the asker may know of their watch; an institution sees itself only.
 * @param only one of them; what is not its own is not read
 */
export async function watchFacts(tx: Tx, now: Date, only?: string): Promise<WatchedInstitution[]> {
	const one = only ?? null;
	const found = await sql<WatchedInstitution>`with readable_sensors as (select institutions.readable('sensors') as id),
		readable_alerts as (select institutions.readable('alerts') as id),
		sensor as (
			select institution_id, jsonb_agg(jsonb_build_object('lastReport', last_report_at, 'rhythmSeconds', rhythm_seconds)) as sensors
			from monitoring.sensors where retired_at is null and kind <> 'synthetic'
				and (${one}::uuid is null or institution_id = ${one}) group by institution_id
		), opened as (
			select institution_id, count(*) as alerts from monitoring.alerts where not synthetic and state <> 'decided'
				and institution_id = any(array(select id from readable_alerts where ${one}::uuid is null or id = ${one}))
			group by institution_id
		), watching as (
			select institution_id, array_agg(desk_id::text) as desks from monitoring.watch_desks() group by institution_id
		)
		select i.id as institution, o.name, coalesce(s.sensors, '[]') as sensors, p.at as "syntheticPassed",
			i.id in (select id from readable_sensors) as "sensorsDisclosed",
			case when i.id in (select id from readable_alerts) then coalesce(a.alerts, 0) end as "openAlerts",
			coalesce(w.desks, '{}') as desks
		from institutions.institutions i join institutions.organisations o on o.id = i.id
			left join sensor s on s.institution_id = i.id
			left join lateral (select c.passed_at as at from monitoring.synthetic_checks c
				where c.institution_id = i.id and c.passed_at > ${now}::timestamptz - interval '8 days'
				order by c.passed_at desc limit 1) p on true
			left join opened a on a.institution_id = i.id
			left join watching w on w.institution_id = i.id
		where (${one}::uuid is null or i.id = ${one}) and (i.valid_until is null or i.valid_until >= ${now}::timestamptz::date)
			and ((select platform.organisation_kind()) is distinct from 'institution' or i.id = (select platform.organisation()))
		order by o.name`.execute(tx);
	return found.rows;
}

/** Per institution the desks that watch it. */
export async function watchDesks(tx: Tx): Promise<{ institution: string; desk: string }[]> {
	const found = await sql<{ institution: string; desk: string }>`select institution_id as institution, desk_id as desk
		from monitoring.watch_desks()`.execute(tx);
	return found.rows;
}

export interface WatchHour {
	readonly hour: Date;
	readonly sensors: number;
	readonly reported: number;
	readonly checks: number;
	readonly passed: number;
}

/** Hour by hour, both hours included; nothing of an institution that does not disclose its sensors to the asker. */
export async function watchHours(tx: Tx, institution: string, first: Date, last: Date): Promise<WatchHour[]> {
	const found = await sql<WatchHour>`select hour, sensors, reported, checks, passed
		from monitoring.watch_hours(${institution}, ${first}, ${last})`.execute(tx);
	return found.rows;
}
