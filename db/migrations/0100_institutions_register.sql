call platform.open_room('institutions');

-- Every party is an organisation; an institution has a row of its own beside it.
create table institutions.organisations (
	id uuid primary key default uuidv7(),
	kind text not null check (kind in ('institution', 'surf-audit', 'surf-soc', 'surf-cert', 'umbrella', 'ministry', 'inspectorate', 'auditor', 'operator')),
	name text not null check (length(name) between 1 and 200),
	theme text,
	required_acr text,
	created_at timestamptz not null default now()
);
call platform.protect('institutions.organisations');
create policy known on institutions.organisations for select to dijkwacht_app using ((select platform.organisation()) is not null);
create policy operate on institutions.organisations to dijkwacht_app
	using ((select platform.role()) = 'operator') with check ((select platform.role()) = 'operator');

create table institutions.institutions (
	id uuid primary key references institutions.organisations,
	kind text not null check (kind in ('hbo', 'wo', 'mbo', 'research', 'nrto')),
	brin text unique check (brin ~ '^[0-9A-Z]{4}$'),
	board_number text check (board_number ~ '^[0-9]{1,6}$'),
	kvk text check (kvk ~ '^[0-9]{8}$'),
	ror text check (ror ~ '^0[a-z0-9]{8}$'),
	home_organisations text[] not null default '{}',
	umbrella_id uuid references institutions.organisations,
	province text check (province in ('DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH')),
	city text,
	size int check (size >= 0),
	risk_profile text not null default 'normal' check (risk_profile in ('normal', 'elevated', 'high')),
	valid_from date not null default current_date,
	valid_until date,
	merged_into uuid references institutions.institutions,
	check (valid_until is null or valid_until >= valid_from)
);
create index on institutions.institutions (umbrella_id);
create index on institutions.institutions using gin (home_organisations);
call platform.protect('institutions.institutions');
-- The register itself is public within the sector: who exists, not how they fare.
create policy known on institutions.institutions for select to dijkwacht_app using ((select platform.organisation()) is not null);
create policy operate on institutions.institutions to dijkwacht_app
	using ((select platform.role()) = 'operator') with check ((select platform.role()) = 'operator');

create table institutions.names (
	institution_id uuid not null references institutions.institutions,
	name text not null,
	valid_from date not null,
	valid_until date,
	primary key (institution_id, valid_from)
);
call platform.protect('institutions.names');
create policy known on institutions.names for select to dijkwacht_app using ((select platform.organisation()) is not null);
create policy operate on institutions.names to dijkwacht_app
	using ((select platform.role()) = 'operator') with check ((select platform.role()) = 'operator');

create table institutions.units (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	name text not null check (length(name) between 1 and 200),
	kind text not null check (kind in ('faculty', 'service', 'location', 'other')),
	unique (institution_id, name)
);
call platform.protect('institutions.units');
create policy own on institutions.units to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- Disclosure: the institution decides which audience sees which subject, for what purpose and how long.
create table institutions.disclosures (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	audience_id uuid not null references institutions.organisations,
	subject text not null check (subject in ('scores', 'targets', 'milestones', 'evidence', 'actions', 'sensors', 'alerts', 'telemetry', 'sightings', 'handling')),
	purpose text not null check (length(purpose) between 3 and 500),
	from_day date not null default current_date,
	until_day date,
	ended_at timestamptz,
	created_by uuid,
	created_at timestamptz not null default now(),
	check (until_day is null or until_day >= from_day)
);
create index on institutions.disclosures (audience_id, subject) where ended_at is null;
create index on institutions.disclosures (institution_id);
call platform.protect('institutions.disclosures');
create policy own on institutions.disclosures to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy audience on institutions.disclosures for select to dijkwacht_app using (audience_id = (select platform.organisation()));

-- Institutions whose rows of a subject the asker may read now: its own, and those that disclosed it.
-- Policies write: institution_id in (select institutions.readable('scores'))
create function institutions.readable(subject text) returns setof uuid language sql stable rows 200 as $$
	select platform.organisation()
	union all
	select d.institution_id from institutions.disclosures d
	where d.audience_id = platform.organisation() and d.subject = readable.subject and d.ended_at is null
		and current_date >= d.from_day and (d.until_day is null or current_date <= d.until_day);
$$;

-- Each look of another organisation at rows of an institution.
create table institutions.looks (
	id uuid primary key default uuidv7(),
	institution_id uuid not null,
	viewer_id uuid not null,
	viewer_person uuid,
	subject text not null,
	at timestamptz not null default now()
);
create index on institutions.looks (institution_id, at desc);
call platform.protect('institutions.looks');
create policy own on institutions.looks for select to dijkwacht_app using (institution_id = (select platform.organisation()));
create policy look on institutions.looks for insert to dijkwacht_app with check (viewer_id = (select platform.organisation()));

-- Audit trail: one hash chain per organisation, append-only. The trigger computes the chain, so no writer can choose it.
create table institutions.audit_heads (
	organisation_id uuid primary key,
	number bigint not null,
	hash bytea not null
);
call platform.protect('institutions.audit_heads');
create policy own on institutions.audit_heads for select to dijkwacht_app using (organisation_id = (select platform.organisation()));

create table institutions.audit_trail (
	organisation_id uuid not null,
	number bigint not null,
	at timestamptz not null,
	person_id uuid,
	role text,
	verb text not null check (verb ~ '^[a-z-]+\.[a-z-]+$'),
	subject text not null,
	detail jsonb not null,
	previous bytea not null,
	hash bytea not null,
	primary key (organisation_id, number)
);
call platform.protect('institutions.audit_trail');
revoke update, delete on institutions.audit_trail from dijkwacht_app, dijkwacht_system;
revoke insert, update, delete on institutions.audit_heads from dijkwacht_app;
create policy own on institutions.audit_trail for select to dijkwacht_app using (organisation_id = (select platform.organisation()));

-- The text that is hashed: every field, each with its length, so that two entries cannot read the same.
create function institutions.audit_text(e institutions.audit_trail) returns text language sql stable as $$
	select string_agg(length(part) || ':' || part, '|' order by place) from unnest(array[
		e.organisation_id::text, e.number::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
		coalesce(e.person_id::text, ''), coalesce(e.role, ''), e.verb, e.subject, e.detail::text, encode(e.previous, 'hex')
	]) with ordinality as parts (part, place);
$$;

create function institutions.record(organisation uuid, verb text, subject text, detail jsonb) returns void
	language plpgsql security definer set search_path = '' as $$
declare
	entry institutions.audit_trail;
	head institutions.audit_heads;
begin
	insert into institutions.audit_heads (organisation_id, number, hash) values (organisation, 0, '\x') on conflict do nothing;
	select * into head from institutions.audit_heads h where h.organisation_id = organisation for update;
	entry.organisation_id := organisation;
	entry.number := head.number + 1;
	entry.at := clock_timestamp();
	entry.person_id := platform.person();
	entry.role := platform.role();
	entry.verb := verb;
	entry.subject := subject;
	entry.detail := detail;
	entry.previous := head.hash;
	entry.hash := sha256(convert_to(institutions.audit_text(entry), 'UTF8'));
	insert into institutions.audit_trail select entry.*;
	update institutions.audit_heads h set number = entry.number, hash = entry.hash where h.organisation_id = organisation;
end $$;
alter function institutions.record(uuid, text, text, jsonb) owner to dijkwacht_system;
revoke all on function institutions.record from public;
grant execute on function institutions.record to dijkwacht_app, dijkwacht_system;
