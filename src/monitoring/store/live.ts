import { sql, type Tx } from '#platform';

/** Live messages to many organisations in one statement; `work.live` sends one. */
export async function tellScreens(
	tx: Tx,
	topic: string,
	messages: readonly { readonly organisation: string; readonly payload: object }[],
): Promise<void> {
	await sql`insert into platform.live_events (organisation_id, topic, payload)
		select x.organisation, ${topic}, x.payload from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb)
			as x(organisation uuid, payload jsonb)`.execute(tx);
}
