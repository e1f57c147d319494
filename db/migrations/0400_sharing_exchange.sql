call platform.open_room('sharing');

create table sharing.advisories (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	title_nl text not null check (length(title_nl) between 3 and 200),
	title_en text not null check (length(title_en) <= 200),
	summary_nl text not null check (length(summary_nl) <= 4000),
	summary_en text not null check (length(summary_en) <= 4000),
	tlp text not null check (tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
	audience text not null check (audience in ('all', 'kinds', 'listed')),
	audience_kinds text[] not null default '{}',
	audience_listed uuid[] not null default '{}',
	state text not null default 'draft' check (state in ('draft', 'published', 'closed')),
	-- Why it was made: room and id, read by the author only, for it can name the institution that was hit.
	because text check (length(because) <= 200),
	close_reason text,
	created_by uuid,
	created_at timestamptz not null default now(),
	published_at timestamptz,
	closed_at timestamptz,
	unique (id, organisation_id),
	check (tlp <> 'red' or audience = 'listed'),
	check ((audience = 'kinds') = (audience_kinds <> '{}')),
	check ((audience = 'listed') = (audience_listed <> '{}')),
	check ((state = 'draft') = (published_at is null)),
	check ((state = 'closed') = (closed_at is not null))
);
create index on sharing.advisories (organisation_id);
create index on sharing.advisories (state, id desc);
call platform.protect('sharing.advisories');

-- The audience as it was at the moment of publishing; the author stands in the row so that its policy asks no other table.
create table sharing.recipients (
	advisory_id uuid not null,
	institution_id uuid not null references institutions.institutions,
	author_id uuid not null,
	primary key (advisory_id, institution_id),
	foreign key (advisory_id, author_id) references sharing.advisories (id, organisation_id)
);
create index on sharing.recipients (institution_id, advisory_id);
create index on sharing.recipients (author_id);
call platform.protect('sharing.recipients');
create policy mine on sharing.recipients for select to dijkwacht_app
	using (institution_id = (select platform.organisation()) or author_id = (select platform.organisation()));
create policy deliver on sharing.recipients for insert to dijkwacht_app with check (author_id = (select platform.organisation()));

-- TLP 2.0: CLEAR and GREEN to the whole sector when meant for all; AMBER to recipients and the two desks that run the watch;
-- AMBER+STRICT to recipients; RED to the security people of the institutions that were named.
create policy author on sharing.advisories to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));
create policy audience on sharing.advisories for select to dijkwacht_app using (
	state <> 'draft' and (
		(tlp in ('clear', 'green') and audience = 'all' and (select platform.organisation()) is not null)
		or (tlp in ('clear', 'green', 'amber') and (select platform.organisation_kind()) in ('surf-soc', 'surf-cert'))
		or (id in (select r.advisory_id from sharing.recipients r where r.institution_id = (select platform.organisation()))
			and (tlp <> 'red' or (select platform.role()) in ('ciso', 'security-officer')))
	)
);

create table sharing.mitigation_lines (
	id uuid primary key default uuidv7(),
	advisory_id uuid not null,
	organisation_id uuid not null,
	place int not null check (place between 1 and 100),
	text_nl text not null check (length(text_nl) between 3 and 2000),
	text_en text not null check (length(text_en) <= 2000),
	effort text not null check (effort in ('minutes', 'hours', 'days', 'weeks')),
	unique (advisory_id, place),
	unique (id, advisory_id),
	foreign key (advisory_id, organisation_id) references sharing.advisories (id, organisation_id)
);
call platform.protect('sharing.mitigation_lines');
create policy author on sharing.mitigation_lines to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));
create policy audience on sharing.mitigation_lines for select to dijkwacht_app using (advisory_id in (select a.id from sharing.advisories a));

create table sharing.indicators (
	id uuid primary key default uuidv7(),
	organisation_id uuid not null references institutions.organisations,
	advisory_id uuid,
	kind text not null check (kind in ('ipv4', 'ipv6', 'domain', 'url', 'md5', 'sha1', 'sha256', 'ja3', 'ja4', 'email', 'file-name', 'user-name')),
	match text not null check (match in ('exact', 'network', 'subdomains', 'prefix')),
	value text not null check (length(value) between 1 and 2048),
	valid_from timestamptz not null default now(),
	valid_until timestamptz,
	tlp text not null check (tlp in ('clear', 'green', 'amber', 'amber+strict', 'red')),
	confidence int not null check (confidence between 0 and 100),
	withdrawn_at timestamptz,
	withdrawn_reason text,
	created_at timestamptz not null default now(),
	-- Transaction of the last change: a reader asks again from the oldest transaction that was still open at its last reading.
	changed_xid xid8 not null default pg_current_xact_id(),
	check (valid_until is null or valid_until > valid_from),
	check (match <> 'network' or kind in ('ipv4', 'ipv6')),
	check (match <> 'subdomains' or kind = 'domain'),
	check (match <> 'prefix' or kind = 'url'),
	foreign key (advisory_id, organisation_id) references sharing.advisories (id, organisation_id)
);
create unique index one_of_each on sharing.indicators (organisation_id, advisory_id, kind, match, value) nulls not distinct
	where withdrawn_at is null;
create index on sharing.indicators (advisory_id);
create index on sharing.indicators (changed_xid);
create index on sharing.indicators (kind, value);
call platform.protect('sharing.indicators');
create policy author on sharing.indicators to dijkwacht_app
	using (organisation_id = (select platform.organisation())) with check (organisation_id = (select platform.organisation()));
create policy audience on sharing.indicators for select to dijkwacht_app
	using (advisory_id in (select a.id from sharing.advisories a where a.state <> 'draft'));

create function sharing.mark_change() returns trigger language plpgsql set search_path = '' as $$
begin
	new.changed_xid := pg_catalog.pg_current_xact_id();
	return new;
end $$;
create trigger mark before update on sharing.indicators for each row execute function sharing.mark_change();

-- Publishing changes who matches on an indicator, so it counts as a change of the indicator.
create function sharing.mark_published() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	update sharing.indicators set changed_xid = pg_catalog.pg_current_xact_id() where advisory_id = new.id;
	return null;
end $$;
alter function sharing.mark_published() owner to dijkwacht_system;
create trigger published after update of state on sharing.advisories for each row
	when (old.state = 'draft' and new.state = 'published') execute function sharing.mark_published();

create function sharing.wake_readers() returns trigger language plpgsql set search_path = '' as $$
begin
	perform pg_catalog.pg_notify('dijkwacht_indicators', '');
	return null;
end $$;
create trigger wake after insert or update on sharing.indicators for each statement execute function sharing.wake_readers();
