-- The queue is searched by parts of words. Operators on text may leak, so under row security no index serves them: the
-- search runs as the system, with the same rule about who may see what written out.
create extension if not exists pg_trgm with schema public;
alter table monitoring.alerts add column searched text not null generated always as (
	lower(title_nl || ' ' || title_en || ' ' || host || ' ' || cause || ' ' || observables::text)) stored;
create index on monitoring.alerts using gin (searched public.gin_trgm_ops) where not synthetic;

-- Ids of the newest alerts that the asker may see and that hold the text; `%`, `_` and `\` in it mean themselves.
-- Planned anew for each text: a rare one is found by its parts, a common one by walking back from the newest.
create function monitoring.alerts_holding(text_sought text, most int) returns setof uuid
	language plpgsql stable security definer set search_path = '' as $$
begin
	return query execute 'select id from monitoring.alerts
		where not synthetic and searched like $1
			and (institution_id = $2 or institution_id in (select institutions.readable(''alerts'')))
		order by id desc limit $3'
	using '%' || replace(replace(replace(lower(text_sought), '\', '\\'), '%', '\%'), '_', '\_') || '%', platform.organisation(), most;
end $$;
alter function monitoring.alerts_holding owner to dijkwacht_system;
revoke all on function monitoring.alerts_holding from public;
grant execute on function monitoring.alerts_holding to dijkwacht_app, dijkwacht_system;
