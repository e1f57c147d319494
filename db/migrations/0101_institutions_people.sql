-- People, what they may do where, their sessions, and tokens of machines.
create table institutions.persons (
	id uuid primary key default uuidv7(),
	display_name text not null check (length(display_name) between 1 and 200),
	mail text check (mail ~ '^[^@\s]+@[^@\s]+$' and length(mail) <= 254),
	locale text not null default 'nl' check (locale in ('nl', 'en')),
	-- Only the demo fills this; the chooser of personas lists exactly these people.
	demo_persona text unique,
	created_at timestamptz not null default now(),
	disabled_at timestamptz
);
create unique index on institutions.persons (lower(mail));
call platform.protect('institutions.persons');

create function institutions.roles_of(kind text) returns text[] language sql immutable parallel safe as $$
	select case kind
		when 'institution' then array['board', 'ciso', 'security-officer', 'faculty-contact']
		when 'surf-audit' then array['audit-coordinator']
		when 'surf-soc' then array['soc-analyst']
		when 'surf-cert' then array['cert-handler']
		when 'umbrella' then array['umbrella-officer']
		when 'ministry' then array['ministry-officer']
		when 'inspectorate' then array['inspector']
		when 'auditor' then array['auditor']
		when 'operator' then array['operator']
		else '{}' end;
$$;

create table institutions.memberships (
	id uuid primary key default uuidv7(),
	person_id uuid not null references institutions.persons,
	organisation_id uuid not null references institutions.organisations,
	role text not null,
	unit_id uuid references institutions.units,
	from_at timestamptz not null default now(),
	ended_at timestamptz
);
create unique index on institutions.memberships (person_id, organisation_id, role) where ended_at is null;
create index on institutions.memberships (organisation_id);
call platform.protect('institutions.memberships');

-- Holds for every writer, also for Dijkwacht itself: a role outside its kind of organisation would open other rooms' routes.
create function institutions.check_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if not exists (select from institutions.organisations o
		where o.id = new.organisation_id and new.role = any (institutions.roles_of(o.kind))) then
		raise exception 'role % does not exist in this organisation', new.role using errcode = '23503';
	end if;
	if new.unit_id is not null and not exists (select from institutions.units u
		where u.id = new.unit_id and u.institution_id = new.organisation_id) then
		raise exception 'unit of another institution' using errcode = '23503';
	end if;
	return new;
end $$;
alter function institutions.check_role() owner to dijkwacht_system;
create trigger check_role before insert or update of organisation_id, role, unit_id on institutions.memberships
	for each row execute function institutions.check_role();

-- Who may manage the people of the organisation they act for; a CISO cannot make a board member, who signs.
create function institutions.manages(role text) returns boolean language sql stable parallel safe as $$
	select case
		when manages.role = 'board' then platform.role() in ('board', 'operator')
		when platform.role() in ('security-officer', 'faculty-contact') then false
		else platform.role() is not null and platform.role() not like 'machine-%' end;
$$;

create policy known on institutions.memberships for select to dijkwacht_app
	using (person_id = (select platform.person()) or organisation_id = (select platform.organisation()));
create policy give on institutions.memberships for insert to dijkwacht_app
	with check (institutions.manages(role) and (organisation_id = (select platform.organisation()) or (select platform.role()) = 'operator'));
create policy take on institutions.memberships for update to dijkwacht_app
	using (institutions.manages(role) and organisation_id = (select platform.organisation()))
	with check (organisation_id = (select platform.organisation()));
revoke update, delete on institutions.memberships from dijkwacht_app;
grant update (ended_at) on institutions.memberships to dijkwacht_app;

create policy known on institutions.persons for select to dijkwacht_app
	using (id = (select platform.person()) or id in (
		select m.person_id from institutions.memberships m where m.organisation_id = (select platform.organisation())));
create policy self on institutions.persons for update to dijkwacht_app
	using (id = (select platform.person())) with check (id = (select platform.person()));
revoke insert, update, delete on institutions.persons from dijkwacht_app;
grant update (display_name, locale) on institutions.persons to dijkwacht_app;

create table institutions.sessions (
	id uuid primary key default uuidv7(),
	token_hash bytea not null unique check (length(token_hash) = 32),
	person_id uuid not null references institutions.persons,
	organisation_id uuid not null references institutions.organisations,
	role text not null,
	how text not null check (how in ('passkey', 'oidc', 'demo')),
	-- Level of assurance: what the identity provider said, or 'passkey' or 'demo'.
	acr text not null,
	-- A sign-in through an institution's identity provider speaks for that institution only.
	limited_to uuid references institutions.organisations,
	user_agent text not null default '',
	created_at timestamptz not null,
	last_used_at timestamptz not null,
	idle_limit interval not null default '8 hours',
	absolute_until timestamptz not null,
	ended_at timestamptz
);
create index on institutions.sessions (person_id);
call platform.protect('institutions.sessions');
create policy own on institutions.sessions for select to dijkwacht_app using (person_id = (select platform.person()));
create policy change on institutions.sessions for update to dijkwacht_app
	using (person_id = (select platform.person())) with check (
		person_id = (select platform.person()) and (limited_to is null or limited_to = organisation_id)
		and exists (select from institutions.memberships m where m.person_id = sessions.person_id
			and m.organisation_id = sessions.organisation_id and m.role = sessions.role and m.ended_at is null));
-- Nobody reads the hash back, and only hat and end can change.
revoke all on institutions.sessions from dijkwacht_app;
grant select (id, person_id, organisation_id, role, how, acr, limited_to, user_agent, created_at, last_used_at, idle_limit, absolute_until, ended_at)
	on institutions.sessions to dijkwacht_app;
grant update (organisation_id, role, ended_at) on institutions.sessions to dijkwacht_app;

-- Does a level of assurance satisfy what an organisation asks? Our own passkey always does; SURFconext levels are ordered.
create function institutions.assured(acr text, required text) returns boolean language sql immutable parallel safe as $$
	select required is null or acr in ('passkey', 'demo') or acr = required or coalesce(
		regexp_replace(acr, 'loa[0-9.]+$', '') = regexp_replace(required, 'loa[0-9.]+$', '')
		and substring(acr from 'loa([0-9](?:\.[0-9])?)$')::numeric >= substring(required from 'loa([0-9](?:\.[0-9])?)$')::numeric, false);
$$;

-- One statement a request: who holds this session. A caller must hold the token itself: there is no way to list.
create function institutions.session_of(hash bytea, at timestamptz)
	returns table (session uuid, person uuid, organisation uuid, organisation_kind text, role text, how text, state text)
	language plpgsql security definer set search_path = '' as $$
begin
	return query select s.id, s.person_id, s.organisation_id, o.kind, s.role, s.how,
		case when s.ended_at is not null or at >= s.absolute_until or at >= s.last_used_at + s.idle_limit
				or p.disabled_at is not null or m.id is null then 'ended'
			when not institutions.assured(s.acr, o.required_acr) then 'weak'
			else 'live' end
		from institutions.sessions s
		join institutions.persons p on p.id = s.person_id
		join institutions.organisations o on o.id = s.organisation_id
		left join institutions.memberships m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
			and m.role = s.role and m.ended_at is null
		where s.token_hash = hash;
	update institutions.sessions s set last_used_at = at
		where s.token_hash = hash and s.ended_at is null and at < s.absolute_until
			and at >= s.last_used_at + interval '1 minute' and at < s.last_used_at + s.idle_limit;
end $$;
alter function institutions.session_of(bytea, timestamptz) owner to dijkwacht_system;
revoke all on function institutions.session_of from public;

create table institutions.tokens (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	name text not null check (length(name) between 1 and 200),
	hash bytea not null unique check (length(hash) = 32),
	scope text not null check (scope in ('ingest', 'read', 'share')),
	sensor_id uuid,
	created_by uuid references institutions.persons,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	last_used_at timestamptz,
	revoked_at timestamptz,
	rotated_to uuid references institutions.tokens
);
create index on institutions.tokens (organisation_id);
call platform.protect('institutions.tokens');
create policy own on institutions.tokens to dijkwacht_app
	using (organisation_id = (select platform.organisation()))
	with check (organisation_id = (select platform.organisation()) and (select platform.role()) not like 'machine-%');
revoke all on institutions.tokens from dijkwacht_app;
grant select (id, organisation_id, name, scope, sensor_id, created_by, created_at, expires_at, last_used_at, revoked_at, rotated_to)
	on institutions.tokens to dijkwacht_app;
grant insert on institutions.tokens to dijkwacht_app;
grant update (expires_at, revoked_at, rotated_to) on institutions.tokens to dijkwacht_app;

create function institutions.token_of(given bytea, at timestamptz)
	returns table (token uuid, organisation uuid, organisation_kind text, role text)
	language plpgsql security definer set search_path = '' as $$
begin
	update institutions.tokens t set last_used_at = at
		where t.hash = given and t.revoked_at is null and at < t.expires_at
			and (t.last_used_at is null or at >= t.last_used_at + interval '1 minute');
	return query select t.id, t.organisation_id, o.kind, 'machine-' || t.scope
		from institutions.tokens t join institutions.organisations o on o.id = t.organisation_id
		where t.hash = given and t.revoked_at is null and at < t.expires_at;
end $$;
alter function institutions.token_of(bytea, timestamptz) owner to dijkwacht_system;
revoke all on function institutions.token_of from public;

-- A link for somebody we know gives whoever opens it all hats of that person: only when every hat is the asker's to manage.
create function institutions.may_recover(person uuid) returns boolean language sql stable security definer set search_path = '' as $$
	select coalesce(bool_and(m.organisation_id = platform.organisation() and institutions.manages(m.role)), false)
	from institutions.memberships m where m.person_id = may_recover.person and m.ended_at is null;
$$;
alter function institutions.may_recover(uuid) owner to dijkwacht_system;

create table institutions.invitations (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	secret_hash bytea not null unique check (length(secret_hash) = 32),
	mail text check (mail ~ '^[^@\s]+@[^@\s]+$' and length(mail) <= 254),
	display_name text not null check (length(display_name) between 1 and 200),
	locale text not null default 'nl' check (locale in ('nl', 'en')),
	role text not null,
	unit_id uuid references institutions.units,
	-- Set when the link is for somebody we know: recovery, or one more passkey.
	person_id uuid references institutions.persons,
	invited_by uuid references institutions.persons,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	accepted_at timestamptz,
	revoked_at timestamptz
);
create index on institutions.invitations (organisation_id);
call platform.protect('institutions.invitations');
create trigger check_role before insert or update of organisation_id, role, unit_id on institutions.invitations
	for each row execute function institutions.check_role();
create policy own on institutions.invitations for select to dijkwacht_app
	using (organisation_id = (select platform.organisation()) or (select platform.role()) = 'operator');
create policy invite on institutions.invitations for insert to dijkwacht_app
	with check (institutions.manages(role) and (organisation_id = (select platform.organisation()) or (select platform.role()) = 'operator')
		and (person_id is null or institutions.may_recover(person_id)));
create policy withdraw on institutions.invitations for update to dijkwacht_app
	using (institutions.manages(role) and (organisation_id = (select platform.organisation()) or (select platform.role()) = 'operator'))
	with check (true);
revoke all on institutions.invitations from dijkwacht_app;
grant select (id, organisation_id, mail, display_name, locale, role, unit_id, person_id, invited_by, created_at, expires_at, accepted_at, revoked_at)
	on institutions.invitations to dijkwacht_app;
grant insert on institutions.invitations to dijkwacht_app;
grant update (revoked_at) on institutions.invitations to dijkwacht_app;
