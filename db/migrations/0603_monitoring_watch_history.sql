-- Batches come in the order of time, so a few bytes a block are enough to find a day of them.
create index batches_received on monitoring.batches using brin (received_at) with (pages_per_range = 16, autosummarize = on);

-- The last hours of one institution that discloses its sensors to the asker: how many of its sensors were in use and how
-- many of those reported, and how many test alerts were sent and came through. Nothing for an institution that does not.
create function monitoring.watch_hours(asked uuid, first_hour timestamptz, last_hour timestamptz) returns table
	(hour timestamptz, sensors bigint, reported bigint, checks bigint, passed bigint)
	language sql stable security definer set search_path = '' as $$
	with span as (
		select h from generate_series(first_hour, last_hour, interval '1 hour') h
		where asked in (select institutions.readable('sensors'))
	), heard as (
		select date_trunc('hour', b.received_at) as h, count(distinct b.sensor_id) as reported
		from monitoring.batches b join monitoring.sensors s on s.id = b.sensor_id
		where b.received_at >= first_hour and b.received_at < last_hour + interval '1 hour'
			and b.institution_id = asked and b.finished_at is not null and s.kind <> 'synthetic'
		group by 1
	), tested as (
		select date_trunc('hour', c.sent_at) as h, count(*) as checks, count(c.passed_at) as passed
		from monitoring.synthetic_checks c
		where c.institution_id = asked and c.sent_at >= first_hour and c.sent_at < last_hour + interval '1 hour'
		group by 1
	)
	select span.h, (select count(*) from monitoring.sensors s where s.institution_id = asked and s.kind <> 'synthetic'
			and s.created_at < span.h + interval '1 hour' and (s.retired_at is null or s.retired_at > span.h)),
		coalesce(heard.reported, 0), coalesce(tested.checks, 0), coalesce(tested.passed, 0)
	from span left join heard on heard.h = span.h left join tested on tested.h = span.h
	order by span.h;
$$;
alter function monitoring.watch_hours(uuid, timestamptz, timestamptz) owner to dijkwacht_system;
revoke all on function monitoring.watch_hours from public;
grant execute on function monitoring.watch_hours to dijkwacht_app, dijkwacht_system;
