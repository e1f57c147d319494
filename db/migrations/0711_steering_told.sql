-- Pictures that may be shown to an organisation to which institutions show their own. It takes those off, also as they were when it saw
-- them by name, and compares pictures: what is left must obey the rules of a release by itself. So it is shown the newest picture that
-- does, which may be an older one than others see.
create table steering.told (
	audience_id uuid not null references institutions.organisations,
	picture_id uuid not null references steering.pictures,
	-- Cells shown beside the whole.
	shown text[] not null,
	told_at timestamptz not null default now(),
	primary key (audience_id, picture_id)
);
call platform.protect('steering.told');
revoke all on steering.told from dijkwacht_app;

-- Releases to show to the asker, the newest of each line and period that may be; `open` names the cells that may be shown, null says
-- all of them. Who ever showed its own by name is taken for known: what was seen once is remembered.
create function steering.told_to_me(milestones boolean) returns table (release_id uuid, open text[])
	language sql stable security definer set search_path = '' as $$
	with known as materialized (
		select d.institution_id as id from institutions.disclosures d where d.audience_id = platform.organisation()
			and d.subject = case when milestones then 'milestones' else 'scores' end and d.from_day <= current_date
	), newest as (
		select distinct on (line, period) id, line, period from steering.pictures where (line like 'milestone:%') = milestones
		order by line, period, id desc
	), told as (
		select distinct on (p.line, p.period) p.id, p.line, p.period, t.shown
		from steering.told t join steering.pictures p on p.id = t.picture_id
		where t.audience_id = platform.organisation() and (p.line like 'milestone:%') = milestones order by p.line, p.period, p.id desc
	), chosen as (
		select coalesce(t.id, n.id) as id, case when not exists (select from known) then null
			when t.id is null then '{}'::text[] else array_prepend('all', t.shown) end as open
		from newest n left join told t using (line, period)
	), few as (
		-- Of nobody but those it knows a figure tells nothing new; of one to four others it does.
		select c.id, cell from chosen c join steering.given g on g.picture_id = c.id, unnest(g.cells || 'all'::text) cell
		where c.open is not null and g.institution_id <> platform.organisation() and g.institution_id not in (select id from known)
		group by c.id, cell having count(*) < 5
	)
	select r.id, case when c.open is null then null
		when exists (select from few f where f.id = c.id and f.cell = 'all') then '{}'
		else array(select open_cell from unnest(c.open) open_cell except select f.cell from few f where f.id = c.id) end
	from chosen c join steering.releases r on r.picture_id = c.id;
$$;
alter function steering.told_to_me(boolean) owner to dijkwacht_system;
revoke all on function steering.told_to_me from public;
grant execute on function steering.told_to_me to dijkwacht_app, dijkwacht_system;
drop function steering.nearly_known;
