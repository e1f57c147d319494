-- A rule tried over stored events, before it is switched on or to look back: what was asked, how far it is, and what came out.
create table monitoring.rule_trials (
	id uuid primary key default uuidv7(),
	-- Null: asked on the command line, for all institutions.
	organisation_id uuid,
	person_id uuid,
	rule_id text not null check (length(rule_id) between 1 and 200),
	title text not null,
	rule_text text not null check (length(rule_text) <= 200000),
	days int not null check (days between 1 and 400),
	institutions uuid[] not null,
	from_time timestamptz not null,
	to_time timestamptz not null,
	progress_id uuid,
	state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
	stop_asked boolean not null default false,
	result jsonb,
	created_at timestamptz not null,
	finished_at timestamptz
);
create index on monitoring.rule_trials (organisation_id, id desc);
call platform.protect('monitoring.rule_trials');
create policy own on monitoring.rule_trials to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));

-- Hits by institution, day and host. Shown to who asked for as long as the institution lets its telemetry be read.
create table monitoring.rule_trial_hits (
	trial_id uuid not null references monitoring.rule_trials on delete cascade,
	organisation_id uuid,
	institution_id uuid not null,
	day date not null,
	host text not null,
	hits bigint not null,
	-- Hours with a hit: each would have been one alert.
	alerts int not null,
	first_time timestamptz not null,
	last_time timestamptz not null,
	sample text not null,
	primary key (trial_id, institution_id, day, host)
);
call platform.protect('monitoring.rule_trial_hits');
create policy own on monitoring.rule_trial_hits to dijkwacht_app
	using (organisation_id = (select platform.organisation()) and institution_id in (select institutions.readable('telemetry')))
	with check (organisation_id = (select platform.organisation()));
