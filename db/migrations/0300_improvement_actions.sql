call platform.open_room('improvement');

create table improvement.actions (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.organisations,
	title text not null check (length(title) between 3 and 300),
	description text not null default '' check (length(description) <= 8000),
	-- One named owner: a function or a person, and the account when there is one.
	owner text not null check (length(owner) between 2 and 200),
	owner_person_id uuid,
	carrier text not null default 'own' check (carrier in ('own', 'joint', 'government')),
	due_on date not null,
	milestone text check (milestone in ('target-reached', 'soc-connected', 'external-audit')),
	-- Rooms above say why: this room knows only the name and the id.
	because_room text not null check (because_room ~ '^[a-z]{3,30}$'),
	because_id text not null check (length(because_id) between 1 and 200),
	state text not null default 'open' check (state in ('open', 'in-progress', 'done', 'verified', 'dropped')),
	proof text check (length(proof) between 3 and 4000),
	reason text check (length(reason) between 3 and 2000),
	done_by uuid,
	done_at timestamptz,
	version int not null default 1,
	created_by uuid,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index on improvement.actions (institution_id, due_on);
create index on improvement.actions (because_room, because_id);
call platform.protect('improvement.actions');
revoke delete on improvement.actions from dijkwacht_app;

create table improvement.milestones (
	institution_id uuid not null references institutions.institutions,
	kind text not null check (kind in ('target-reached', 'soc-connected', 'external-audit')),
	planned date,
	forecast date,
	-- Who says the forecast: somebody typed it, or it follows from the last open action.
	forecast_from text check (forecast_from in ('entry', 'actions')),
	actual date,
	reason text not null default '' check (length(reason) <= 2000),
	version int not null default 1,
	updated_at timestamptz not null,
	primary key (institution_id, kind)
);
call platform.protect('improvement.milestones');

-- How dates slipped: every earlier state of a milestone, for the dossier.
create table improvement.milestone_changes (
	institution_id uuid not null,
	kind text not null,
	version int not null,
	planned date,
	forecast date,
	actual date,
	reason text not null,
	at timestamptz not null,
	primary key (institution_id, kind, version)
);
call platform.protect('improvement.milestone_changes');
revoke insert, update, delete on improvement.milestone_changes from dijkwacht_app;

create policy own on improvement.actions to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on improvement.actions for select to dijkwacht_app
	using (institution_id in (select institutions.readable('actions')));
create policy own on improvement.milestones to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));
create policy disclosed on improvement.milestones for select to dijkwacht_app
	using (institution_id in (select institutions.readable('milestones')));
create policy disclosed on improvement.milestone_changes for select to dijkwacht_app
	using (institution_id in (select institutions.readable('milestones')));

-- Kept by the database so that no writer can forget or change what was promised before.
create function improvement.keep_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	insert into improvement.milestone_changes (institution_id, kind, version, planned, forecast, actual, reason, at)
	values (new.institution_id, new.kind, new.version, new.planned, new.forecast, new.actual, new.reason, new.updated_at);
	return null;
end $$;
alter function improvement.keep_change() owner to dijkwacht_system;
create trigger keep_change after insert or update on improvement.milestones
	for each row execute function improvement.keep_change();
