-- What the last thirty days held is counted by cause, for the rules and for the bundles: without the alerts themselves.
create index on monitoring.alerts (created_at) include (institution_id, cause) where not synthetic;
-- Open alerts are counted, by everything and by cause, and bundled from the last thirty days; they lie spread over all others.
create index on monitoring.alerts (created_at) include (institution_id, severity, state) where not synthetic and state <> 'decided';
create index on monitoring.alerts (cause, id desc) include (institution_id, severity, state) where not synthetic and state <> 'decided';
-- The week's decisions are counted without the alerts themselves.
drop index monitoring.alerts_decided_at_idx;
create index on monitoring.alerts (decided_at) include (institution_id, severity, cause) where not synthetic and state = 'decided';
-- What is in hand is little among what is open; what one person has had in hand is little among everything.
create index on monitoring.alerts (id desc) where not synthetic and state = 'taken';
create index on monitoring.alerts (taken_by, id desc) where not synthetic and taken_by is not null;
-- Counting from an index alone needs pages that were vacuumed after their last change.
alter table monitoring.alerts set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);

-- The rule about who may see what stands as it was. Under row security PostgreSQL keeps what it knows of the text to itself
-- and takes every text for rare, so it is not asked how common one is. The newest are walked, on and on while the text is
-- common enough to be filled up that way; what is missing then is sought by the text's parts. A text without three letters
-- in a row has no parts and is sought among the newest only.
create or replace function monitoring.alerts_holding(text_sought text, most int) returns setof uuid
	language plpgsql stable security definer set search_path = '' as $$
declare
	step constant int := 20000;
	pattern constant text := '%' || replace(replace(replace(lower(text_sought), '\', '\\'), '%', '\%'), '_', '\_') || '%';
	readable constant uuid[] := array(select institutions.readable('alerts'));
	before uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
	walked int := 0;
	held int := 0;
	more int;
begin
	loop
		return query execute 'select id from (select id, searched from monitoring.alerts
				where not synthetic and institution_id = any ($1) and id < $2 order by id desc limit $3) newest
			where searched like $4 limit $5' using readable, before, step, pattern, most - held;
		get diagnostics more = row_count;
		held := held + more;
		walked := walked + step;
		if held >= most then return; end if;
		execute 'select id from monitoring.alerts where not synthetic and institution_id = any ($1) and id < $2
			order by id desc offset $3 - 1 limit 1' using readable, before, step into before;
		if before is null then return; end if;
		exit when held * 70 < walked;
	end loop;
	if text_sought !~ '\w{3}|\w{2}\W|\W\w' then return; end if;
	return query execute 'select id from monitoring.alerts
		where not synthetic and searched like $1 and institution_id = any ($2) and id < $3
		order by id desc limit $4' using pattern, readable, before, most - held;
end $$;
