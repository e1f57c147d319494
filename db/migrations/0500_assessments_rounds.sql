call platform.open_room('assessments');

create table assessments.rounds (
	id uuid primary key default uuidv7(),
	-- SURFaudit runs the sector's rounds; an institution may hold rounds of its own, which only it sees.
	owner_id uuid not null references institutions.organisations,
	sector boolean not null,
	framework_id uuid not null references norms.frameworks,
	title text not null check (length(title) between 3 and 200),
	from_day date not null,
	until_day date not null,
	closed_at timestamptz,
	created_by uuid,
	created_at timestamptz not null,
	check (until_day >= from_day)
);
create index on assessments.rounds (from_day desc);
call platform.protect('assessments.rounds');
revoke delete on assessments.rounds from dijkwacht_app;
create policy known on assessments.rounds for select to dijkwacht_app
	using ((sector and (select platform.organisation()) is not null) or owner_id = (select platform.organisation()));
create policy hold on assessments.rounds for insert to dijkwacht_app
	with check (owner_id = (select platform.organisation()) and sector = ((select platform.organisation_kind()) = 'surf-audit'));
create policy close on assessments.rounds for update to dijkwacht_app
	using (owner_id = (select platform.organisation())) with check (owner_id = (select platform.organisation()));

-- What was agreed. Terms never change: a change is a next number. In force asks both signatures, also for Dijkwacht itself.
create table assessments.target_agreements (
	id uuid primary key default uuidv7(),
	institution_id uuid not null references institutions.institutions,
	framework_id uuid not null references norms.frameworks,
	number int not null check (number > 0),
	level numeric(3, 1) not null,
	clusters jsonb not null,
	controls jsonb not null,
	floor int,
	key_controls text[] not null,
	by_day date not null,
	reason text not null check (length(reason) <= 4000),
	lowers boolean not null,
	lowering_reason text not null check (not lowers or length(lowering_reason) >= 3),
	state text not null default 'proposed' check (state in ('proposed', 'half-signed', 'in-force', 'superseded', 'withdrawn')),
	proposed_by uuid,
	proposed_at timestamptz not null,
	board_person uuid,
	board_at timestamptz,
	coordinator_person uuid,
	coordinator_at timestamptz,
	in_force_at timestamptz,
	ended_at timestamptz,
	unique (institution_id, framework_id, number),
	check (state not in ('in-force', 'superseded') or (board_at is not null and coordinator_at is not null)),
	check (not lowers or board_person is null or board_person is distinct from proposed_by)
);
create unique index on assessments.target_agreements (institution_id, framework_id) where state = 'in-force';
create unique index on assessments.target_agreements (institution_id, framework_id) where state in ('proposed', 'half-signed');
call platform.protect('assessments.target_agreements');
revoke update, delete on assessments.target_agreements from dijkwacht_app;
grant update (state, board_person, board_at, coordinator_person, coordinator_at, in_force_at, ended_at)
	on assessments.target_agreements to dijkwacht_app;
create policy disclosed on assessments.target_agreements for select to dijkwacht_app
	using (institution_id in (select institutions.readable('targets')));
create policy propose on assessments.target_agreements for insert to dijkwacht_app
	with check (institution_id = (select platform.organisation()));
create policy sign on assessments.target_agreements for update to dijkwacht_app
	using (institution_id = (select platform.organisation())
		or ((select platform.organisation_kind()) = 'surf-audit' and institution_id in (select institutions.readable('targets'))))
	with check (true);

create table assessments.assessments (
	id uuid primary key default uuidv7(),
	round_id uuid not null references assessments.rounds,
	framework_id uuid not null references norms.frameworks,
	institution_id uuid not null references institutions.institutions,
	-- Who gives the opinion: the institution itself, a peer, an auditor.
	author_id uuid not null references institutions.organisations,
	opinion text not null check (opinion in ('self', 'internal-audit', 'peer-review', 'external-audit')),
	state text not null default 'draft' check (state in ('draft', 'submitted')),
	method text not null default 'mean-of-clusters' check (method in ('mean-of-clusters', 'mean-of-controls')),
	created_by uuid,
	created_at timestamptz not null,
	submitted_by uuid,
	submitted_at timestamptz,
	unique (round_id, institution_id, opinion, author_id),
	check ((state = 'submitted') = (submitted_at is not null)),
	check ((opinion in ('self', 'internal-audit')) = (author_id = institution_id))
);
create index on assessments.assessments (institution_id, submitted_at desc);
create index on assessments.assessments (author_id) where state = 'draft';
call platform.protect('assessments.assessments');
revoke delete on assessments.assessments from dijkwacht_app;
-- A draft is its author's alone; what was submitted is the institution's, and of those it disclosed its scores or its evidence to.
create policy known on assessments.assessments for select to dijkwacht_app
	using (author_id = (select platform.organisation())
		or (state = 'submitted' and (institution_id in (select institutions.readable('scores'))
			or institution_id in (select institutions.readable('evidence')))));
create policy begin on assessments.assessments for insert to dijkwacht_app
	with check (author_id = (select platform.organisation()) and institution_id in (select institutions.readable('evidence')));
-- Submitted is locked: no policy lets anybody change it.
create policy submit on assessments.assessments for update to dijkwacht_app
	using (author_id = (select platform.organisation()) and state = 'draft') with check (author_id = (select platform.organisation()));

create table assessments.answers (
	assessment_id uuid not null references assessments.assessments,
	control text not null,
	institution_id uuid not null,
	now smallint,
	expected smallint,
	expected_on date,
	wanted smallint,
	not_applicable boolean not null,
	reason text not null check (length(reason) <= 8000),
	version int not null,
	answered_by uuid,
	answered_at timestamptz not null,
	primary key (assessment_id, control),
	check (not not_applicable or (now is null and length(reason) >= 3))
);
call platform.protect('assessments.answers');
-- Answers go further than figures: reasons and files need the disclosure of evidence.
create policy opened on assessments.answers for select to dijkwacht_app
	using (assessment_id in (select a.id from assessments.assessments a where a.author_id = (select platform.organisation())
		or (a.state = 'submitted' and a.institution_id in (select institutions.readable('evidence')))));
create policy write on assessments.answers to dijkwacht_app
	using (assessment_id in (select a.id from assessments.assessments a where a.state = 'draft' and a.author_id = (select platform.organisation())))
	with check (assessment_id in (select a.id from assessments.assessments a where a.state = 'draft' and a.author_id = (select platform.organisation())));

create table assessments.evidence (
	id uuid primary key default uuidv7(),
	assessment_id uuid not null references assessments.assessments,
	institution_id uuid not null,
	control text,
	name text not null check (length(name) between 1 and 200),
	media_type text not null,
	hash text not null check (hash ~ '^[0-9a-f]{64}$'),
	bytes int not null,
	added_by uuid,
	added_at timestamptz not null
);
create index on assessments.evidence (assessment_id);
call platform.protect('assessments.evidence');
create policy opened on assessments.evidence for select to dijkwacht_app
	using (assessment_id in (select a.id from assessments.assessments a where a.author_id = (select platform.organisation())
		or (a.state = 'submitted' and a.institution_id in (select institutions.readable('evidence')))));
create policy write on assessments.evidence to dijkwacht_app
	using (assessment_id in (select a.id from assessments.assessments a where a.state = 'draft' and a.author_id = (select platform.organisation())))
	with check (assessment_id in (select a.id from assessments.assessments a where a.state = 'draft' and a.author_id = (select platform.organisation())));

-- Written once, at submit, so that nobody has to add up answers to see how things stand.
create table assessments.scores (
	assessment_id uuid primary key references assessments.assessments,
	institution_id uuid not null,
	author_id uuid not null,
	round_id uuid not null,
	framework_id uuid not null,
	opinion text not null,
	submitted_at timestamptz not null,
	expected_on date,
	-- For sorting only; the exact means come from the sums in score.
	overall double precision,
	meets boolean not null,
	under_target int not null,
	agreement_id uuid references assessments.target_agreements,
	score jsonb not null
);
create index on assessments.scores (institution_id, opinion, submitted_at desc);
create index on assessments.scores (round_id);
call platform.protect('assessments.scores');
revoke update, delete on assessments.scores from dijkwacht_app;
create policy known on assessments.scores for select to dijkwacht_app
	using (author_id = (select platform.organisation()) or institution_id in (select institutions.readable('scores')));
create policy write on assessments.scores for insert to dijkwacht_app
	with check (author_id = (select platform.organisation()) and
		assessment_id in (select a.id from assessments.assessments a where a.state = 'draft' and a.author_id = (select platform.organisation())));
