-- Roles are of the whole cluster; another database of the same server may have made them already.
do $$ begin
	create role dijkwacht_app nologin;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
	create role dijkwacht_system nologin;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
	execute format('grant dijkwacht_app, dijkwacht_system to %I', current_user);
end $$;

create schema platform;
grant usage on schema platform to dijkwacht_app, dijkwacht_system;
-- Functions owned by the system role live in room schemas, so it must be able to hold them there.
grant create on schema platform to dijkwacht_system;

-- A pooled connection keeps an empty setting after a tenant transaction: empty is the same as absent.
create function platform.person() returns uuid language sql stable parallel safe
	return nullif(current_setting('dijkwacht.person', true), '')::uuid;
create function platform.organisation() returns uuid language sql stable parallel safe
	return nullif(current_setting('dijkwacht.organisation', true), '')::uuid;
create function platform.organisation_kind() returns text language sql stable parallel safe
	return nullif(current_setting('dijkwacht.organisation_kind', true), '');
create function platform.role() returns text language sql stable parallel safe
	return nullif(current_setting('dijkwacht.role', true), '');

-- Opens a room: one schema, usable by both roles.
create procedure platform.open_room(room text) language plpgsql as $$
begin
	execute format('create schema %I', room);
	execute format('grant usage on schema %I to dijkwacht_app, dijkwacht_system', room);
	execute format('grant create on schema %I to dijkwacht_system', room);
end $$;

-- Every table: row security enabled and forced, the system role sees all, the application role only what a policy says.
create procedure platform.protect(target regclass) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', target);
	execute format('alter table %s force row level security', target);
	execute format('grant select, insert, update, delete on %s to dijkwacht_app, dijkwacht_system', target);
	execute format('create policy system on %s to dijkwacht_system using (true) with check (true)', target);
end $$;

create table platform.live_events (
	id bigint generated always as identity primary key,
	-- Order of commit is not order of id: the transaction number tells a reader what can still appear before it.
	xid xid8 not null default pg_current_xact_id(),
	organisation_id uuid,
	topic text not null,
	payload jsonb not null,
	at timestamptz not null default now()
);
create index on platform.live_events (xid);
create index on platform.live_events (at);
call platform.protect('platform.live_events');
create policy read on platform.live_events for select to dijkwacht_app
	using (organisation_id is null or organisation_id = (select platform.organisation()));
create policy tell on platform.live_events for insert to dijkwacht_app with check (true);

create function platform.wake_live() returns trigger language plpgsql as $$
begin
	perform pg_notify('dijkwacht_live', '');
	return null;
end $$;
create trigger wake after insert on platform.live_events for each statement execute function platform.wake_live();

create table platform.progress (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null,
	kind text not null,
	state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
	done bigint not null default 0,
	total bigint,
	detail text not null default '',
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index on platform.progress (organisation_id, created_at desc);
call platform.protect('platform.progress');
create policy own on platform.progress to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));

create table platform.idempotency (
	organisation_id uuid not null,
	asker uuid not null,
	key text not null check (length(key) between 1 and 200),
	request_hash bytea not null,
	status int,
	response jsonb,
	at timestamptz not null default now(),
	primary key (organisation_id, asker, key)
);
call platform.protect('platform.idempotency');
create policy own on platform.idempotency to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));

-- Jobs are added inside the business transaction; the application role does not touch the queue's own tables.
create function platform.add_job(task text, payload json, job_key text, run_at timestamptz) returns void
	language sql security definer set search_path = '' as $$
	select graphile_worker.add_job(task, payload, job_key => job_key, run_at => run_at, max_attempts => 12);
$$;
revoke all on function platform.add_job from public;
grant execute on function platform.add_job to dijkwacht_app, dijkwacht_system;
