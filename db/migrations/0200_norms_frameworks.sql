call platform.open_room('norms');

-- One row per version: scores of different versions do not compare, so a version is a thing of its own.
-- owner_id null: of the whole sector. Otherwise kept inside the organisation that imported it.
create table norms.frameworks (
	id uuid primary key default uuidv7(),
	owner_id uuid references institutions.organisations,
	framework text not null,
	version text not null,
	name jsonb not null,
	status text not null check (status in ('official', 'reconstruction', 'imported')),
	notice jsonb,
	languages text[] not null,
	scale jsonb not null,
	licence text not null,
	attribution text not null,
	-- What scores rest on: ids, clusters, active or not, scale. A version may mend its words, never this.
	structure_hash text not null,
	content_hash text not null,
	source_format text not null,
	created_by uuid,
	created_at timestamptz not null default now(),
	unique nulls not distinct (owner_id, framework, version)
);
call platform.protect('norms.frameworks');

create table norms.clusters (
	framework_id uuid not null references norms.frameworks,
	owner_id uuid,
	cluster text not null,
	place int not null,
	title jsonb not null,
	primary key (framework_id, cluster)
);
call platform.protect('norms.clusters');

create table norms.controls (
	framework_id uuid not null,
	owner_id uuid,
	control text not null,
	cluster text not null,
	place int not null,
	active boolean not null,
	-- Title, description, references, level texts: as the content file has them.
	body jsonb not null,
	primary key (framework_id, control),
	foreign key (framework_id, cluster) references norms.clusters
);
call platform.protect('norms.controls');

-- Crosswalks name frameworks by id and version text: they may arrive before the framework does.
create table norms.crosswalks (
	id uuid primary key default uuidv7(),
	owner_id uuid references institutions.organisations,
	crosswalk text not null,
	version text not null,
	name jsonb not null,
	status text not null check (status in ('official', 'reconstruction', 'imported')),
	source_framework text not null,
	source_version text,
	target_framework text not null,
	target_version text,
	relations jsonb not null,
	licence text not null,
	attribution text not null,
	unique nulls not distinct (owner_id, crosswalk, version)
);
create index on norms.crosswalks (source_framework);
create index on norms.crosswalks (target_framework);
call platform.protect('norms.crosswalks');

do $$
declare name text;
begin
	foreach name in array array['frameworks', 'clusters', 'controls', 'crosswalks'] loop
		execute format('create policy known on norms.%I for select to dijkwacht_app
			using ((owner_id is null and (select platform.organisation()) is not null) or owner_id = (select platform.organisation()))', name);
		execute format('create policy import on norms.%I for insert to dijkwacht_app
			with check (owner_id = (select platform.organisation()))', name);
		execute format('revoke update, delete on norms.%I from dijkwacht_app', name);
	end loop;
end $$;
