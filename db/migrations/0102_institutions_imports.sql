-- A file of DUO that was read and compared with the register, waiting for somebody to apply it.
create table institutions.imports (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	sector text not null check (sector in ('higher-education', 'mbo')),
	file_hash bytea not null,
	comparison jsonb not null,
	made_by uuid references institutions.persons,
	made_at timestamptz not null,
	applied_at timestamptz
);
create index on institutions.imports (organisation_id, made_at desc);
call platform.protect('institutions.imports');
create policy own on institutions.imports to dijkwacht_app
	using (organisation_id = (select platform.organisation()) and (select platform.role()) = 'operator')
	with check (organisation_id = (select platform.organisation()) and (select platform.role()) = 'operator');
