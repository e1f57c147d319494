-- What correlations remember, a row a group: a batch reads and writes the groups its events belong to, and a group is forgotten by
-- when it was last heard of. As one text a rule they were forgotten by the newest event of any group, so that a sensor that runs
-- behind lost its groups between two batches to one that does not.
create table monitoring.correlation_groups (
	institution_id uuid not null references institutions.institutions,
	rule_id text not null,
	-- Hash of the values that make the group; these are as long as a sender likes.
	key bytea not null check (length(key) = 16),
	state text not null,
	touched_at timestamptz not null,
	forget_at timestamptz not null,
	primary key (institution_id, rule_id, key)
);
create index on monitoring.correlation_groups (institution_id, rule_id, touched_at);
create index on monitoring.correlation_groups (forget_at);
call platform.protect('monitoring.correlation_groups');
create policy own on monitoring.correlation_groups to dijkwacht_app
	using (institution_id = (select platform.organisation())) with check (institution_id = (select platform.organisation()));

insert into monitoring.correlation_groups (institution_id, rule_id, key, state, touched_at, forget_at)
	select distinct on (s.institution_id, s.rule_id, g.value -> 'values') s.institution_id, s.rule_id,
		substr(sha256(convert_to(g.value ->> 'values', 'UTF8')), 1, 16), g.value::text, now(), now() + interval '1 day'
	from monitoring.correlation_states s, jsonb_array_elements(s.groups::jsonb) g;
alter table monitoring.correlation_states drop column groups;
