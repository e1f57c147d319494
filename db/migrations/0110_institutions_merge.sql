-- When an institution has merged into another, its people, machines and history go over to the one that goes on.
alter table institutions.institutions add column carried_over_at timestamptz;

-- Everything of this room for the merges whose day has come, once each. People keep their role at the institution that goes
-- on, and read the old rows as that institution, through disclosures: so history is for reading, and each look is noted.
-- Tokens of sensors move with their sensors (a room above does that); all others end, because they spoke for one that is gone.
create function institutions.carry_over(at timestamptz)
	returns table (gone uuid, target uuid, people int, invitations int, tokens int, disclosures int)
	language plpgsql security definer set search_path = '' as $$
declare
	further uuid;
begin
	if platform.role() is not null and platform.role() <> 'operator' then
		raise exception 'only the operator merges' using errcode = '42501';
	end if;
	for gone, target in select i.id, i.merged_into from institutions.institutions i
		where i.merged_into is not null and i.valid_until <= at::date and i.carried_over_at is null order by i.valid_until, i.id for update
	loop
		loop
			select i.merged_into into further from institutions.institutions i where i.id = target and i.carried_over_at is not null;
			exit when further is null;
			target := further;
		end loop;
		insert into institutions.memberships (person_id, organisation_id, role, from_at)
			select distinct m.person_id, target, m.role, at from institutions.memberships m
			where m.organisation_id = gone and m.ended_at is null on conflict do nothing;
		update institutions.memberships m set ended_at = at where m.organisation_id = gone and m.ended_at is null;
		get diagnostics people = row_count;
		-- An open screen goes on as the new institution, unless the identity provider of the old one vouched for it.
		update institutions.sessions s set ended_at = at where s.limited_to = gone and s.ended_at is null;
		update institutions.sessions s set organisation_id = target where s.organisation_id = gone and s.ended_at is null;
		update institutions.invitations v set revoked_at = at
			where v.organisation_id = gone and v.accepted_at is null and v.revoked_at is null;
		get diagnostics invitations = row_count;
		update institutions.tokens t set revoked_at = at where t.organisation_id = gone and t.revoked_at is null and t.sensor_id is null;
		get diagnostics tokens = row_count;
		update institutions.disclosures d set ended_at = at
			where (d.institution_id = gone or d.audience_id = gone) and d.ended_at is null;
		get diagnostics disclosures = row_count;
		insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day, created_by, created_at)
			select gone, target, s, 'Samengegaan: de geschiedenis hoort bij de instelling die verdergaat', at::date, platform.person(), at
			from unnest(array['scores', 'targets', 'milestones', 'evidence', 'actions', 'sensors', 'alerts', 'telemetry', 'sightings',
				'handling']) s;
		update institutions.institutions t set home_organisations = array(select distinct unnest(t.home_organisations || g.home_organisations))
			from institutions.institutions g where t.id = target and g.id = gone;
		update institutions.institutions g set home_organisations = '{}', carried_over_at = at where g.id = gone;
		perform institutions.record(party, 'institution.carried-over', gone::text, jsonb_build_object('into', target, 'people', people,
			'invitations', invitations, 'tokens', tokens, 'disclosures', disclosures)) from unnest(array[gone, target]) party;
		return next;
	end loop;
end $$;
alter function institutions.carry_over(timestamptz) owner to dijkwacht_system;
revoke all on function institutions.carry_over from public;
grant execute on function institutions.carry_over to dijkwacht_app, dijkwacht_system;
