import { sql, type Tx } from '#platform';

/** Seconds between two alerts: a million of them are 231 days. */
const apart = 20;

/**
 * Alerts in the order in which they came, so that ids and moments agree as they do in use. By a hash of their number, the
 * same each run: a few institutions have many and many have a few, severities and causes differ in how common they are,
 * one in ten of the older is still open and most of the last three days.
 */
export async function fillAlerts(tx: Tx, institutions: readonly string[], alerts: number): Promise<void> {
	await sql`insert into monitoring.alerts (institution_id, cause, title_nl, title_en, severity, first_time, last_time, host,
			window_start, batch, line, event_time, observables, excerpt, state, decision, reason, decided_at, created_at)
		select (${institutions}::uuid[])[1 + floor(power(a, 2) * ${institutions.length}::int)::int], 'rule:r' || rule, 'Melding ' || rule,
			'Alert ' || rule, (array['informational', 'low', 'low', 'medium', 'medium', 'medium', 'high', 'high', 'critical'])[1 + floor(b * 9)::int],
			at, at, 'host' || n, at, 'b' || n, 1, at, jsonb_build_array(jsonb_build_object('kind', 'ipv4', 'value', format('10.%s.%s.%s',
				n / 65536 % 256, n / 256 % 256, n % 256))),
			repeat('{"EventID":4688,"Image":"C:\\Windows\\x' || n || '.exe"} ', 6), state, case when state = 'decided' then 'benign' end,
			case when state = 'decided' then 'Bekend beheer' end, case when state = 'decided' then at + interval '1 hour' end, at
		from generate_series(1, ${alerts}::int) n,
			lateral (select abs(hashint4(n)::float8) / 2147483649 as a, abs(hashint4(n + 1000000000)::float8) / 2147483649 as b,
				abs(hashint4(-n)::float8) / 2147483649 as c) chance,
			lateral (select now() - (${alerts}::int - n) * ${apart}::int * interval '1 second' as at, floor(c * c * 60)::int as rule,
				case when n % 10 = 0 or (a + b < 1.2 and (${alerts}::int - n) * ${apart}::int < 259200) then 'new' else 'decided' end as state) told`.execute(
		tx,
	);
}
