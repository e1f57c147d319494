import { sql, type Tx } from '#platform';
import type { BatchAnswer } from '../contract/ingest.ts';
import { keepDays } from '../ingest/limits.ts';

export interface Claim {
	readonly bodyHash: Buffer;
	/** Of the first time this batch came. */
	readonly receivedAt: Date;
	/** Present when the batch was finished before. */
	readonly answer: BatchAnswer | undefined;
	/** Terms of the institution. */
	readonly eventsDays: number;
	readonly observablesDays: number;
	/** Present when the institution stores names under pseudonyms. */
	readonly persons: { readonly key: string; readonly publicKey: Buffer; readonly wrapped: Buffer } | undefined;
}

interface Row {
	body_hash: Buffer;
	received_at: Date;
	finished_at: Date | null;
	accepted: number;
	refused: number;
	alerts: number;
	events_days: number | null;
	observables_days: number | null;
	persons: { key: string; public: string; wrapped: string } | null;
}

/** Claims the key of a batch, or finds what is known of it. */
export async function claimBatch(
	tx: Tx,
	batch: {
		readonly institution: string;
		readonly sensor: string;
		readonly key: string;
		readonly hash: Buffer;
		readonly now: Date;
	},
): Promise<Claim> {
	const found = sql`body_hash, received_at, finished_at, accepted, refused, alerts,
		(select events_days from monitoring.keeping_terms t where t.institution_id = batches.institution_id),
		(select observables_days from monitoring.keeping_terms t where t.institution_id = batches.institution_id),
		(select jsonb_build_object('key', s.key_id, 'public', encode(k.public_key, 'hex'), 'wrapped', encode(s.wrapped_secret, 'hex'))
			from monitoring.person_settings s join monitoring.person_keys k on k.id = s.key_id
			where s.institution_id = batches.institution_id and s.enabled) as persons`;
	const made = await sql<Row>`insert into monitoring.batches (sensor_id, institution_id, key, body_hash, received_at)
		values (${batch.sensor}, ${batch.institution}, ${batch.key}, ${batch.hash}, ${batch.now})
		on conflict do nothing returning ${found}`.execute(tx);
	const known =
		made.rows[0] ??
		(
			await sql<Row>`select ${found} from monitoring.batches
				where sensor_id = ${batch.sensor} and key = ${batch.key}`.execute(tx)
		).rows[0];
	if (known === undefined) throw new Error('a batch vanished while it was claimed');
	const { accepted, refused, alerts } = known;
	const answer = known.finished_at === null ? undefined : { batch: batch.key, accepted, refused, alerts, repeated: true };
	const eventsDays = known.events_days ?? keepDays.events;
	const observablesDays = known.observables_days ?? keepDays.observables;
	const persons = known.persons && {
		key: known.persons.key,
		publicKey: Buffer.from(known.persons.public, 'hex'),
		wrapped: Buffer.from(known.persons.wrapped, 'hex'),
	};
	return {
		...{ bodyHash: known.body_hash, receivedAt: known.received_at, answer, eventsDays, observablesDays },
		persons: persons ?? undefined,
	};
}

export interface Finished {
	readonly institution: string;
	readonly sensor: string;
	readonly key: string;
	readonly accepted: number;
	readonly refused: number;
	readonly now: Date;
}

/** Marks a batch as finished; false when another process did so meanwhile and its alerts count. Locks the batch. */
export async function finishBatch(tx: Tx, batch: Finished): Promise<boolean> {
	const done =
		await sql`update monitoring.batches set finished_at = ${batch.now}, accepted = ${batch.accepted}, refused = ${batch.refused}
		where sensor_id = ${batch.sensor} and key = ${batch.key} and finished_at is null returning key`.execute(tx);
	return done.rows.length === 1;
}

/** The sensor's figures, last in the transaction because every batch of the sensor waits for this row. */
export async function noteReport(tx: Tx, batch: Finished, alerts: number, evicted: number): Promise<void> {
	await sql`with counted as (
			update monitoring.batches set alerts = ${alerts} where sensor_id = ${batch.sensor} and key = ${batch.key} and ${alerts} > 0
		)
		update monitoring.sensors set last_report_at = greatest(last_report_at, ${batch.now}), report_day = ${batch.now}::timestamptz::date,
			events_on_day = case when report_day = ${batch.now}::timestamptz::date then events_on_day else 0 end + ${batch.accepted},
			dead_letters_evicted = dead_letters_evicted + ${evicted}
		where id = ${batch.sensor}`.execute(tx);
}

/** Forgets finished batches: a sender that repeats one after this long sends a new one. */
export async function forgetBatches(tx: Tx, before: Date): Promise<void> {
	await sql`delete from monitoring.batches where received_at < ${before}`.execute(tx);
}
