import { sql, type Tx } from '#platform';

/**
 * The sensors of an institution that merged report for the one that goes on, without a blind moment: their tokens go along
 * in the same transaction. What they reported before stays where it was. @returns their ids
 */
export async function moveSensors(tx: Tx, gone: string, target: string, now: Date): Promise<string[]> {
	await sql`update monitoring.sensors set retired_at = coalesce(retired_at, ${now})
		where institution_id = ${gone} and kind = 'synthetic'`.execute(tx);
	const moved = await sql<{ id: string }>`update monitoring.sensors s set institution_id = ${target},
			name = case when exists (select from monitoring.sensors t where t.institution_id = ${target} and t.name = s.name)
				then left(s.name, 190) || ' ' || left(s.id::text, 8) else s.name end
		where s.institution_id = ${gone} and s.kind <> 'synthetic' and s.retired_at is null returning s.id`.execute(tx);
	return moved.rows.map(({ id }) => id);
}
