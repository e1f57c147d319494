-- Passkeys, printed recovery codes, identities at an identity provider, and what a sign-in in progress has to remember.
create table institutions.passkeys (
	id uuid primary key default uuidv7(),
	person_id uuid not null references institutions.persons,
	credential_id text not null unique check (length(credential_id) between 1 and 1400),
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}',
	backed_up boolean not null,
	name text not null check (length(name) between 1 and 100),
	created_at timestamptz not null,
	last_used_at timestamptz
);
create index on institutions.passkeys (person_id);
call platform.protect('institutions.passkeys');
create policy own on institutions.passkeys to dijkwacht_app
	using (person_id = (select platform.person())) with check (person_id = (select platform.person()));

create table institutions.recovery_codes (
	hash bytea primary key check (length(hash) = 32),
	person_id uuid not null references institutions.persons,
	created_at timestamptz not null,
	used_at timestamptz
);
create index on institutions.recovery_codes (person_id);
call platform.protect('institutions.recovery_codes');
create policy own on institutions.recovery_codes to dijkwacht_app
	using (person_id = (select platform.person())) with check (person_id = (select platform.person()));
revoke all on institutions.recovery_codes from dijkwacht_app;
grant select (person_id, created_at, used_at), insert, delete on institutions.recovery_codes to dijkwacht_app;

create table institutions.identities (
	issuer text not null,
	subject text not null,
	person_id uuid not null references institutions.persons,
	linked_at timestamptz not null,
	primary key (issuer, subject)
);
create index on institutions.identities (person_id);
call platform.protect('institutions.identities');
create policy own on institutions.identities for select to dijkwacht_app using (person_id = (select platform.person()));
revoke insert, update, delete on institutions.identities from dijkwacht_app;

-- Taken out when used, so that none can be used twice. The application role never sees it.
create table institutions.challenges (
	id uuid primary key default uuidv7(),
	purpose text not null check (purpose in ('sign-in', 'enrol', 'add', 'oidc')),
	challenge text not null,
	detail jsonb not null default '{}',
	expires_at timestamptz not null
);
create index on institutions.challenges (expires_at);
call platform.protect('institutions.challenges');
revoke all on institutions.challenges from dijkwacht_app;
