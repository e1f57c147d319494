call platform.open_room('duty');

-- A desk of an organisation: who stands watch, from when to when.
create table duty.rotas (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	name text not null check (length(name) between 2 and 200),
	-- How people reach whoever is on duty; shown to the institutions that rely on the desk.
	phone text not null default '' check (phone ~ '^[+0-9() -]{0,30}$'),
	ended_at timestamptz,
	created_at timestamptz not null default now(),
	unique (id, organisation_id)
);
create unique index on duty.rotas (organisation_id, name) where ended_at is null;
call platform.protect('duty.rotas');
create policy own on duty.rotas to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));

create table duty.shifts (
	id uuid primary key default uuidv7(),
	rota_id uuid not null,
	organisation_id uuid not null,
	person_id uuid,
	person_name text not null check (length(person_name) between 1 and 200),
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	-- A plan is no presence: whoever takes up the shift says so.
	present_at timestamptz,
	check (ends_at > starts_at and ends_at <= starts_at + interval '26 hours'),
	unique (rota_id, person_name, starts_at),
	foreign key (rota_id, organisation_id) references duty.rotas (id, organisation_id)
);
create index on duty.shifts (organisation_id, ends_at, starts_at);
call platform.protect('duty.shifts');
create policy own on duty.shifts to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));

-- Whether a desk is staffed is no secret for those who rely on it; who sits there is. Desks of the watch are known to all,
-- the desk of an institution to itself and to whom it discloses its sensors.
create function duty.desks_at(moment timestamptz) returns table
	(organisation_id uuid, organisation_name text, rota_id uuid, rota_name text, phone text, people bigint, present bigint, until timestamptz)
	language sql stable security definer set search_path = '' as $$
	select o.id, o.name, r.id, r.name, r.phone, count(s.id), count(s.present_at), max(s.ends_at)
	from duty.rotas r join institutions.organisations o on o.id = r.organisation_id
	left join duty.shifts s on s.rota_id = r.id and s.starts_at <= moment and s.ends_at > moment
	where r.ended_at is null and (platform.organisation() is null or o.kind in ('surf-soc', 'surf-cert')
		or o.id in (select institutions.readable('sensors')))
	group by o.id, r.id;
$$;
alter function duty.desks_at(timestamptz) owner to dijkwacht_system;
revoke all on function duty.desks_at from public;
grant execute on function duty.desks_at to dijkwacht_app, dijkwacht_system;

-- Whom to wake at an institution. The desk that gets its alerts may see how.
create table duty.contacts (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	place int not null default 1 check (place between 1 and 20),
	name text not null check (length(name) between 2 and 200),
	function text not null default '' check (length(function) <= 200),
	mail text check (mail ~ '^[^@\s]+@[^@\s]+$' and length(mail) <= 254),
	phone text not null default '' check (phone ~ '^[+0-9() -]{0,30}$'),
	webhook text check (webhook ~ '^https?://' and length(webhook) <= 2000),
	locale text not null default 'nl' check (locale in ('nl', 'en')),
	confirmed_at timestamptz,
	confirmed_by text check (confirmed_by in ('mail', 'webhook')),
	ended_at timestamptz,
	created_at timestamptz not null default now(),
	check (mail is not null or webhook is not null),
	unique (id, institution_id)
);
create index on duty.contacts (institution_id) where ended_at is null;
call platform.protect('duty.contacts');
create policy own on duty.contacts to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy desk on duty.contacts for select to dijkwacht_app using (institution_id in (select institutions.readable('alerts')));

-- Signing keys of webhooks: written by the institution, read by Dijkwacht alone.
create table duty.webhook_keys (
	contact_id uuid primary key,
	institution_id uuid not null,
	key bytea not null check (length(key) >= 24),
	foreign key (contact_id, institution_id) references duty.contacts (id, institution_id)
);
call platform.protect('duty.webhook_keys');
create policy write on duty.webhook_keys for insert to dijkwacht_app with check (institution_id = (select platform.organisation()));

-- A proof of reachability that was asked for; what is sent is kept as a hash only.
create table duty.challenges (
	id uuid primary key default uuidv7(),
	contact_id uuid not null,
	institution_id uuid not null,
	channel text not null check (channel in ('mail', 'webhook')),
	state text not null default 'waiting' check (state in ('waiting', 'sent', 'confirmed', 'failed')),
	token_hash bytea unique check (length(token_hash) = 32),
	code_hash bytea check (length(code_hash) = 32),
	wrong_codes int not null default 0,
	fault text not null default '' check (length(fault) <= 500),
	asked_at timestamptz not null default now(),
	sent_at timestamptz,
	expires_at timestamptz not null,
	confirmed_at timestamptz,
	foreign key (contact_id, institution_id) references duty.contacts (id, institution_id)
);
create index on duty.challenges (contact_id, id desc);
call platform.protect('duty.challenges');
create policy own on duty.challenges to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- Last proof per institution, for the watch board: the moment, never the person. Own institution and disclosed ones.
create function duty.reached(institutions uuid[]) returns table (institution_id uuid, contacts bigint, confirmed_at timestamptz)
	language sql stable security definer set search_path = '' as $$
	select i.id, count(c.id), max(c.confirmed_at)
	from unnest(institutions) as i (id) left join duty.contacts c on c.institution_id = i.id and c.ended_at is null
	where platform.organisation() is null or i.id in (select institutions.readable('sensors'))
		or i.id in (select institutions.readable('alerts'))
	group by i.id;
$$;
alter function duty.reached(uuid[]) owner to dijkwacht_system;
revoke all on function duty.reached from public;
grant execute on function duty.reached to dijkwacht_app, dijkwacht_system;
