-- How long an institution keeps its telemetry. Without a row the ordinary terms hold.
create table monitoring.keeping_terms (
	institution_id uuid primary key,
	events_days int not null check (events_days between 7 and 400),
	observables_days int not null check (observables_days between 30 and 1100),
	reason text not null check (length(reason) between 1 and 2000),
	changed_by uuid,
	changed_at timestamptz not null
);
call platform.protect('monitoring.keeping_terms');
create policy own on monitoring.keeping_terms to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- What may not go, whatever the terms say: events of a span, for an investigation or a claim.
create table monitoring.holds (
	id uuid primary key default uuidv7(),
	institution_id uuid not null,
	from_time timestamptz not null,
	to_time timestamptz not null check (to_time > from_time),
	until date not null,
	reason text not null check (length(reason) between 1 and 2000),
	made_by uuid,
	made_at timestamptz not null,
	ended_by uuid,
	ended_at timestamptz,
	end_reason text check (length(end_reason) between 1 and 2000)
);
create index on monitoring.holds (institution_id, id desc);
call platform.protect('monitoring.holds');
create policy own on monitoring.holds to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- What was asked to be forgotten. The value itself is forgotten too when the work is done; `shown` is its first letter.
create table monitoring.erasures (
	id uuid primary key default uuidv7(),
	institution_id uuid not null,
	scope text not null check (scope in ('person', 'institution')),
	kind text,
	value text,
	shown text not null,
	reason text not null check (length(reason) between 1 and 2000),
	asked_by uuid,
	asked_at timestamptz not null,
	done_at timestamptz,
	events bigint not null default 0,
	letters bigint not null default 0,
	-- Events that a hold keeps: they go when it ends, and the value is kept until then.
	held bigint not null default 0,
	check (scope = 'institution' or kind is not null)
);
create index on monitoring.erasures (institution_id, id desc);
call platform.protect('monitoring.erasures');
create policy own on monitoring.erasures to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
