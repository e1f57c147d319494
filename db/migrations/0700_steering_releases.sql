call platform.open_room('steering');

-- The ledger: every figure about a group that was ever shown, and what it was made of.
create table steering.releases (
	id uuid primary key default uuidv7(),
	figure text not null,
	framework text not null default '',
	period text not null,
	made_at timestamptz not null default now()
);
create index on steering.releases (figure, framework, made_at desc);
call platform.protect('steering.releases');
create policy shown on steering.releases for select to dijkwacht_app using ((select platform.organisation()) is not null);

create table steering.released_cells (
	release_id uuid not null references steering.releases,
	cell text not null,
	withheld text check (withheld in ('too-few', 'too-alike', 'complementary', 'too-close-to-another')),
	contributors int,
	mean numeric(6, 2),
	median numeric(6, 2),
	quartile_low numeric(6, 2),
	quartile_high numeric(6, 2),
	primary key (release_id, cell),
	-- A withheld cell holds nothing at all, not even how many there were.
	check (withheld is null or (contributors is null and mean is null and median is null and quartile_low is null and quartile_high is null))
);
call platform.protect('steering.released_cells');
create policy shown on steering.released_cells for select to dijkwacht_app using ((select platform.organisation()) is not null);

create table steering.release_contributors (
	release_id uuid not null references steering.releases,
	cell text not null,
	institution_id uuid not null,
	version text not null,
	primary key (release_id, cell, institution_id)
);
call platform.protect('steering.release_contributors');
-- No policy for the application role: who contributed is the very thing that is withheld.
revoke all on steering.release_contributors from dijkwacht_app;
