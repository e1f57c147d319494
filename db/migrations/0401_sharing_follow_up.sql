-- How far one institution is with one mitigation line. Made as 'received' by the author when it publishes.
create table sharing.handling (
	id uuid primary key default uuidv7(),
	advisory_id uuid not null,
	line_id uuid not null,
	institution_id uuid not null,
	author_id uuid not null,
	state text not null default 'received' check (state in ('received', 'not-applicable', 'planned', 'done', 'verified')),
	reason text check (length(reason) <= 2000),
	planned_on date,
	owner text check (length(owner) <= 200),
	proof text check (length(proof) <= 4000),
	done_by uuid,
	done_at timestamptz,
	verified_by uuid,
	verified_organisation uuid,
	verified_at timestamptz,
	verified_how text check (length(verified_how) <= 2000),
	version int not null default 1,
	changed_at timestamptz not null default now(),
	unique (line_id, institution_id),
	foreign key (advisory_id, institution_id) references sharing.recipients (advisory_id, institution_id),
	foreign key (advisory_id, author_id) references sharing.advisories (id, organisation_id),
	foreign key (line_id, advisory_id) references sharing.mitigation_lines (id, advisory_id),
	check (state <> 'not-applicable' or reason is not null),
	check (state <> 'planned' or (planned_on is not null and owner is not null)),
	check (state not in ('done', 'verified') or (proof is not null and done_at is not null)),
	check (state <> 'verified' or (verified_by is not null and verified_at is not null and verified_how is not null)),
	check (state <> 'verified' or verified_by is distinct from done_by)
);
create index on sharing.handling (institution_id, state);
create index on sharing.handling (advisory_id, institution_id);
create index on sharing.handling (author_id);
call platform.protect('sharing.handling');
create policy readable on sharing.handling for select to dijkwacht_app
	using (institution_id in (select institutions.readable('handling')) and advisory_id in (select a.id from sharing.advisories a));
create policy deliver on sharing.handling for insert to dijkwacht_app
	with check (author_id = (select platform.organisation()) and state = 'received');
create policy own on sharing.handling for update to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy verify on sharing.handling for update to dijkwacht_app
	using (institution_id in (select institutions.readable('handling')) and state = 'done'
		and (select platform.role()) in ('cert-handler', 'auditor'))
	with check (state in ('verified', 'received'));

-- What nobody may write, whoever the policies let in: the row keeps its place, and another organisation only verifies.
create function sharing.guard_handling() returns trigger language plpgsql set search_path = '' as $$
begin
	if (new.advisory_id, new.line_id, new.institution_id, new.author_id) is distinct from
		(old.advisory_id, old.line_id, old.institution_id, old.author_id) then
		raise exception 'handling keeps its place' using errcode = '42501';
	end if;
	if platform.organisation() is distinct from old.institution_id and platform.organisation() is not null
		and (new.proof, new.done_by, new.done_at, new.planned_on, new.owner) is distinct from
			(old.proof, old.done_by, old.done_at, old.planned_on, old.owner) then
		raise exception 'another organisation only verifies' using errcode = '42501';
	end if;
	return new;
end $$;
create trigger guard before update on sharing.handling for each row execute function sharing.guard_handling();

create table sharing.sightings (
	indicator_id uuid not null references sharing.indicators,
	institution_id uuid not null references institutions.institutions,
	answer text not null check (answer in ('seen', 'checked-not-seen', 'could-not-check')),
	first_seen timestamptz,
	last_seen timestamptz,
	-- Searching back states the whole past, live matches add to it; kept apart so that a repeated search counts once.
	past_count bigint not null default 0,
	live_count bigint not null default 0,
	pointer jsonb,
	reason text check (length(reason) <= 500),
	answered_at timestamptz not null default now(),
	primary key (indicator_id, institution_id),
	check (answer <> 'seen' or (first_seen is not null and last_seen >= first_seen and past_count + live_count > 0)),
	check (answer <> 'could-not-check' or reason is not null)
);
create index on sharing.sightings (institution_id);
call platform.protect('sharing.sightings');
create policy readable on sharing.sightings for select to dijkwacht_app
	using (institution_id in (select institutions.readable('sightings')) and indicator_id in (select i.id from sharing.indicators i));
create policy own on sharing.sightings for insert to dijkwacht_app with check (institution_id = (select platform.organisation()));
create policy own_change on sharing.sightings for update to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- Institutions that the asker may not see by name, among those an advisory was meant for. Only declared breakdowns
-- (all, or kinds of institution) are counted: a hand-picked list could be chosen to single one out.
create function sharing.hidden_recipients(advisory uuid, subject text) returns setof uuid
	language sql stable security definer set search_path = '' as $$
	select r.institution_id from sharing.recipients r join sharing.advisories a on a.id = r.advisory_id
	where a.id = advisory and a.audience in ('all', 'kinds') and a.state <> 'draft'
		and r.institution_id not in (select institutions.readable(hidden_recipients.subject));
$$;
alter function sharing.hidden_recipients(uuid, text) owner to dijkwacht_system;
revoke all on function sharing.hidden_recipients from public;

-- Anonymous counts: at least 5 contributors besides those the asker sees by name; nothing when 90 % or more saw it.
create function sharing.others_sightings(advisory uuid)
	returns table (indicator_id uuid, contributors bigint, seen bigint)
	language sql stable security definer set search_path = '' as $$
	select i.id, count(*), case when count(*) filter (where s.answer = 'seen') >= 0.9 * count(*) then null
		else count(*) filter (where s.answer = 'seen') end
	from sharing.indicators i
	join sharing.sightings s on s.indicator_id = i.id and s.answer <> 'could-not-check'
	where i.advisory_id = advisory and s.institution_id in (select sharing.hidden_recipients(advisory, 'sightings'))
	group by i.id having count(*) >= 5;
$$;
alter function sharing.others_sightings(uuid) owner to dijkwacht_system;
revoke all on function sharing.others_sightings from public;

-- The same for handling, per line; nothing when 90 % or more share one state.
create function sharing.others_handling(advisory uuid)
	returns table (line_id uuid, contributors bigint, received bigint, not_applicable bigint, planned bigint, done bigint, verified bigint)
	language sql stable security definer set search_path = '' as $$
	with counted as (
		select h.line_id, count(*) n,
			count(*) filter (where h.state = 'received') r, count(*) filter (where h.state = 'not-applicable') na,
			count(*) filter (where h.state = 'planned') p, count(*) filter (where h.state = 'done') d,
			count(*) filter (where h.state = 'verified') v
		from sharing.handling h
		where h.advisory_id = advisory and h.institution_id in (select sharing.hidden_recipients(advisory, 'handling'))
		group by h.line_id having count(*) >= 5
	)
	select c.line_id, c.n, c.r, c.na, c.p, c.d, c.v from counted c where greatest(c.r, c.na, c.p, c.d, c.v) < 0.9 * c.n;
$$;
alter function sharing.others_handling(uuid) owner to dijkwacht_system;
revoke all on function sharing.others_handling from public;
grant execute on function sharing.others_sightings, sharing.others_handling to dijkwacht_app, dijkwacht_system;
