-- Public keys of an institution, under which the names behind pseudonyms are sealed. The private half never comes here.
create table monitoring.person_keys (
	id uuid primary key default uuidv7(),
	institution_id uuid not null,
	public_key bytea not null check (length(public_key) = 32),
	-- SHA-256 of what only the private key can open; gone when it was opened.
	challenge_hash bytea,
	made_by uuid,
	made_at timestamptz not null,
	proven_at timestamptz,
	unique (institution_id, public_key)
);
call platform.protect('monitoring.person_keys');
create policy own on monitoring.person_keys to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- Whether events of an institution are stored under pseudonyms from now on. Without a row they are not.
create table monitoring.person_settings (
	institution_id uuid primary key,
	enabled boolean not null,
	key_id uuid not null references monitoring.person_keys (id),
	-- Of the HMAC that makes the pseudonyms, wrapped with the key of the installation.
	wrapped_secret bytea not null,
	reason text not null check (length(reason) between 1 and 2000),
	changed_by uuid,
	changed_at timestamptz not null
);
call platform.protect('monitoring.person_settings');
create policy own on monitoring.person_settings to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- The name behind a pseudonym, sealed. `last_on` is the last day of receipt: it goes with what it was seen in.
create table monitoring.person_entries (
	institution_id uuid not null,
	pseudonym text not null check (pseudonym ~ '^p_[a-z2-7]{16}$'),
	key_id uuid not null references monitoring.person_keys (id),
	sealed bytea not null check (length(sealed) between 61 and 4000),
	first_on date not null,
	last_on date not null,
	primary key (institution_id, pseudonym, key_id)
);
create index on monitoring.person_entries (last_on);
call platform.protect('monitoring.person_entries');
create policy own on monitoring.person_entries for select to dijkwacht_app
	using (institution_id = (select platform.organisation()));
