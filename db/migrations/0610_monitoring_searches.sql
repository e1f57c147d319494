-- Searches that run now, in whichever process: to count them, to show them and to stop them from another process. A row
-- goes when its search ends; one of a process that was killed is swept away.
create table monitoring.running_searches (
	id uuid primary key,
	organisation_id uuid not null,
	person_id uuid,
	kind text not null check (kind in ('search', 'histogram', 'facets', 'context', 'pivot', 'export')),
	query text not null check (length(query) <= 2000),
	started_at timestamptz not null,
	stop_asked boolean not null default false
);
create index on monitoring.running_searches (organisation_id, started_at);
call platform.protect('monitoring.running_searches');
create policy own on monitoring.running_searches to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));
