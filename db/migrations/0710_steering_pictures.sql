-- A release is of a whole round: all its figures over the same institutions. Figures that differ in who is in them give those
-- away, for the mean of clusters less the clusters leaves the one that has no such cluster.
create table steering.pictures (
	id uuid primary key default uuidv7(),
	-- Framework and version, or the milestone; what is compared with what.
	line text not null,
	-- Round of the assessments; empty for what is not measured in rounds.
	round text not null default '',
	period text not null,
	-- Cells that were shown beside the whole.
	shown text[] not null,
	made_at timestamptz not null default now()
);
create index on steering.pictures (line, round, id desc);
call platform.protect('steering.pictures');
revoke all on steering.pictures from dijkwacht_app;

-- The ledger: who gave what to a picture. It takes the place of release_contributors, which stays as it was: what is shown
-- once is not taken back.
create table steering.given (
	picture_id uuid not null references steering.pictures,
	institution_id uuid not null,
	-- Its cell in each breakdown.
	cells text[] not null,
	-- A value for each figure, in one order for the whole picture.
	gave double precision[] not null,
	primary key (picture_id, institution_id)
);
call platform.protect('steering.given');
revoke all on steering.given from dijkwacht_app;

alter table steering.releases add column picture_id uuid references steering.pictures;

-- Cells of the newest pictures of which the asker knows nearly everybody by name: what is left would be of one to four.
create function steering.nearly_known() returns table (picture_id uuid, cell text)
	language sql stable security definer set search_path = '' as $$
	with newest as (
		select distinct on (line, period) id, line from steering.pictures order by line, period, id desc
	), readable as (
		select 'scores' as subject, institutions.readable('scores') as id union all
		select 'milestones', institutions.readable('milestones')
	), hidden as (
		select g.picture_id, g.cells from newest n join steering.given g on g.picture_id = n.id
		left join readable r on r.id = g.institution_id
			and r.subject = case when n.line like 'milestone:%' then 'milestones' else 'scores' end
		where r.id is null
	)
	select h.picture_id, c.cell from hidden h cross join lateral unnest(h.cells || 'all'::text) c (cell)
	group by h.picture_id, c.cell having count(*) < 5;
$$;
alter function steering.nearly_known() owner to dijkwacht_system;
revoke all on function steering.nearly_known from public;
grant execute on function steering.nearly_known to dijkwacht_app, dijkwacht_system;
