call platform.open_room('monitoring');

create table monitoring.sensors (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	name text not null check (length(name) between 1 and 200),
	kind text not null check (kind in ('network', 'endpoint', 'server', 'cloud', 'mail', 'identity', 'mixed', 'synthetic')),
	-- Longest silence in seconds that is normal for this sensor.
	rhythm_seconds int not null check (rhythm_seconds between 10 and 604800),
	scope text not null default '' check (length(scope) <= 1000),
	last_report_at timestamptz,
	report_day date,
	events_on_day bigint not null default 0,
	dead_letters_evicted bigint not null default 0,
	created_at timestamptz not null default now(),
	retired_at timestamptz,
	unique (institution_id, name)
);
create unique index one_synthetic on monitoring.sensors (institution_id) where kind = 'synthetic';
call platform.protect('monitoring.sensors');
create policy own on monitoring.sensors to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on monitoring.sensors for select to dijkwacht_app
	using (institution_id in (select institutions.readable('sensors')));

-- A batch is claimed first (its moment of receipt must be the same when it is repeated) and finished with its alerts.
create table monitoring.batches (
	sensor_id uuid not null references monitoring.sensors,
	institution_id uuid not null references institutions.institutions,
	key text not null check (length(key) between 1 and 200),
	body_hash bytea not null,
	received_at timestamptz not null,
	finished_at timestamptz,
	accepted int not null default 0,
	refused int not null default 0,
	alerts int not null default 0,
	primary key (sensor_id, key)
);
create index on monitoring.batches (received_at);
call platform.protect('monitoring.batches');
create policy own on monitoring.batches to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

-- Lines that could not be used; bounded per sensor, what falls off is counted on the sensor.
create table monitoring.dead_letters (
	id bigint generated always as identity primary key,
	institution_id uuid not null references institutions.institutions,
	sensor_id uuid not null references monitoring.sensors,
	batch_key text not null,
	line int not null,
	reason text not null,
	excerpt text not null,
	at timestamptz not null default now()
);
create index on monitoring.dead_letters (sensor_id, id desc);
call platform.protect('monitoring.dead_letters');
create policy own on monitoring.dead_letters to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

create table monitoring.alerts (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	sensor_id uuid references monitoring.sensors,
	-- `rule:<id>` or `indicator:<id>`: the same at every institution, so it is the key of the bundle too.
	cause text not null check (length(cause) between 6 and 300),
	title_nl text not null,
	title_en text not null,
	author text not null default '',
	severity text not null check (severity in ('informational', 'low', 'medium', 'high', 'critical')),
	first_time timestamptz not null,
	last_time timestamptz not null,
	-- Hits of this cause on this host in this window; the first one is pointed at.
	count bigint not null default 1,
	host text not null default '',
	window_start timestamptz not null,
	batch text not null,
	line int not null,
	event_time timestamptz not null,
	observables jsonb not null default '[]',
	excerpt text not null default '',
	looked_back boolean not null default false,
	synthetic boolean not null default false,
	state text not null default 'new' check (state in ('new', 'taken', 'decided')),
	taken_by uuid,
	taken_by_organisation uuid,
	taken_at timestamptz,
	decision text check (decision in ('true-positive', 'false-positive', 'benign')),
	reason text,
	decided_by uuid,
	decided_by_organisation uuid,
	decided_at timestamptz,
	created_at timestamptz not null default now(),
	check ((state = 'decided') = (decision is not null and reason is not null)),
	-- A flood of the same cause on the same host is one alert an hour with a counter.
	unique (institution_id, cause, host, window_start)
);
create index on monitoring.alerts (institution_id, id desc) where not synthetic;
create index on monitoring.alerts (id desc) where not synthetic and state <> 'decided';
create index on monitoring.alerts (cause, id desc);
create index on monitoring.alerts (created_at) where synthetic;
call platform.protect('monitoring.alerts');
create policy own on monitoring.alerts to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on monitoring.alerts for select to dijkwacht_app
	using (institution_id in (select institutions.readable('alerts')));
create policy handle on monitoring.alerts for update to dijkwacht_app
	using ((select platform.role()) = 'soc-analyst' and institution_id in (select institutions.readable('alerts')))
	with check ((select platform.role()) = 'soc-analyst' and institution_id in (select institutions.readable('alerts')));

create table monitoring.alert_notes (
	id uuid primary key default uuidv7(),
	alert_id uuid not null references monitoring.alerts on delete cascade,
	institution_id uuid not null references institutions.institutions,
	author_id uuid,
	organisation_id uuid not null,
	text text not null check (length(text) between 1 and 4000),
	at timestamptz not null default now()
);
create index on monitoring.alert_notes (alert_id, id);
call platform.protect('monitoring.alert_notes');
create policy read on monitoring.alert_notes for select to dijkwacht_app
	using (institution_id in (select institutions.readable('alerts')));
create policy write on monitoring.alert_notes for insert to dijkwacht_app
	with check (organisation_id = (select platform.organisation()) and institution_id in (select institutions.readable('alerts')));

-- A rule that an institution has switched off for itself, with its reason. No row: on.
create table monitoring.rule_states (
	institution_id uuid not null references institutions.institutions,
	rule_id text not null check (length(rule_id) between 1 and 200),
	enabled boolean not null,
	reason text not null check (length(reason) between 3 and 1000),
	changed_by uuid,
	changed_at timestamptz not null default now(),
	primary key (institution_id, rule_id)
);
call platform.protect('monitoring.rule_states');
create policy own on monitoring.rule_states to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on monitoring.rule_states for select to dijkwacht_app
	using (institution_id in (select institutions.readable('sensors')));

-- Synthetic events that went in by the ordinary door; passed when their alert stood in the institution's queue.
create table monitoring.synthetic_checks (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	sent_at timestamptz not null,
	passed_at timestamptz,
	fault text
);
create index on monitoring.synthetic_checks (institution_id, sent_at desc);
create index on monitoring.synthetic_checks (sent_at);
call platform.protect('monitoring.synthetic_checks');
create policy own on monitoring.synthetic_checks to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on monitoring.synthetic_checks for select to dijkwacht_app
	using (institution_id in (select institutions.readable('sensors')));

-- Other processes learn of a rule switched on or off.
create function monitoring.wake_rules() returns trigger language plpgsql as $$
begin
	perform pg_notify('dijkwacht_rules', '');
	return null;
end $$;
create trigger wake after insert or update or delete on monitoring.rule_states
	for each statement execute function monitoring.wake_rules();

-- Which desk watches an institution: one it disclosed its alerts to. Told to those who may know of its sensors.
create function monitoring.watch_desks() returns table (institution_id uuid, desk_id uuid)
	language sql stable security definer set search_path = '' as $$
	select distinct d.institution_id, d.audience_id
	from institutions.disclosures d join institutions.organisations o on o.id = d.audience_id
	where d.subject = 'alerts' and o.kind = 'surf-soc' and d.ended_at is null
		and current_date >= d.from_day and (d.until_day is null or current_date <= d.until_day)
		and d.institution_id in (select institutions.readable('sensors'));
$$;
alter function monitoring.watch_desks() owner to dijkwacht_system;
revoke all on function monitoring.watch_desks from public;
grant execute on function monitoring.watch_desks to dijkwacht_app, dijkwacht_system;

-- What correlations remember of an institution; written in the commit of the batch that moved it, so that it is never ahead
-- of the alerts nor behind them, in whichever process the next batch comes.
create table monitoring.correlation_states (
	institution_id uuid not null references institutions.institutions,
	rule_id text not null,
	groups text not null,
	given_up bigint not null default 0,
	primary key (institution_id, rule_id)
);
call platform.protect('monitoring.correlation_states');
create policy own on monitoring.correlation_states to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
