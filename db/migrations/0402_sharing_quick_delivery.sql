-- Publishing to 500 institutions with 10 lines writes 5,000 rows, and three foreign keys checked each of them by itself:
-- 15,000 look-ups, three quarters of the time. One set-based check per statement says the same, planned anew each time:
-- a plan kept from the days of empty tables reads them whole for every row.
alter table sharing.handling
	drop constraint handling_advisory_id_institution_id_fkey,
	drop constraint handling_advisory_id_author_id_fkey,
	drop constraint handling_line_id_advisory_id_fkey;
alter table sharing.recipients drop constraint recipients_advisory_id_author_id_fkey;
-- Most rows have one of a few authors: without statistics these indexes look good and read everything.
drop index sharing.handling_author_id_idx;
drop index sharing.recipients_author_id_idx;

create function sharing.check_recipients() returns trigger language plpgsql security definer
	set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
	if exists (select from added r left join sharing.advisories a on a.id = r.advisory_id
		where a.organisation_id is distinct from r.author_id) then
		raise exception 'only the author of an advisory names its recipients' using errcode = '23503';
	end if;
	return null;
end $$;
alter function sharing.check_recipients() owner to dijkwacht_system;
create trigger check_recipients after insert on sharing.recipients referencing new table as added
	for each statement execute function sharing.check_recipients();

create function sharing.check_handling() returns trigger language plpgsql security definer
	set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
	if exists (select from added h
		left join sharing.recipients r on r.advisory_id = h.advisory_id and r.institution_id = h.institution_id
		left join sharing.mitigation_lines l on l.id = h.line_id
		where r.author_id is distinct from h.author_id or l.advisory_id is distinct from h.advisory_id) then
		raise exception 'handling belongs to a recipient and a line of one advisory' using errcode = '23503';
	end if;
	return null;
end $$;
alter function sharing.check_handling() owner to dijkwacht_system;
create trigger check_handling after insert on sharing.handling referencing new table as added
	for each statement execute function sharing.check_handling();

-- What was delivered stays: nothing that these rows point at can go away, nor change its place.
revoke delete, update on sharing.recipients from dijkwacht_app, dijkwacht_system;
revoke delete on sharing.advisories, sharing.mitigation_lines, sharing.handling, sharing.sightings, sharing.indicators
	from dijkwacht_app, dijkwacht_system;
