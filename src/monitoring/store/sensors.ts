import { sql, type Tx } from '#platform';

export interface SensorFacts {
	readonly id: string;
	readonly institution: string;
	readonly name: string;
	readonly kind: 'network' | 'endpoint' | 'server' | 'cloud' | 'mail' | 'identity' | 'mixed' | 'synthetic';
	readonly rhythmSeconds: number;
	readonly scope: string;
	readonly lastReportAt: Date | null;
	readonly eventsToday: number;
	readonly deadLetters: number;
	readonly deadLettersEvicted: number;
	readonly certificate: string | null;
	readonly createdAt: Date;
	readonly retiredAt: Date | null;
}

function columns(now: Date) {
	return sql`s.id, s.institution_id as institution, s.name, s.kind, s.rhythm_seconds as "rhythmSeconds", s.scope,
		s.last_report_at as "lastReportAt",
		case when s.report_day = ${now}::timestamptz::date then s.events_on_day else 0 end as "eventsToday",
		(select count(*) from monitoring.dead_letters d where d.sensor_id = s.id) as "deadLetters",
		s.dead_letters_evicted as "deadLettersEvicted", encode(s.certificate_sha256, 'hex') as certificate, s.created_at as "createdAt", s.retired_at as "retiredAt"`;
}

export interface SensorQuery {
	readonly institution?: string | undefined;
	readonly retired: boolean;
	readonly after?: string | undefined;
	readonly limit: number;
	readonly now: Date;
}

export async function listSensors(tx: Tx, { institution, retired, after, limit, now }: SensorQuery): Promise<SensorFacts[]> {
	const found = await sql<SensorFacts>`select ${columns(now)} from monitoring.sensors s
		where s.kind <> 'synthetic' and (${retired} or s.retired_at is null)
			and (${institution ?? null}::uuid is null or s.institution_id = ${institution ?? null}::uuid)
			and (${after ?? null}::uuid is null or s.id > ${after ?? null}::uuid)
		order by s.id limit ${limit}`.execute(tx);
	return found.rows;
}

export async function findSensor(tx: Tx, id: string, now: Date): Promise<SensorFacts | undefined> {
	const found = await sql<SensorFacts>`select ${columns(now)} from monitoring.sensors s where s.id = ${id}`.execute(tx);
	return found.rows[0];
}

export interface NewSensor {
	readonly institution: string;
	readonly name: string;
	readonly kind: SensorFacts['kind'];
	readonly rhythmSeconds: number;
	readonly scope: string;
}

export async function addSensors(tx: Tx, sensors: readonly NewSensor[], now: Date): Promise<string[]> {
	const made = await sql<{
		id: string;
	}>`insert into monitoring.sensors (institution_id, name, kind, rhythm_seconds, scope, created_at)
		select x.institution, x.name, x.kind, x."rhythmSeconds", x.scope, ${now}
		from jsonb_to_recordset(${JSON.stringify(sensors)}::jsonb)
			as x(institution uuid, name text, kind text, "rhythmSeconds" int, scope text)
		returning id`.execute(tx);
	return made.rows.map(({ id }) => id);
}

export interface SensorChange {
	readonly name?: string | undefined;
	readonly rhythmSeconds?: number | undefined;
	readonly scope?: string | undefined;
	readonly retired?: boolean | undefined;
}

/** False when it is not the asker's to change. */
export async function changeSensor(tx: Tx, id: string, change: SensorChange, now: Date): Promise<boolean> {
	const { name, rhythmSeconds, scope, retired } = change;
	const done = await sql`update monitoring.sensors set name = coalesce(${name ?? null}, name),
		rhythm_seconds = coalesce(${rhythmSeconds ?? null}, rhythm_seconds), scope = coalesce(${scope ?? null}, scope),
		retired_at = case when ${retired ?? null}::boolean is null then retired_at when ${retired ?? null}::boolean then coalesce(retired_at, ${now}) end
		where id = ${id} and kind <> 'synthetic' and institution_id = (select platform.organisation()) returning id`.execute(tx);
	return done.rows.length === 1;
}

/** The sensor a token reports for; nothing when it was retired. */
export async function reportingSensor(
	tx: Tx,
	id: string,
): Promise<{ institution: string; kind: SensorFacts['kind'] } | undefined> {
	const found = await sql<{ institution: string; kind: SensorFacts['kind'] }>`select institution_id as institution, kind
		from monitoring.sensors where id = ${id} and retired_at is null and institution_id = (select platform.organisation())`.execute(
		tx,
	);
	return found.rows[0];
}

/** Sensors in use with this id or name, two at most; names are one institution's own, so two may have the same. */
export async function sensorsNamed(tx: Tx, name: string): Promise<{ id: string; institution: string }[]> {
	const found = await sql<{ id: string; institution: string }>`select id, institution_id as institution from monitoring.sensors
		where retired_at is null and kind <> 'synthetic' and (id::text = lower(${name}) or lower(name) = lower(${name})) limit 2`.execute(
		tx,
	);
	return found.rows;
}
