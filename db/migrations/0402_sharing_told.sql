-- What an asker was last told of the institutions that it may not see by name. Counted anew at every look, two looks would tell what
-- the one institution said that answered in between; so counts are told anew when six or more say something else than then,
-- appeared or left. Nobody reads this but the function below.
create table sharing.told (
	advisory_id uuid not null references sharing.advisories,
	asker_id uuid not null references institutions.organisations,
	about text not null check (about in ('sightings', 'handling')),
	-- Institution -> a hash of what it said then.
	states jsonb not null,
	figures jsonb not null,
	told_at timestamptz not null default now(),
	primary key (advisory_id, asker_id, about)
);
call platform.protect('sharing.told');
revoke all on sharing.told from dijkwacht_app;

create function sharing.tell_others(advisory uuid, about text) returns table (figures jsonb, told_at timestamptz)
	language plpgsql volatile security definer set search_path = '' as $$
declare
	asker constant uuid := platform.organisation();
	-- Those whose answers come together: five others, and one that may itself be the asker's source.
	least constant int := 6;
	states jsonb;
	known sharing.told;
	fresh jsonb;
begin
	if about = 'sightings' then
		select coalesce(jsonb_object_agg(x.institution_id, x.said), '{}') into states from (
			select s.institution_id, bit_xor(hashtextextended(s.indicator_id::text || s.answer, 0))::text as said
			from sharing.indicators i join sharing.sightings s on s.indicator_id = i.id and s.answer <> 'could-not-check'
			where i.advisory_id = advisory and s.institution_id in (select sharing.hidden_recipients(advisory, 'sightings'))
			group by s.institution_id) x;
	else
		select coalesce(jsonb_object_agg(x.institution_id, x.said), '{}') into states from (
			select h.institution_id, bit_xor(hashtextextended(h.line_id::text || h.state, 0))::text as said from sharing.handling h
			where h.advisory_id = advisory and h.institution_id in (select sharing.hidden_recipients(advisory, 'handling'))
			group by h.institution_id) x;
	end if;
	perform pg_advisory_xact_lock(hashtextextended(advisory::text || asker || about, 402));
	select * into known from sharing.told t
		where t.advisory_id = advisory and t.asker_id = asker and t.about = tell_others.about;
	if found and (select count(*) from jsonb_each_text(states) n full join jsonb_each_text(known.states) k using (key)
		where n.value is distinct from k.value) < least then
		-- Who was told of by number and is now seen by name could be taken off: what is left must be five still.
		return query select case when (select count(*) from jsonb_object_keys(known.states) k (key) where states ? k.key) >= least - 1
			then known.figures else '[]'::jsonb end, known.told_at;
		return;
	end if;
	if about = 'sightings' then
		select jsonb_agg(o) into fresh from sharing.others_sightings(advisory) o;
	else
		select jsonb_agg(o) into fresh from sharing.others_handling(advisory) o;
	end if;
	if fresh is null then
		return query select coalesce(known.figures, '[]'::jsonb), known.told_at;
		return;
	end if;
	return query insert into sharing.told as t (advisory_id, asker_id, about, states, figures)
		values (advisory, asker, tell_others.about, states, fresh)
		on conflict on constraint told_pkey do update set states = excluded.states, figures = excluded.figures, told_at = now()
		returning t.figures, t.told_at;
end $$;
alter function sharing.tell_others(uuid, text) owner to dijkwacht_system;
revoke all on function sharing.tell_others from public;
grant execute on function sharing.tell_others to dijkwacht_app;
revoke execute on function sharing.others_sightings, sharing.others_handling from dijkwacht_app;
