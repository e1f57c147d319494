-- The end result of db/migrations, written by `npm run cli -- schema`; a test compares it. Do not edit by hand.

-- Tables

create table assessments.answers (
	assessment_id uuid not null,
	control text not null,
	institution_id uuid not null,
	now smallint,
	expected smallint,
	expected_on date,
	wanted smallint,
	not_applicable boolean not null,
	reason text not null,
	version integer not null,
	answered_by uuid,
	answered_at timestamp with time zone not null
);
create table assessments.assessments (
	id uuid not null default uuidv7(),
	round_id uuid not null,
	framework_id uuid not null,
	institution_id uuid not null,
	author_id uuid not null,
	opinion text not null,
	state text not null default 'draft'::text,
	method text not null default 'mean-of-clusters'::text,
	created_by uuid,
	created_at timestamp with time zone not null,
	submitted_by uuid,
	submitted_at timestamp with time zone
);
create table assessments.evidence (
	id uuid not null default uuidv7(),
	assessment_id uuid not null,
	institution_id uuid not null,
	control text,
	name text not null,
	media_type text not null,
	hash text not null,
	bytes integer not null,
	added_by uuid,
	added_at timestamp with time zone not null
);
create table assessments.rounds (
	id uuid not null default uuidv7(),
	owner_id uuid not null,
	sector boolean not null,
	framework_id uuid not null,
	title text not null,
	from_day date not null,
	until_day date not null,
	closed_at timestamp with time zone,
	created_by uuid,
	created_at timestamp with time zone not null
);
create table assessments.scores (
	assessment_id uuid not null,
	institution_id uuid not null,
	author_id uuid not null,
	round_id uuid not null,
	framework_id uuid not null,
	opinion text not null,
	submitted_at timestamp with time zone not null,
	expected_on date,
	overall double precision,
	meets boolean not null,
	under_target integer not null,
	agreement_id uuid,
	score jsonb not null
);
create table assessments.target_agreements (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	framework_id uuid not null,
	number integer not null,
	level numeric(3,1) not null,
	clusters jsonb not null,
	controls jsonb not null,
	floor integer,
	key_controls text[] not null,
	by_day date not null,
	reason text not null,
	lowers boolean not null,
	lowering_reason text not null,
	state text not null default 'proposed'::text,
	proposed_by uuid,
	proposed_at timestamp with time zone not null,
	board_person uuid,
	board_at timestamp with time zone,
	coordinator_person uuid,
	coordinator_at timestamp with time zone,
	in_force_at timestamp with time zone,
	ended_at timestamp with time zone
);
create table duty.challenges (
	id uuid not null default uuidv7(),
	contact_id uuid not null,
	institution_id uuid not null,
	channel text not null,
	state text not null default 'waiting'::text,
	token_hash bytea,
	code_hash bytea,
	wrong_codes integer not null default 0,
	fault text not null default ''::text,
	asked_at timestamp with time zone not null default now(),
	sent_at timestamp with time zone,
	expires_at timestamp with time zone not null,
	confirmed_at timestamp with time zone
);
create table duty.contacts (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	place integer not null default 1,
	name text not null,
	function text not null default ''::text,
	mail text,
	phone text not null default ''::text,
	webhook text,
	locale text not null default 'nl'::text,
	confirmed_at timestamp with time zone,
	confirmed_by text,
	ended_at timestamp with time zone,
	created_at timestamp with time zone not null default now()
);
create table duty.rotas (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	name text not null,
	phone text not null default ''::text,
	ended_at timestamp with time zone,
	created_at timestamp with time zone not null default now()
);
create table duty.shifts (
	id uuid not null default uuidv7(),
	rota_id uuid not null,
	organisation_id uuid not null,
	person_id uuid,
	person_name text not null,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	present_at timestamp with time zone
);
create table duty.webhook_keys (
	contact_id uuid not null,
	institution_id uuid not null,
	key bytea not null
);
create table improvement.actions (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	title text not null,
	description text not null default ''::text,
	owner text not null,
	owner_person_id uuid,
	carrier text not null default 'own'::text,
	due_on date not null,
	milestone text,
	because_room text not null,
	because_id text not null,
	state text not null default 'open'::text,
	proof text,
	reason text,
	done_by uuid,
	done_at timestamp with time zone,
	version integer not null default 1,
	created_by uuid,
	created_at timestamp with time zone not null,
	updated_at timestamp with time zone not null,
	cost_once bigint,
	cost_yearly bigint
);
create table improvement.milestone_changes (
	institution_id uuid not null,
	kind text not null,
	version integer not null,
	planned date,
	forecast date,
	actual date,
	reason text not null,
	at timestamp with time zone not null
);
create table improvement.milestones (
	institution_id uuid not null,
	kind text not null,
	planned date,
	forecast date,
	forecast_from text,
	actual date,
	reason text not null default ''::text,
	version integer not null default 1,
	updated_at timestamp with time zone not null
);
create table institutions.audit_heads (
	organisation_id uuid not null,
	number bigint not null,
	hash bytea not null
);
create table institutions.audit_trail (
	organisation_id uuid not null,
	number bigint not null,
	at timestamp with time zone not null,
	person_id uuid,
	role text,
	verb text not null,
	subject text not null,
	detail jsonb not null,
	previous bytea not null,
	hash bytea not null
);
create table institutions.challenges (
	id uuid not null default uuidv7(),
	purpose text not null,
	challenge text not null,
	detail jsonb not null default '{}'::jsonb,
	expires_at timestamp with time zone not null
);
create table institutions.disclosures (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	audience_id uuid not null,
	subject text not null,
	purpose text not null,
	from_day date not null default CURRENT_DATE,
	until_day date,
	ended_at timestamp with time zone,
	created_by uuid,
	created_at timestamp with time zone not null default now()
);
create table institutions.identities (
	issuer text not null,
	subject text not null,
	person_id uuid not null,
	linked_at timestamp with time zone not null
);
create table institutions.imports (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	sector text not null,
	file_hash bytea not null,
	comparison jsonb not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	applied_at timestamp with time zone
);
create table institutions.institutions (
	id uuid not null,
	kind text not null,
	brin text,
	board_number text,
	kvk text,
	ror text,
	home_organisations text[] not null default '{}'::text[],
	umbrella_id uuid,
	province text,
	city text,
	size integer,
	risk_profile text not null default 'normal'::text,
	valid_from date not null default CURRENT_DATE,
	valid_until date,
	merged_into uuid,
	carried_over_at timestamp with time zone
);
create table institutions.invitations (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	secret_hash bytea not null,
	mail text,
	display_name text not null,
	locale text not null default 'nl'::text,
	role text not null,
	unit_id uuid,
	person_id uuid,
	invited_by uuid,
	created_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	accepted_at timestamp with time zone,
	revoked_at timestamp with time zone
);
create table institutions.looks (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	viewer_id uuid not null,
	viewer_person uuid,
	subject text not null,
	at timestamp with time zone not null default now()
);
create table institutions.memberships (
	id uuid not null default uuidv7(),
	person_id uuid not null,
	organisation_id uuid not null,
	role text not null,
	unit_id uuid,
	from_at timestamp with time zone not null default now(),
	ended_at timestamp with time zone
);
create table institutions.names (
	institution_id uuid not null,
	name text not null,
	valid_from date not null,
	valid_until date
);
create table institutions.organisations (
	id uuid not null default uuidv7(),
	kind text not null,
	name text not null,
	theme text,
	required_acr text,
	created_at timestamp with time zone not null default now()
);
create table institutions.passkeys (
	id uuid not null default uuidv7(),
	person_id uuid not null,
	credential_id text not null,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}'::text[],
	backed_up boolean not null,
	name text not null,
	created_at timestamp with time zone not null,
	last_used_at timestamp with time zone
);
create table institutions.persons (
	id uuid not null default uuidv7(),
	display_name text not null,
	mail text,
	locale text not null default 'nl'::text,
	demo_persona text,
	created_at timestamp with time zone not null default now(),
	disabled_at timestamp with time zone
);
create table institutions.recovery_codes (
	hash bytea not null,
	person_id uuid not null,
	created_at timestamp with time zone not null,
	used_at timestamp with time zone
);
create table institutions.sessions (
	id uuid not null default uuidv7(),
	token_hash bytea not null,
	person_id uuid not null,
	organisation_id uuid not null,
	role text not null,
	how text not null,
	acr text not null,
	limited_to uuid,
	user_agent text not null default ''::text,
	created_at timestamp with time zone not null,
	last_used_at timestamp with time zone not null,
	idle_limit interval not null default '08:00:00'::interval,
	absolute_until timestamp with time zone not null,
	ended_at timestamp with time zone
);
create table institutions.tokens (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	name text not null,
	hash bytea not null,
	scope text not null,
	sensor_id uuid,
	created_by uuid,
	created_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	last_used_at timestamp with time zone,
	revoked_at timestamp with time zone,
	rotated_to uuid
);
create table institutions.units (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	name text not null,
	kind text not null
);
create table monitoring.alert_notes (
	id uuid not null default uuidv7(),
	alert_id uuid not null,
	institution_id uuid not null,
	author_id uuid,
	organisation_id uuid not null,
	text text not null,
	at timestamp with time zone not null default now()
);
create table monitoring.alerts (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	sensor_id uuid,
	cause text not null,
	title_nl text not null,
	title_en text not null,
	author text not null default ''::text,
	severity text not null,
	first_time timestamp with time zone not null,
	last_time timestamp with time zone not null,
	count bigint not null default 1,
	host text not null default ''::text,
	window_start timestamp with time zone not null,
	batch text not null,
	line integer not null,
	event_time timestamp with time zone not null,
	observables jsonb not null default '[]'::jsonb,
	excerpt text not null default ''::text,
	looked_back boolean not null default false,
	synthetic boolean not null default false,
	state text not null default 'new'::text,
	taken_by uuid,
	taken_by_organisation uuid,
	taken_at timestamp with time zone,
	decision text,
	reason text,
	decided_by uuid,
	decided_by_organisation uuid,
	decided_at timestamp with time zone,
	created_at timestamp with time zone not null default now(),
	searched text not null default lower(((((((((title_nl || ' '::text) || title_en) || ' '::text) || host) || ' '::text) || cause) || ' '::text) || (observables)::text)),
	context jsonb not null default '[]'::jsonb
);
create table monitoring.batches (
	sensor_id uuid not null,
	institution_id uuid not null,
	key text not null,
	body_hash bytea not null,
	received_at timestamp with time zone not null,
	finished_at timestamp with time zone,
	accepted integer not null default 0,
	refused integer not null default 0,
	alerts integer not null default 0,
	unheard bytea
);
create table monitoring.correlation_groups (
	institution_id uuid not null,
	rule_id text not null,
	key bytea not null,
	state text not null,
	touched_at timestamp with time zone not null,
	forget_at timestamp with time zone not null
);
create table monitoring.correlation_states (
	institution_id uuid not null,
	rule_id text not null,
	given_up bigint not null default 0
);
create table monitoring.dead_letters (
	id bigint not null generated always as identity,
	institution_id uuid not null,
	sensor_id uuid not null,
	batch_key text not null,
	line integer not null,
	reason text not null,
	excerpt text not null,
	at timestamp with time zone not null default now()
);
create table monitoring.erasures (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	scope text not null,
	kind text,
	value text,
	shown text not null,
	reason text not null,
	asked_by uuid,
	asked_at timestamp with time zone not null,
	done_at timestamp with time zone,
	events bigint not null default 0,
	letters bigint not null default 0,
	held bigint not null default 0
);
create table monitoring.holds (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	from_time timestamp with time zone not null,
	to_time timestamp with time zone not null,
	until date not null,
	reason text not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	ended_by uuid,
	ended_at timestamp with time zone,
	end_reason text
);
create table monitoring.keeping_terms (
	institution_id uuid not null,
	events_days integer not null,
	observables_days integer not null,
	reason text not null,
	changed_by uuid,
	changed_at timestamp with time zone not null
);
create table monitoring.person_entries (
	institution_id uuid not null,
	pseudonym text not null,
	key_id uuid not null,
	sealed bytea not null,
	first_on date not null,
	last_on date not null
);
create table monitoring.person_keys (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	public_key bytea not null,
	challenge_hash bytea,
	made_by uuid,
	made_at timestamp with time zone not null,
	proven_at timestamp with time zone
);
create table monitoring.person_settings (
	institution_id uuid not null,
	enabled boolean not null,
	key_id uuid not null,
	wrapped_secret bytea not null,
	reason text not null,
	changed_by uuid,
	changed_at timestamp with time zone not null
);
create table monitoring.rule_states (
	institution_id uuid not null,
	rule_id text not null,
	enabled boolean not null,
	reason text not null,
	changed_by uuid,
	changed_at timestamp with time zone not null default now()
);
create table monitoring.rule_trial_hits (
	trial_id uuid not null,
	organisation_id uuid,
	institution_id uuid not null,
	day date not null,
	host text not null,
	hits bigint not null,
	alerts integer not null,
	first_time timestamp with time zone not null,
	last_time timestamp with time zone not null,
	sample text not null
);
create table monitoring.rule_trials (
	id uuid not null default uuidv7(),
	organisation_id uuid,
	person_id uuid,
	rule_id text not null,
	title text not null,
	rule_text text not null,
	days integer not null,
	institutions uuid[] not null,
	from_time timestamp with time zone not null,
	to_time timestamp with time zone not null,
	progress_id uuid,
	state text not null default 'waiting'::text,
	stop_asked boolean not null default false,
	result jsonb,
	created_at timestamp with time zone not null,
	finished_at timestamp with time zone
);
create table monitoring.running_searches (
	id uuid not null,
	organisation_id uuid not null,
	person_id uuid,
	kind text not null,
	query text not null,
	started_at timestamp with time zone not null,
	stop_asked boolean not null default false
);
create table monitoring.sensors (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	name text not null,
	kind text not null,
	rhythm_seconds integer not null,
	scope text not null default ''::text,
	last_report_at timestamp with time zone,
	report_day date,
	events_on_day bigint not null default 0,
	dead_letters_evicted bigint not null default 0,
	created_at timestamp with time zone not null default now(),
	retired_at timestamp with time zone,
	certificate_sha256 bytea
);
create table monitoring.synthetic_checks (
	id uuid not null default uuidv7(),
	institution_id uuid not null,
	sent_at timestamp with time zone not null,
	passed_at timestamp with time zone,
	fault text
);
create table norms.clusters (
	framework_id uuid not null,
	owner_id uuid,
	cluster text not null,
	place integer not null,
	title jsonb not null
);
create table norms.controls (
	framework_id uuid not null,
	owner_id uuid,
	control text not null,
	cluster text not null,
	place integer not null,
	active boolean not null,
	body jsonb not null
);
create table norms.crosswalks (
	id uuid not null default uuidv7(),
	owner_id uuid,
	crosswalk text not null,
	version text not null,
	name jsonb not null,
	status text not null,
	source_framework text not null,
	source_version text,
	target_framework text not null,
	target_version text,
	relations jsonb not null,
	licence text not null,
	attribution text not null
);
create table norms.frameworks (
	id uuid not null default uuidv7(),
	owner_id uuid,
	framework text not null,
	version text not null,
	name jsonb not null,
	status text not null,
	notice jsonb,
	languages text[] not null,
	scale jsonb not null,
	licence text not null,
	attribution text not null,
	structure_hash text not null,
	content_hash text not null,
	source_format text not null,
	created_by uuid,
	created_at timestamp with time zone not null default now()
);
create table platform.idempotency (
	organisation_id uuid not null,
	asker uuid not null,
	key text not null,
	request_hash bytea not null,
	status integer,
	response jsonb,
	at timestamp with time zone not null default now()
);
create table platform.live_events (
	id bigint not null generated always as identity,
	xid xid8 not null default pg_current_xact_id(),
	organisation_id uuid,
	topic text not null,
	payload jsonb not null,
	at timestamp with time zone not null default now()
);
create table platform.progress (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	kind text not null,
	state text not null default 'waiting'::text,
	done bigint not null default 0,
	total bigint,
	detail text not null default ''::text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now()
);
create table sharing.advisories (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	title_nl text not null,
	title_en text not null,
	summary_nl text not null,
	summary_en text not null,
	tlp text not null,
	audience text not null,
	audience_kinds text[] not null default '{}'::text[],
	audience_listed uuid[] not null default '{}'::uuid[],
	state text not null default 'draft'::text,
	because text,
	close_reason text,
	created_by uuid,
	created_at timestamp with time zone not null default now(),
	published_at timestamp with time zone,
	closed_at timestamp with time zone
);
create table sharing.handling (
	id uuid not null default uuidv7(),
	advisory_id uuid not null,
	line_id uuid not null,
	institution_id uuid not null,
	author_id uuid not null,
	state text not null default 'received'::text,
	reason text,
	planned_on date,
	owner text,
	proof text,
	done_by uuid,
	done_at timestamp with time zone,
	verified_by uuid,
	verified_organisation uuid,
	verified_at timestamp with time zone,
	verified_how text,
	version integer not null default 1,
	changed_at timestamp with time zone not null default now()
);
create table sharing.indicators (
	id uuid not null default uuidv7(),
	organisation_id uuid not null,
	advisory_id uuid,
	kind text not null,
	match text not null,
	value text not null,
	valid_from timestamp with time zone not null default now(),
	valid_until timestamp with time zone,
	tlp text not null,
	confidence integer not null,
	withdrawn_at timestamp with time zone,
	withdrawn_reason text,
	created_at timestamp with time zone not null default now(),
	changed_xid xid8 not null default pg_current_xact_id()
);
create table sharing.mitigation_lines (
	id uuid not null default uuidv7(),
	advisory_id uuid not null,
	organisation_id uuid not null,
	place integer not null,
	text_nl text not null,
	text_en text not null,
	effort text not null
);
create table sharing.recipients (
	advisory_id uuid not null,
	institution_id uuid not null,
	author_id uuid not null
);
create table sharing.sightings (
	indicator_id uuid not null,
	institution_id uuid not null,
	answer text not null,
	first_seen timestamp with time zone,
	last_seen timestamp with time zone,
	past_count bigint not null default 0,
	live_count bigint not null default 0,
	pointer jsonb,
	reason text,
	answered_at timestamp with time zone not null default now()
);
create table sharing.told (
	advisory_id uuid not null,
	asker_id uuid not null,
	about text not null,
	states jsonb not null,
	figures jsonb not null,
	told_at timestamp with time zone not null default now()
);
create table steering.given (
	picture_id uuid not null,
	institution_id uuid not null,
	cells text[] not null,
	gave double precision[] not null
);
create table steering.pictures (
	id uuid not null default uuidv7(),
	line text not null,
	round text not null default ''::text,
	period text not null,
	shown text[] not null,
	made_at timestamp with time zone not null default now()
);
create table steering.release_contributors (
	release_id uuid not null,
	cell text not null,
	institution_id uuid not null,
	version text not null
);
create table steering.released_cells (
	release_id uuid not null,
	cell text not null,
	withheld text,
	contributors integer,
	mean numeric(6,2),
	median numeric(6,2),
	quartile_low numeric(6,2),
	quartile_high numeric(6,2)
);
create table steering.releases (
	id uuid not null default uuidv7(),
	figure text not null,
	framework text not null default ''::text,
	period text not null,
	made_at timestamp with time zone not null default now(),
	picture_id uuid
);
create table steering.told (
	audience_id uuid not null,
	picture_id uuid not null,
	shown text[] not null,
	told_at timestamp with time zone not null default now()
);

-- Constraints

alter table assessments.answers add constraint answers_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessments.assessments(id);
alter table assessments.answers add constraint answers_check CHECK (((NOT not_applicable) OR ((now IS NULL) AND (length(reason) >= 3))));
alter table assessments.answers add constraint answers_pkey PRIMARY KEY (assessment_id, control);
alter table assessments.answers add constraint answers_reason_check CHECK ((length(reason) <= 8000));
alter table assessments.assessments add constraint assessments_author_id_fkey FOREIGN KEY (author_id) REFERENCES institutions.organisations(id);
alter table assessments.assessments add constraint assessments_check CHECK (((state = 'submitted'::text) = (submitted_at IS NOT NULL)));
alter table assessments.assessments add constraint assessments_check1 CHECK (((opinion = ANY (ARRAY['self'::text, 'internal-audit'::text])) = (author_id = institution_id)));
alter table assessments.assessments add constraint assessments_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES norms.frameworks(id);
alter table assessments.assessments add constraint assessments_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table assessments.assessments add constraint assessments_method_check CHECK ((method = ANY (ARRAY['mean-of-clusters'::text, 'mean-of-controls'::text])));
alter table assessments.assessments add constraint assessments_opinion_check CHECK ((opinion = ANY (ARRAY['self'::text, 'internal-audit'::text, 'peer-review'::text, 'external-audit'::text])));
alter table assessments.assessments add constraint assessments_pkey PRIMARY KEY (id);
alter table assessments.assessments add constraint assessments_round_id_fkey FOREIGN KEY (round_id) REFERENCES assessments.rounds(id);
alter table assessments.assessments add constraint assessments_round_id_institution_id_opinion_author_id_key UNIQUE (round_id, institution_id, opinion, author_id);
alter table assessments.assessments add constraint assessments_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text])));
alter table assessments.evidence add constraint evidence_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessments.assessments(id);
alter table assessments.evidence add constraint evidence_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));
alter table assessments.evidence add constraint evidence_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table assessments.evidence add constraint evidence_pkey PRIMARY KEY (id);
alter table assessments.rounds add constraint rounds_check CHECK ((until_day >= from_day));
alter table assessments.rounds add constraint rounds_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES norms.frameworks(id);
alter table assessments.rounds add constraint rounds_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES institutions.organisations(id);
alter table assessments.rounds add constraint rounds_pkey PRIMARY KEY (id);
alter table assessments.rounds add constraint rounds_title_check CHECK (((length(title) >= 3) AND (length(title) <= 200)));
alter table assessments.scores add constraint scores_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES assessments.target_agreements(id);
alter table assessments.scores add constraint scores_assessment_id_fkey FOREIGN KEY (assessment_id) REFERENCES assessments.assessments(id);
alter table assessments.scores add constraint scores_pkey PRIMARY KEY (assessment_id);
alter table assessments.target_agreements add constraint target_agreements_check CHECK (((NOT lowers) OR (length(lowering_reason) >= 3)));
alter table assessments.target_agreements add constraint target_agreements_check1 CHECK (((state <> ALL (ARRAY['in-force'::text, 'superseded'::text])) OR ((board_at IS NOT NULL) AND (coordinator_at IS NOT NULL))));
alter table assessments.target_agreements add constraint target_agreements_check2 CHECK (((NOT lowers) OR (board_person IS NULL) OR (board_person IS DISTINCT FROM proposed_by)));
alter table assessments.target_agreements add constraint target_agreements_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES norms.frameworks(id);
alter table assessments.target_agreements add constraint target_agreements_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table assessments.target_agreements add constraint target_agreements_institution_id_framework_id_number_key UNIQUE (institution_id, framework_id, number);
alter table assessments.target_agreements add constraint target_agreements_number_check CHECK ((number > 0));
alter table assessments.target_agreements add constraint target_agreements_pkey PRIMARY KEY (id);
alter table assessments.target_agreements add constraint target_agreements_reason_check CHECK ((length(reason) <= 4000));
alter table assessments.target_agreements add constraint target_agreements_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'half-signed'::text, 'in-force'::text, 'superseded'::text, 'withdrawn'::text])));
alter table duty.challenges add constraint challenges_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table duty.challenges add constraint challenges_code_hash_check CHECK ((length(code_hash) = 32));
alter table duty.challenges add constraint challenges_contact_id_institution_id_fkey FOREIGN KEY (contact_id, institution_id) REFERENCES duty.contacts(id, institution_id);
alter table duty.challenges add constraint challenges_fault_check CHECK ((length(fault) <= 500));
alter table duty.challenges add constraint challenges_pkey PRIMARY KEY (id);
alter table duty.challenges add constraint challenges_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'confirmed'::text, 'failed'::text])));
alter table duty.challenges add constraint challenges_token_hash_check CHECK ((length(token_hash) = 32));
alter table duty.challenges add constraint challenges_token_hash_key UNIQUE (token_hash);
alter table duty.contacts add constraint contacts_check CHECK (((mail IS NOT NULL) OR (webhook IS NOT NULL)));
alter table duty.contacts add constraint contacts_confirmed_by_check CHECK ((confirmed_by = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table duty.contacts add constraint contacts_function_check CHECK ((length(function) <= 200));
alter table duty.contacts add constraint contacts_id_institution_id_key UNIQUE (id, institution_id);
alter table duty.contacts add constraint contacts_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table duty.contacts add constraint contacts_locale_check CHECK ((locale = ANY (ARRAY['nl'::text, 'en'::text])));
alter table duty.contacts add constraint contacts_mail_check CHECK (((mail ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(mail) <= 254)));
alter table duty.contacts add constraint contacts_name_check CHECK (((length(name) >= 2) AND (length(name) <= 200)));
alter table duty.contacts add constraint contacts_phone_check CHECK ((phone ~ '^[+0-9() -]{0,30}$'::text));
alter table duty.contacts add constraint contacts_pkey PRIMARY KEY (id);
alter table duty.contacts add constraint contacts_place_check CHECK (((place >= 1) AND (place <= 20)));
alter table duty.contacts add constraint contacts_webhook_check CHECK (((webhook ~ '^https?://'::text) AND (length(webhook) <= 2000)));
alter table duty.rotas add constraint rotas_id_organisation_id_key UNIQUE (id, organisation_id);
alter table duty.rotas add constraint rotas_name_check CHECK (((length(name) >= 2) AND (length(name) <= 200)));
alter table duty.rotas add constraint rotas_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table duty.rotas add constraint rotas_phone_check CHECK ((phone ~ '^[+0-9() -]{0,30}$'::text));
alter table duty.rotas add constraint rotas_pkey PRIMARY KEY (id);
alter table duty.shifts add constraint shifts_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '26:00:00'::interval))));
alter table duty.shifts add constraint shifts_person_name_check CHECK (((length(person_name) >= 1) AND (length(person_name) <= 200)));
alter table duty.shifts add constraint shifts_pkey PRIMARY KEY (id);
alter table duty.shifts add constraint shifts_rota_id_organisation_id_fkey FOREIGN KEY (rota_id, organisation_id) REFERENCES duty.rotas(id, organisation_id);
alter table duty.shifts add constraint shifts_rota_id_person_name_starts_at_key UNIQUE (rota_id, person_name, starts_at);
alter table duty.webhook_keys add constraint webhook_keys_contact_id_institution_id_fkey FOREIGN KEY (contact_id, institution_id) REFERENCES duty.contacts(id, institution_id);
alter table duty.webhook_keys add constraint webhook_keys_key_check CHECK ((length(key) >= 24));
alter table duty.webhook_keys add constraint webhook_keys_pkey PRIMARY KEY (contact_id);
alter table improvement.actions add constraint actions_because_id_check CHECK (((length(because_id) >= 1) AND (length(because_id) <= 200)));
alter table improvement.actions add constraint actions_because_room_check CHECK ((because_room ~ '^[a-z]{3,30}$'::text));
alter table improvement.actions add constraint actions_carrier_check CHECK ((carrier = ANY (ARRAY['own'::text, 'joint'::text, 'government'::text])));
alter table improvement.actions add constraint actions_cost_once_check CHECK (((cost_once >= 0) AND (cost_once <= 1000000000)));
alter table improvement.actions add constraint actions_cost_yearly_check CHECK (((cost_yearly >= 0) AND (cost_yearly <= 1000000000)));
alter table improvement.actions add constraint actions_description_check CHECK ((length(description) <= 8000));
alter table improvement.actions add constraint actions_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.organisations(id);
alter table improvement.actions add constraint actions_milestone_check CHECK ((milestone = ANY (ARRAY['target-reached'::text, 'soc-connected'::text, 'external-audit'::text])));
alter table improvement.actions add constraint actions_owner_check CHECK (((length(owner) >= 2) AND (length(owner) <= 200)));
alter table improvement.actions add constraint actions_pkey PRIMARY KEY (id);
alter table improvement.actions add constraint actions_proof_check CHECK (((length(proof) >= 3) AND (length(proof) <= 4000)));
alter table improvement.actions add constraint actions_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 2000)));
alter table improvement.actions add constraint actions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'in-progress'::text, 'done'::text, 'verified'::text, 'dropped'::text])));
alter table improvement.actions add constraint actions_title_check CHECK (((length(title) >= 3) AND (length(title) <= 300)));
alter table improvement.milestone_changes add constraint milestone_changes_pkey PRIMARY KEY (institution_id, kind, version);
alter table improvement.milestones add constraint milestones_forecast_from_check CHECK ((forecast_from = ANY (ARRAY['entry'::text, 'actions'::text])));
alter table improvement.milestones add constraint milestones_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table improvement.milestones add constraint milestones_kind_check CHECK ((kind = ANY (ARRAY['target-reached'::text, 'soc-connected'::text, 'external-audit'::text])));
alter table improvement.milestones add constraint milestones_pkey PRIMARY KEY (institution_id, kind);
alter table improvement.milestones add constraint milestones_reason_check CHECK ((length(reason) <= 2000));
alter table institutions.audit_heads add constraint audit_heads_pkey PRIMARY KEY (organisation_id);
alter table institutions.audit_trail add constraint audit_trail_pkey PRIMARY KEY (organisation_id, number);
alter table institutions.audit_trail add constraint audit_trail_verb_check CHECK ((verb ~ '^[a-z-]+\.[a-z-]+$'::text));
alter table institutions.challenges add constraint challenges_pkey PRIMARY KEY (id);
alter table institutions.challenges add constraint challenges_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'enrol'::text, 'add'::text, 'oidc'::text])));
alter table institutions.disclosures add constraint disclosures_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES institutions.organisations(id);
alter table institutions.disclosures add constraint disclosures_check CHECK (((until_day IS NULL) OR (until_day >= from_day)));
alter table institutions.disclosures add constraint disclosures_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table institutions.disclosures add constraint disclosures_pkey PRIMARY KEY (id);
alter table institutions.disclosures add constraint disclosures_purpose_check CHECK (((length(purpose) >= 3) AND (length(purpose) <= 500)));
alter table institutions.disclosures add constraint disclosures_subject_check CHECK ((subject = ANY (ARRAY['scores'::text, 'targets'::text, 'milestones'::text, 'evidence'::text, 'actions'::text, 'sensors'::text, 'alerts'::text, 'telemetry'::text, 'sightings'::text, 'handling'::text])));
alter table institutions.identities add constraint identities_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.identities add constraint identities_pkey PRIMARY KEY (issuer, subject);
alter table institutions.imports add constraint imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES institutions.persons(id);
alter table institutions.imports add constraint imports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table institutions.imports add constraint imports_pkey PRIMARY KEY (id);
alter table institutions.imports add constraint imports_sector_check CHECK ((sector = ANY (ARRAY['higher-education'::text, 'mbo'::text])));
alter table institutions.institutions add constraint institutions_board_number_check CHECK ((board_number ~ '^[0-9]{1,6}$'::text));
alter table institutions.institutions add constraint institutions_brin_check CHECK ((brin ~ '^[0-9A-Z]{4}$'::text));
alter table institutions.institutions add constraint institutions_brin_key UNIQUE (brin);
alter table institutions.institutions add constraint institutions_check CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)));
alter table institutions.institutions add constraint institutions_id_fkey FOREIGN KEY (id) REFERENCES institutions.organisations(id);
alter table institutions.institutions add constraint institutions_kind_check CHECK ((kind = ANY (ARRAY['hbo'::text, 'wo'::text, 'mbo'::text, 'research'::text, 'nrto'::text])));
alter table institutions.institutions add constraint institutions_kvk_check CHECK ((kvk ~ '^[0-9]{8}$'::text));
alter table institutions.institutions add constraint institutions_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES institutions.institutions(id);
alter table institutions.institutions add constraint institutions_pkey PRIMARY KEY (id);
alter table institutions.institutions add constraint institutions_province_check CHECK ((province = ANY (ARRAY['DR'::text, 'FL'::text, 'FR'::text, 'GE'::text, 'GR'::text, 'LI'::text, 'NB'::text, 'NH'::text, 'OV'::text, 'UT'::text, 'ZE'::text, 'ZH'::text])));
alter table institutions.institutions add constraint institutions_risk_profile_check CHECK ((risk_profile = ANY (ARRAY['normal'::text, 'elevated'::text, 'high'::text])));
alter table institutions.institutions add constraint institutions_ror_check CHECK ((ror ~ '^0[a-z0-9]{8}$'::text));
alter table institutions.institutions add constraint institutions_size_check CHECK ((size >= 0));
alter table institutions.institutions add constraint institutions_umbrella_id_fkey FOREIGN KEY (umbrella_id) REFERENCES institutions.organisations(id);
alter table institutions.invitations add constraint invitations_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200)));
alter table institutions.invitations add constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES institutions.persons(id);
alter table institutions.invitations add constraint invitations_locale_check CHECK ((locale = ANY (ARRAY['nl'::text, 'en'::text])));
alter table institutions.invitations add constraint invitations_mail_check CHECK (((mail ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(mail) <= 254)));
alter table institutions.invitations add constraint invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table institutions.invitations add constraint invitations_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.invitations add constraint invitations_pkey PRIMARY KEY (id);
alter table institutions.invitations add constraint invitations_secret_hash_check CHECK ((length(secret_hash) = 32));
alter table institutions.invitations add constraint invitations_secret_hash_key UNIQUE (secret_hash);
alter table institutions.invitations add constraint invitations_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES institutions.units(id);
alter table institutions.looks add constraint looks_pkey PRIMARY KEY (id);
alter table institutions.memberships add constraint memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table institutions.memberships add constraint memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.memberships add constraint memberships_pkey PRIMARY KEY (id);
alter table institutions.memberships add constraint memberships_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES institutions.units(id);
alter table institutions.names add constraint names_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table institutions.names add constraint names_pkey PRIMARY KEY (institution_id, valid_from);
alter table institutions.organisations add constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['institution'::text, 'surf-audit'::text, 'surf-soc'::text, 'surf-cert'::text, 'umbrella'::text, 'ministry'::text, 'inspectorate'::text, 'auditor'::text, 'operator'::text])));
alter table institutions.organisations add constraint organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table institutions.organisations add constraint organisations_pkey PRIMARY KEY (id);
alter table institutions.passkeys add constraint passkeys_credential_id_check CHECK (((length(credential_id) >= 1) AND (length(credential_id) <= 1400)));
alter table institutions.passkeys add constraint passkeys_credential_id_key UNIQUE (credential_id);
alter table institutions.passkeys add constraint passkeys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)));
alter table institutions.passkeys add constraint passkeys_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.passkeys add constraint passkeys_pkey PRIMARY KEY (id);
alter table institutions.persons add constraint persons_demo_persona_key UNIQUE (demo_persona);
alter table institutions.persons add constraint persons_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200)));
alter table institutions.persons add constraint persons_locale_check CHECK ((locale = ANY (ARRAY['nl'::text, 'en'::text])));
alter table institutions.persons add constraint persons_mail_check CHECK (((mail ~ '^[^@\s]+@[^@\s]+$'::text) AND (length(mail) <= 254)));
alter table institutions.persons add constraint persons_pkey PRIMARY KEY (id);
alter table institutions.recovery_codes add constraint recovery_codes_hash_check CHECK ((length(hash) = 32));
alter table institutions.recovery_codes add constraint recovery_codes_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.recovery_codes add constraint recovery_codes_pkey PRIMARY KEY (hash);
alter table institutions.sessions add constraint sessions_how_check CHECK ((how = ANY (ARRAY['passkey'::text, 'oidc'::text, 'demo'::text])));
alter table institutions.sessions add constraint sessions_limited_to_fkey FOREIGN KEY (limited_to) REFERENCES institutions.organisations(id);
alter table institutions.sessions add constraint sessions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table institutions.sessions add constraint sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES institutions.persons(id);
alter table institutions.sessions add constraint sessions_pkey PRIMARY KEY (id);
alter table institutions.sessions add constraint sessions_token_hash_check CHECK ((length(token_hash) = 32));
alter table institutions.sessions add constraint sessions_token_hash_key UNIQUE (token_hash);
alter table institutions.tokens add constraint tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES institutions.persons(id);
alter table institutions.tokens add constraint tokens_hash_check CHECK ((length(hash) = 32));
alter table institutions.tokens add constraint tokens_hash_key UNIQUE (hash);
alter table institutions.tokens add constraint tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table institutions.tokens add constraint tokens_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table institutions.tokens add constraint tokens_pkey PRIMARY KEY (id);
alter table institutions.tokens add constraint tokens_rotated_to_fkey FOREIGN KEY (rotated_to) REFERENCES institutions.tokens(id);
alter table institutions.tokens add constraint tokens_scope_check CHECK ((scope = ANY (ARRAY['ingest'::text, 'read'::text, 'share'::text])));
alter table institutions.units add constraint units_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table institutions.units add constraint units_institution_id_name_key UNIQUE (institution_id, name);
alter table institutions.units add constraint units_kind_check CHECK ((kind = ANY (ARRAY['faculty'::text, 'service'::text, 'location'::text, 'other'::text])));
alter table institutions.units add constraint units_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table institutions.units add constraint units_pkey PRIMARY KEY (id);
alter table monitoring.alert_notes add constraint alert_notes_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES monitoring.alerts(id) ON DELETE CASCADE;
alter table monitoring.alert_notes add constraint alert_notes_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.alert_notes add constraint alert_notes_pkey PRIMARY KEY (id);
alter table monitoring.alert_notes add constraint alert_notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 4000)));
alter table monitoring.alerts add constraint alerts_cause_check CHECK (((length(cause) >= 6) AND (length(cause) <= 300)));
alter table monitoring.alerts add constraint alerts_check CHECK (((state = 'decided'::text) = ((decision IS NOT NULL) AND (reason IS NOT NULL))));
alter table monitoring.alerts add constraint alerts_decision_check CHECK ((decision = ANY (ARRAY['true-positive'::text, 'false-positive'::text, 'benign'::text])));
alter table monitoring.alerts add constraint alerts_institution_id_cause_host_window_start_key UNIQUE (institution_id, cause, host, window_start);
alter table monitoring.alerts add constraint alerts_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.alerts add constraint alerts_pkey PRIMARY KEY (id);
alter table monitoring.alerts add constraint alerts_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES monitoring.sensors(id);
alter table monitoring.alerts add constraint alerts_severity_check CHECK ((severity = ANY (ARRAY['informational'::text, 'low'::text, 'medium'::text, 'high'::text, 'critical'::text])));
alter table monitoring.alerts add constraint alerts_state_check CHECK ((state = ANY (ARRAY['new'::text, 'taken'::text, 'decided'::text])));
alter table monitoring.batches add constraint batches_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.batches add constraint batches_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)));
alter table monitoring.batches add constraint batches_pkey PRIMARY KEY (sensor_id, key);
alter table monitoring.batches add constraint batches_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES monitoring.sensors(id);
alter table monitoring.correlation_groups add constraint correlation_groups_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.correlation_groups add constraint correlation_groups_key_check CHECK ((length(key) = 16));
alter table monitoring.correlation_groups add constraint correlation_groups_pkey PRIMARY KEY (institution_id, rule_id, key);
alter table monitoring.correlation_states add constraint correlation_states_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.correlation_states add constraint correlation_states_pkey PRIMARY KEY (institution_id, rule_id);
alter table monitoring.dead_letters add constraint dead_letters_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.dead_letters add constraint dead_letters_pkey PRIMARY KEY (id);
alter table monitoring.dead_letters add constraint dead_letters_sensor_id_fkey FOREIGN KEY (sensor_id) REFERENCES monitoring.sensors(id);
alter table monitoring.erasures add constraint erasures_check CHECK (((scope = 'institution'::text) OR (kind IS NOT NULL)));
alter table monitoring.erasures add constraint erasures_pkey PRIMARY KEY (id);
alter table monitoring.erasures add constraint erasures_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));
alter table monitoring.erasures add constraint erasures_scope_check CHECK ((scope = ANY (ARRAY['person'::text, 'institution'::text])));
alter table monitoring.holds add constraint holds_check CHECK ((to_time > from_time));
alter table monitoring.holds add constraint holds_end_reason_check CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 2000)));
alter table monitoring.holds add constraint holds_pkey PRIMARY KEY (id);
alter table monitoring.holds add constraint holds_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));
alter table monitoring.keeping_terms add constraint keeping_terms_events_days_check CHECK (((events_days >= 7) AND (events_days <= 400)));
alter table monitoring.keeping_terms add constraint keeping_terms_observables_days_check CHECK (((observables_days >= 30) AND (observables_days <= 1100)));
alter table monitoring.keeping_terms add constraint keeping_terms_pkey PRIMARY KEY (institution_id);
alter table monitoring.keeping_terms add constraint keeping_terms_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));
alter table monitoring.person_entries add constraint person_entries_key_id_fkey FOREIGN KEY (key_id) REFERENCES monitoring.person_keys(id);
alter table monitoring.person_entries add constraint person_entries_pkey PRIMARY KEY (institution_id, pseudonym, key_id);
alter table monitoring.person_entries add constraint person_entries_pseudonym_check CHECK ((pseudonym ~ '^p_[a-z2-7]{16}$'::text));
alter table monitoring.person_entries add constraint person_entries_sealed_check CHECK (((length(sealed) >= 61) AND (length(sealed) <= 4000)));
alter table monitoring.person_keys add constraint person_keys_institution_id_public_key_key UNIQUE (institution_id, public_key);
alter table monitoring.person_keys add constraint person_keys_pkey PRIMARY KEY (id);
alter table monitoring.person_keys add constraint person_keys_public_key_check CHECK ((length(public_key) = 32));
alter table monitoring.person_settings add constraint person_settings_key_id_fkey FOREIGN KEY (key_id) REFERENCES monitoring.person_keys(id);
alter table monitoring.person_settings add constraint person_settings_pkey PRIMARY KEY (institution_id);
alter table monitoring.person_settings add constraint person_settings_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));
alter table monitoring.rule_states add constraint rule_states_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.rule_states add constraint rule_states_pkey PRIMARY KEY (institution_id, rule_id);
alter table monitoring.rule_states add constraint rule_states_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 1000)));
alter table monitoring.rule_states add constraint rule_states_rule_id_check CHECK (((length(rule_id) >= 1) AND (length(rule_id) <= 200)));
alter table monitoring.rule_trial_hits add constraint rule_trial_hits_pkey PRIMARY KEY (trial_id, institution_id, day, host);
alter table monitoring.rule_trial_hits add constraint rule_trial_hits_trial_id_fkey FOREIGN KEY (trial_id) REFERENCES monitoring.rule_trials(id) ON DELETE CASCADE;
alter table monitoring.rule_trials add constraint rule_trials_days_check CHECK (((days >= 1) AND (days <= 400)));
alter table monitoring.rule_trials add constraint rule_trials_pkey PRIMARY KEY (id);
alter table monitoring.rule_trials add constraint rule_trials_rule_id_check CHECK (((length(rule_id) >= 1) AND (length(rule_id) <= 200)));
alter table monitoring.rule_trials add constraint rule_trials_rule_text_check CHECK ((length(rule_text) <= 200000));
alter table monitoring.rule_trials add constraint rule_trials_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])));
alter table monitoring.running_searches add constraint running_searches_kind_check CHECK ((kind = ANY (ARRAY['search'::text, 'histogram'::text, 'facets'::text, 'context'::text, 'pivot'::text, 'export'::text])));
alter table monitoring.running_searches add constraint running_searches_pkey PRIMARY KEY (id);
alter table monitoring.running_searches add constraint running_searches_query_check CHECK ((length(query) <= 2000));
alter table monitoring.sensors add constraint sensors_certificate_sha256_check CHECK ((length(certificate_sha256) = 32));
alter table monitoring.sensors add constraint sensors_certificate_sha256_key UNIQUE (certificate_sha256);
alter table monitoring.sensors add constraint sensors_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.sensors add constraint sensors_institution_id_name_key UNIQUE (institution_id, name);
alter table monitoring.sensors add constraint sensors_kind_check CHECK ((kind = ANY (ARRAY['network'::text, 'endpoint'::text, 'server'::text, 'cloud'::text, 'mail'::text, 'identity'::text, 'mixed'::text, 'synthetic'::text])));
alter table monitoring.sensors add constraint sensors_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));
alter table monitoring.sensors add constraint sensors_pkey PRIMARY KEY (id);
alter table monitoring.sensors add constraint sensors_rhythm_seconds_check CHECK (((rhythm_seconds >= 10) AND (rhythm_seconds <= 604800)));
alter table monitoring.sensors add constraint sensors_scope_check CHECK ((length(scope) <= 1000));
alter table monitoring.synthetic_checks add constraint synthetic_checks_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table monitoring.synthetic_checks add constraint synthetic_checks_pkey PRIMARY KEY (id);
alter table norms.clusters add constraint clusters_framework_id_fkey FOREIGN KEY (framework_id) REFERENCES norms.frameworks(id);
alter table norms.clusters add constraint clusters_pkey PRIMARY KEY (framework_id, cluster);
alter table norms.controls add constraint controls_framework_id_cluster_fkey FOREIGN KEY (framework_id, cluster) REFERENCES norms.clusters(framework_id, cluster);
alter table norms.controls add constraint controls_pkey PRIMARY KEY (framework_id, control);
alter table norms.crosswalks add constraint crosswalks_owner_id_crosswalk_version_key UNIQUE NULLS NOT DISTINCT (owner_id, crosswalk, version);
alter table norms.crosswalks add constraint crosswalks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES institutions.organisations(id);
alter table norms.crosswalks add constraint crosswalks_pkey PRIMARY KEY (id);
alter table norms.crosswalks add constraint crosswalks_status_check CHECK ((status = ANY (ARRAY['official'::text, 'reconstruction'::text, 'imported'::text])));
alter table norms.frameworks add constraint frameworks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES institutions.organisations(id);
alter table norms.frameworks add constraint frameworks_owner_id_framework_version_key UNIQUE NULLS NOT DISTINCT (owner_id, framework, version);
alter table norms.frameworks add constraint frameworks_pkey PRIMARY KEY (id);
alter table norms.frameworks add constraint frameworks_status_check CHECK ((status = ANY (ARRAY['official'::text, 'reconstruction'::text, 'imported'::text])));
alter table platform.idempotency add constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)));
alter table platform.idempotency add constraint idempotency_pkey PRIMARY KEY (organisation_id, asker, key);
alter table platform.live_events add constraint live_events_pkey PRIMARY KEY (id);
alter table platform.progress add constraint progress_pkey PRIMARY KEY (id);
alter table platform.progress add constraint progress_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])));
alter table sharing.advisories add constraint advisories_audience_check CHECK ((audience = ANY (ARRAY['all'::text, 'kinds'::text, 'listed'::text])));
alter table sharing.advisories add constraint advisories_because_check CHECK ((length(because) <= 200));
alter table sharing.advisories add constraint advisories_check CHECK (((tlp <> 'red'::text) OR (audience = 'listed'::text)));
alter table sharing.advisories add constraint advisories_check1 CHECK (((audience = 'kinds'::text) = (audience_kinds <> '{}'::text[])));
alter table sharing.advisories add constraint advisories_check2 CHECK (((audience = 'listed'::text) = (audience_listed <> '{}'::uuid[])));
alter table sharing.advisories add constraint advisories_check3 CHECK (((state = 'draft'::text) = (published_at IS NULL)));
alter table sharing.advisories add constraint advisories_check4 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));
alter table sharing.advisories add constraint advisories_id_organisation_id_key UNIQUE (id, organisation_id);
alter table sharing.advisories add constraint advisories_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table sharing.advisories add constraint advisories_pkey PRIMARY KEY (id);
alter table sharing.advisories add constraint advisories_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'closed'::text])));
alter table sharing.advisories add constraint advisories_summary_en_check CHECK ((length(summary_en) <= 4000));
alter table sharing.advisories add constraint advisories_summary_nl_check CHECK ((length(summary_nl) <= 4000));
alter table sharing.advisories add constraint advisories_title_en_check CHECK ((length(title_en) <= 200));
alter table sharing.advisories add constraint advisories_title_nl_check CHECK (((length(title_nl) >= 3) AND (length(title_nl) <= 200)));
alter table sharing.advisories add constraint advisories_tlp_check CHECK ((tlp = ANY (ARRAY['clear'::text, 'green'::text, 'amber'::text, 'amber+strict'::text, 'red'::text])));
alter table sharing.handling add constraint handling_check CHECK (((state <> 'not-applicable'::text) OR (reason IS NOT NULL)));
alter table sharing.handling add constraint handling_check1 CHECK (((state <> 'planned'::text) OR ((planned_on IS NOT NULL) AND (owner IS NOT NULL))));
alter table sharing.handling add constraint handling_check2 CHECK (((state <> ALL (ARRAY['done'::text, 'verified'::text])) OR ((proof IS NOT NULL) AND (done_at IS NOT NULL))));
alter table sharing.handling add constraint handling_check3 CHECK (((state <> 'verified'::text) OR ((verified_by IS NOT NULL) AND (verified_at IS NOT NULL) AND (verified_how IS NOT NULL))));
alter table sharing.handling add constraint handling_check4 CHECK (((state <> 'verified'::text) OR (verified_by IS DISTINCT FROM done_by)));
alter table sharing.handling add constraint handling_line_id_institution_id_key UNIQUE (line_id, institution_id);
alter table sharing.handling add constraint handling_owner_check CHECK ((length(owner) <= 200));
alter table sharing.handling add constraint handling_pkey PRIMARY KEY (id);
alter table sharing.handling add constraint handling_proof_check CHECK ((length(proof) <= 4000));
alter table sharing.handling add constraint handling_reason_check CHECK ((length(reason) <= 2000));
alter table sharing.handling add constraint handling_state_check CHECK ((state = ANY (ARRAY['received'::text, 'not-applicable'::text, 'planned'::text, 'done'::text, 'verified'::text])));
alter table sharing.handling add constraint handling_verified_how_check CHECK ((length(verified_how) <= 2000));
alter table sharing.indicators add constraint indicators_advisory_id_organisation_id_fkey FOREIGN KEY (advisory_id, organisation_id) REFERENCES sharing.advisories(id, organisation_id);
alter table sharing.indicators add constraint indicators_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from)));
alter table sharing.indicators add constraint indicators_check1 CHECK (((match <> 'network'::text) OR (kind = ANY (ARRAY['ipv4'::text, 'ipv6'::text]))));
alter table sharing.indicators add constraint indicators_check2 CHECK (((match <> 'subdomains'::text) OR (kind = 'domain'::text)));
alter table sharing.indicators add constraint indicators_check3 CHECK (((match <> 'prefix'::text) OR (kind = 'url'::text)));
alter table sharing.indicators add constraint indicators_confidence_check CHECK (((confidence >= 0) AND (confidence <= 100)));
alter table sharing.indicators add constraint indicators_kind_check CHECK ((kind = ANY (ARRAY['ipv4'::text, 'ipv6'::text, 'domain'::text, 'url'::text, 'md5'::text, 'sha1'::text, 'sha256'::text, 'ja3'::text, 'ja4'::text, 'email'::text, 'file-name'::text, 'user-name'::text])));
alter table sharing.indicators add constraint indicators_match_check CHECK ((match = ANY (ARRAY['exact'::text, 'network'::text, 'subdomains'::text, 'prefix'::text])));
alter table sharing.indicators add constraint indicators_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES institutions.organisations(id);
alter table sharing.indicators add constraint indicators_pkey PRIMARY KEY (id);
alter table sharing.indicators add constraint indicators_tlp_check CHECK ((tlp = ANY (ARRAY['clear'::text, 'green'::text, 'amber'::text, 'amber+strict'::text, 'red'::text])));
alter table sharing.indicators add constraint indicators_value_check CHECK (((length(value) >= 1) AND (length(value) <= 2048)));
alter table sharing.mitigation_lines add constraint mitigation_lines_advisory_id_organisation_id_fkey FOREIGN KEY (advisory_id, organisation_id) REFERENCES sharing.advisories(id, organisation_id);
alter table sharing.mitigation_lines add constraint mitigation_lines_advisory_id_place_key UNIQUE (advisory_id, place);
alter table sharing.mitigation_lines add constraint mitigation_lines_effort_check CHECK ((effort = ANY (ARRAY['minutes'::text, 'hours'::text, 'days'::text, 'weeks'::text])));
alter table sharing.mitigation_lines add constraint mitigation_lines_id_advisory_id_key UNIQUE (id, advisory_id);
alter table sharing.mitigation_lines add constraint mitigation_lines_pkey PRIMARY KEY (id);
alter table sharing.mitigation_lines add constraint mitigation_lines_place_check CHECK (((place >= 1) AND (place <= 100)));
alter table sharing.mitigation_lines add constraint mitigation_lines_text_en_check CHECK ((length(text_en) <= 2000));
alter table sharing.mitigation_lines add constraint mitigation_lines_text_nl_check CHECK (((length(text_nl) >= 3) AND (length(text_nl) <= 2000)));
alter table sharing.recipients add constraint recipients_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table sharing.recipients add constraint recipients_pkey PRIMARY KEY (advisory_id, institution_id);
alter table sharing.sightings add constraint sightings_answer_check CHECK ((answer = ANY (ARRAY['seen'::text, 'checked-not-seen'::text, 'could-not-check'::text])));
alter table sharing.sightings add constraint sightings_check CHECK (((answer <> 'seen'::text) OR ((first_seen IS NOT NULL) AND (last_seen >= first_seen) AND ((past_count + live_count) > 0))));
alter table sharing.sightings add constraint sightings_check1 CHECK (((answer <> 'could-not-check'::text) OR (reason IS NOT NULL)));
alter table sharing.sightings add constraint sightings_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES sharing.indicators(id);
alter table sharing.sightings add constraint sightings_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions.institutions(id);
alter table sharing.sightings add constraint sightings_pkey PRIMARY KEY (indicator_id, institution_id);
alter table sharing.sightings add constraint sightings_reason_check CHECK ((length(reason) <= 500));
alter table sharing.told add constraint told_about_check CHECK ((about = ANY (ARRAY['sightings'::text, 'handling'::text])));
alter table sharing.told add constraint told_advisory_id_fkey FOREIGN KEY (advisory_id) REFERENCES sharing.advisories(id);
alter table sharing.told add constraint told_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES institutions.organisations(id);
alter table sharing.told add constraint told_pkey PRIMARY KEY (advisory_id, asker_id, about);
alter table steering.given add constraint given_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES steering.pictures(id);
alter table steering.given add constraint given_pkey PRIMARY KEY (picture_id, institution_id);
alter table steering.pictures add constraint pictures_pkey PRIMARY KEY (id);
alter table steering.release_contributors add constraint release_contributors_pkey PRIMARY KEY (release_id, cell, institution_id);
alter table steering.release_contributors add constraint release_contributors_release_id_fkey FOREIGN KEY (release_id) REFERENCES steering.releases(id);
alter table steering.released_cells add constraint released_cells_check CHECK (((withheld IS NULL) OR ((contributors IS NULL) AND (mean IS NULL) AND (median IS NULL) AND (quartile_low IS NULL) AND (quartile_high IS NULL))));
alter table steering.released_cells add constraint released_cells_pkey PRIMARY KEY (release_id, cell);
alter table steering.released_cells add constraint released_cells_release_id_fkey FOREIGN KEY (release_id) REFERENCES steering.releases(id);
alter table steering.released_cells add constraint released_cells_withheld_check CHECK ((withheld = ANY (ARRAY['too-few'::text, 'too-alike'::text, 'complementary'::text, 'too-close-to-another'::text])));
alter table steering.releases add constraint releases_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES steering.pictures(id);
alter table steering.releases add constraint releases_pkey PRIMARY KEY (id);
alter table steering.told add constraint told_audience_id_fkey FOREIGN KEY (audience_id) REFERENCES institutions.organisations(id);
alter table steering.told add constraint told_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES steering.pictures(id);
alter table steering.told add constraint told_pkey PRIMARY KEY (audience_id, picture_id);

-- Indexes

CREATE INDEX assessments_author_id_idx ON assessments.assessments USING btree (author_id) WHERE (state = 'draft'::text);
CREATE INDEX assessments_institution_id_submitted_at_idx ON assessments.assessments USING btree (institution_id, submitted_at DESC);
CREATE INDEX evidence_assessment_id_idx ON assessments.evidence USING btree (assessment_id);
CREATE INDEX rounds_from_day_idx ON assessments.rounds USING btree (from_day DESC);
CREATE INDEX scores_institution_id_opinion_submitted_at_idx ON assessments.scores USING btree (institution_id, opinion, submitted_at DESC);
CREATE INDEX scores_round_id_idx ON assessments.scores USING btree (round_id);
CREATE UNIQUE INDEX target_agreements_institution_id_framework_id_idx ON assessments.target_agreements USING btree (institution_id, framework_id) WHERE (state = 'in-force'::text);
CREATE UNIQUE INDEX target_agreements_institution_id_framework_id_idx1 ON assessments.target_agreements USING btree (institution_id, framework_id) WHERE (state = ANY (ARRAY['proposed'::text, 'half-signed'::text]));
CREATE INDEX challenges_contact_id_id_idx ON duty.challenges USING btree (contact_id, id DESC);
CREATE INDEX contacts_institution_id_idx ON duty.contacts USING btree (institution_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX rotas_organisation_id_name_idx ON duty.rotas USING btree (organisation_id, name) WHERE (ended_at IS NULL);
CREATE INDEX shifts_organisation_id_ends_at_starts_at_idx ON duty.shifts USING btree (organisation_id, ends_at, starts_at);
CREATE INDEX actions_because_room_because_id_idx ON improvement.actions USING btree (because_room, because_id);
CREATE INDEX actions_institution_id_due_on_idx ON improvement.actions USING btree (institution_id, due_on);
CREATE INDEX challenges_expires_at_idx ON institutions.challenges USING btree (expires_at);
CREATE INDEX disclosures_audience_id_subject_idx ON institutions.disclosures USING btree (audience_id, subject) WHERE (ended_at IS NULL);
CREATE INDEX disclosures_institution_id_idx ON institutions.disclosures USING btree (institution_id);
CREATE INDEX identities_person_id_idx ON institutions.identities USING btree (person_id);
CREATE INDEX imports_organisation_id_made_at_idx ON institutions.imports USING btree (organisation_id, made_at DESC);
CREATE INDEX institutions_home_organisations_idx ON institutions.institutions USING gin (home_organisations);
CREATE INDEX institutions_umbrella_id_idx ON institutions.institutions USING btree (umbrella_id);
CREATE INDEX invitations_organisation_id_idx ON institutions.invitations USING btree (organisation_id);
CREATE INDEX looks_institution_id_id_idx ON institutions.looks USING btree (institution_id, id DESC);
CREATE INDEX looks_institution_id_viewer_id_subject_at_idx ON institutions.looks USING btree (institution_id, viewer_id, subject, at);
CREATE INDEX memberships_organisation_id_idx ON institutions.memberships USING btree (organisation_id);
CREATE UNIQUE INDEX memberships_person_id_organisation_id_role_idx ON institutions.memberships USING btree (person_id, organisation_id, role) WHERE (ended_at IS NULL);
CREATE INDEX passkeys_person_id_idx ON institutions.passkeys USING btree (person_id);
CREATE UNIQUE INDEX persons_lower_idx ON institutions.persons USING btree (lower(mail));
CREATE INDEX recovery_codes_person_id_idx ON institutions.recovery_codes USING btree (person_id);
CREATE INDEX sessions_person_id_idx ON institutions.sessions USING btree (person_id);
CREATE INDEX tokens_organisation_id_idx ON institutions.tokens USING btree (organisation_id);
CREATE INDEX alert_notes_alert_id_id_idx ON monitoring.alert_notes USING btree (alert_id, id);
CREATE INDEX alerts_cause_id_idx ON monitoring.alerts USING btree (cause, id DESC);
CREATE INDEX alerts_cause_id_institution_id_severity_state_idx ON monitoring.alerts USING btree (cause, id DESC) INCLUDE (institution_id, severity, state) WHERE ((NOT synthetic) AND (state <> 'decided'::text));
CREATE INDEX alerts_created_at_idx ON monitoring.alerts USING btree (created_at) WHERE synthetic;
CREATE INDEX alerts_created_at_institution_id_cause_idx ON monitoring.alerts USING btree (created_at) INCLUDE (institution_id, cause) WHERE (NOT synthetic);
CREATE INDEX alerts_created_at_institution_id_severity_state_idx ON monitoring.alerts USING btree (created_at) INCLUDE (institution_id, severity, state) WHERE ((NOT synthetic) AND (state <> 'decided'::text));
CREATE INDEX alerts_decided_at_institution_id_severity_cause_count_first_idx ON monitoring.alerts USING btree (decided_at) INCLUDE (institution_id, severity, cause, count, first_time, last_time) WHERE ((NOT synthetic) AND (state = 'decided'::text));
CREATE INDEX alerts_id_idx ON monitoring.alerts USING btree (id DESC) WHERE ((NOT synthetic) AND (state <> 'decided'::text));
CREATE INDEX alerts_id_idx1 ON monitoring.alerts USING btree (id DESC) WHERE (NOT synthetic);
CREATE INDEX alerts_id_idx2 ON monitoring.alerts USING btree (id DESC) WHERE ((NOT synthetic) AND (state = 'taken'::text));
CREATE INDEX alerts_institution_id_id_idx ON monitoring.alerts USING btree (institution_id, id DESC) WHERE (NOT synthetic);
CREATE INDEX alerts_institution_id_severity_state_idx ON monitoring.alerts USING btree (institution_id, severity, state) WHERE ((NOT synthetic) AND (state <> 'decided'::text));
CREATE INDEX alerts_searched_idx ON monitoring.alerts USING gin (searched gin_trgm_ops) WHERE (NOT synthetic);
CREATE INDEX alerts_taken_by_id_idx ON monitoring.alerts USING btree (taken_by, id DESC) WHERE ((NOT synthetic) AND (taken_by IS NOT NULL));
CREATE INDEX batches_received ON monitoring.batches USING brin (received_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX batches_received_at_idx ON monitoring.batches USING btree (received_at);
CREATE INDEX batches_unfinished ON monitoring.batches USING btree (received_at) WHERE (finished_at IS NULL);
CREATE INDEX batches_unheard ON monitoring.batches USING btree (sensor_id) WHERE (unheard IS NOT NULL);
CREATE INDEX correlation_groups_forget_at_idx ON monitoring.correlation_groups USING btree (forget_at);
CREATE INDEX correlation_groups_institution_id_rule_id_touched_at_idx ON monitoring.correlation_groups USING btree (institution_id, rule_id, touched_at);
CREATE INDEX dead_letters_sensor_id_id_idx ON monitoring.dead_letters USING btree (sensor_id, id DESC);
CREATE INDEX erasures_institution_id_id_idx ON monitoring.erasures USING btree (institution_id, id DESC);
CREATE INDEX holds_institution_id_id_idx ON monitoring.holds USING btree (institution_id, id DESC);
CREATE INDEX person_entries_last_on_idx ON monitoring.person_entries USING btree (last_on);
CREATE INDEX rule_trials_organisation_id_id_idx ON monitoring.rule_trials USING btree (organisation_id, id DESC);
CREATE INDEX running_searches_organisation_id_started_at_idx ON monitoring.running_searches USING btree (organisation_id, started_at);
CREATE UNIQUE INDEX one_synthetic ON monitoring.sensors USING btree (institution_id) WHERE (kind = 'synthetic'::text);
CREATE INDEX synthetic_checks_institution_id_passed_at_idx ON monitoring.synthetic_checks USING btree (institution_id, passed_at DESC) WHERE (passed_at IS NOT NULL);
CREATE INDEX synthetic_checks_institution_id_sent_at_idx ON monitoring.synthetic_checks USING btree (institution_id, sent_at DESC);
CREATE INDEX synthetic_checks_sent_at_idx ON monitoring.synthetic_checks USING btree (sent_at);
CREATE INDEX crosswalks_source_framework_idx ON norms.crosswalks USING btree (source_framework);
CREATE INDEX crosswalks_target_framework_idx ON norms.crosswalks USING btree (target_framework);
CREATE INDEX live_events_at_idx ON platform.live_events USING btree (at);
CREATE INDEX live_events_xid_idx ON platform.live_events USING btree (xid);
CREATE INDEX progress_organisation_id_created_at_idx ON platform.progress USING btree (organisation_id, created_at DESC);
CREATE INDEX advisories_organisation_id_idx ON sharing.advisories USING btree (organisation_id);
CREATE INDEX advisories_state_id_idx ON sharing.advisories USING btree (state, id DESC);
CREATE INDEX handling_advisory_id_institution_id_idx ON sharing.handling USING btree (advisory_id, institution_id);
CREATE INDEX handling_institution_id_state_idx ON sharing.handling USING btree (institution_id, state);
CREATE INDEX indicators_advisory_id_idx ON sharing.indicators USING btree (advisory_id);
CREATE INDEX indicators_changed_xid_idx ON sharing.indicators USING btree (changed_xid);
CREATE INDEX indicators_kind_value_idx ON sharing.indicators USING btree (kind, value);
CREATE UNIQUE INDEX one_of_each ON sharing.indicators USING btree (organisation_id, advisory_id, kind, match, value) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL);
CREATE INDEX recipients_institution_id_advisory_id_idx ON sharing.recipients USING btree (institution_id, advisory_id);
CREATE INDEX sightings_institution_id_idx ON sharing.sightings USING btree (institution_id);
CREATE INDEX pictures_line_round_id_idx ON steering.pictures USING btree (line, round, id DESC);
CREATE INDEX releases_figure_framework_made_at_idx ON steering.releases USING btree (figure, framework, made_at DESC);

-- Row security

alter table assessments.answers force row level security;
alter table assessments.assessments force row level security;
alter table assessments.evidence force row level security;
alter table assessments.rounds force row level security;
alter table assessments.scores force row level security;
alter table assessments.target_agreements force row level security;
alter table duty.challenges force row level security;
alter table duty.contacts force row level security;
alter table duty.rotas force row level security;
alter table duty.shifts force row level security;
alter table duty.webhook_keys force row level security;
alter table improvement.actions force row level security;
alter table improvement.milestone_changes force row level security;
alter table improvement.milestones force row level security;
alter table institutions.audit_heads force row level security;
alter table institutions.audit_trail force row level security;
alter table institutions.challenges force row level security;
alter table institutions.disclosures force row level security;
alter table institutions.identities force row level security;
alter table institutions.imports force row level security;
alter table institutions.institutions force row level security;
alter table institutions.invitations force row level security;
alter table institutions.looks force row level security;
alter table institutions.memberships force row level security;
alter table institutions.names force row level security;
alter table institutions.organisations force row level security;
alter table institutions.passkeys force row level security;
alter table institutions.persons force row level security;
alter table institutions.recovery_codes force row level security;
alter table institutions.sessions force row level security;
alter table institutions.tokens force row level security;
alter table institutions.units force row level security;
alter table monitoring.alert_notes force row level security;
alter table monitoring.alerts force row level security;
alter table monitoring.batches force row level security;
alter table monitoring.correlation_groups force row level security;
alter table monitoring.correlation_states force row level security;
alter table monitoring.dead_letters force row level security;
alter table monitoring.erasures force row level security;
alter table monitoring.holds force row level security;
alter table monitoring.keeping_terms force row level security;
alter table monitoring.person_entries force row level security;
alter table monitoring.person_keys force row level security;
alter table monitoring.person_settings force row level security;
alter table monitoring.rule_states force row level security;
alter table monitoring.rule_trial_hits force row level security;
alter table monitoring.rule_trials force row level security;
alter table monitoring.running_searches force row level security;
alter table monitoring.sensors force row level security;
alter table monitoring.synthetic_checks force row level security;
alter table norms.clusters force row level security;
alter table norms.controls force row level security;
alter table norms.crosswalks force row level security;
alter table norms.frameworks force row level security;
alter table platform.idempotency force row level security;
alter table platform.live_events force row level security;
alter table platform.progress force row level security;
alter table sharing.advisories force row level security;
alter table sharing.handling force row level security;
alter table sharing.indicators force row level security;
alter table sharing.mitigation_lines force row level security;
alter table sharing.recipients force row level security;
alter table sharing.sightings force row level security;
alter table sharing.told force row level security;
alter table steering.given force row level security;
alter table steering.pictures force row level security;
alter table steering.release_contributors force row level security;
alter table steering.released_cells force row level security;
alter table steering.releases force row level security;
alter table steering.told force row level security;

-- Policies

create policy opened on assessments.answers for select to dijkwacht_app using ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.author_id = ( SELECT platform.organisation() AS organisation)) OR ((a.state = 'submitted'::text) AND (a.institution_id IN ( SELECT institutions.readable('evidence'::text) AS readable)))))));
create policy system on assessments.answers for all to dijkwacht_system using (true) with check (true);
create policy write on assessments.answers for all to dijkwacht_app using ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.state = 'draft'::text) AND (a.author_id = ( SELECT platform.organisation() AS organisation)))))) with check ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.state = 'draft'::text) AND (a.author_id = ( SELECT platform.organisation() AS organisation))))));
create policy begin on assessments.assessments for insert to dijkwacht_app with check (((author_id = ( SELECT platform.organisation() AS organisation)) AND (institution_id IN ( SELECT institutions.readable('evidence'::text) AS readable))));
create policy known on assessments.assessments for select to dijkwacht_app using (((author_id = ( SELECT platform.organisation() AS organisation)) OR ((state = 'submitted'::text) AND ((institution_id IN ( SELECT institutions.readable('scores'::text) AS readable)) OR (institution_id IN ( SELECT institutions.readable('evidence'::text) AS readable))))));
create policy submit on assessments.assessments for update to dijkwacht_app using (((author_id = ( SELECT platform.organisation() AS organisation)) AND (state = 'draft'::text))) with check ((author_id = ( SELECT platform.organisation() AS organisation)));
create policy system on assessments.assessments for all to dijkwacht_system using (true) with check (true);
create policy opened on assessments.evidence for select to dijkwacht_app using ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.author_id = ( SELECT platform.organisation() AS organisation)) OR ((a.state = 'submitted'::text) AND (a.institution_id IN ( SELECT institutions.readable('evidence'::text) AS readable)))))));
create policy system on assessments.evidence for all to dijkwacht_system using (true) with check (true);
create policy write on assessments.evidence for all to dijkwacht_app using ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.state = 'draft'::text) AND (a.author_id = ( SELECT platform.organisation() AS organisation)))))) with check ((assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.state = 'draft'::text) AND (a.author_id = ( SELECT platform.organisation() AS organisation))))));
create policy close on assessments.rounds for update to dijkwacht_app using ((owner_id = ( SELECT platform.organisation() AS organisation))) with check ((owner_id = ( SELECT platform.organisation() AS organisation)));
create policy hold on assessments.rounds for insert to dijkwacht_app with check (((owner_id = ( SELECT platform.organisation() AS organisation)) AND (sector = (( SELECT platform.organisation_kind() AS organisation_kind) = 'surf-audit'::text))));
create policy known on assessments.rounds for select to dijkwacht_app using (((sector AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR (owner_id = ( SELECT platform.organisation() AS organisation))));
create policy system on assessments.rounds for all to dijkwacht_system using (true) with check (true);
create policy known on assessments.scores for select to dijkwacht_app using (((author_id = ( SELECT platform.organisation() AS organisation)) OR (institution_id IN ( SELECT institutions.readable('scores'::text) AS readable))));
create policy system on assessments.scores for all to dijkwacht_system using (true) with check (true);
create policy write on assessments.scores for insert to dijkwacht_app with check (((author_id = ( SELECT platform.organisation() AS organisation)) AND (assessment_id IN ( SELECT a.id
   FROM assessments.assessments a
  WHERE ((a.state = 'draft'::text) AND (a.author_id = ( SELECT platform.organisation() AS organisation)))))));
create policy disclosed on assessments.target_agreements for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('targets'::text) AS readable)));
create policy propose on assessments.target_agreements for insert to dijkwacht_app with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy sign on assessments.target_agreements for update to dijkwacht_app using (((institution_id = ( SELECT platform.organisation() AS organisation)) OR ((( SELECT platform.organisation_kind() AS organisation_kind) = 'surf-audit'::text) AND (institution_id IN ( SELECT institutions.readable('targets'::text) AS readable))))) with check (true);
create policy system on assessments.target_agreements for all to dijkwacht_system using (true) with check (true);
create policy own on duty.challenges for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on duty.challenges for all to dijkwacht_system using (true) with check (true);
create policy desk on duty.contacts for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable)));
create policy own on duty.contacts for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on duty.contacts for all to dijkwacht_system using (true) with check (true);
create policy own on duty.rotas for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on duty.rotas for all to dijkwacht_system using (true) with check (true);
create policy own on duty.shifts for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on duty.shifts for all to dijkwacht_system using (true) with check (true);
create policy system on duty.webhook_keys for all to dijkwacht_system using (true) with check (true);
create policy write on duty.webhook_keys for insert to dijkwacht_app with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy disclosed on improvement.actions for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('actions'::text) AS readable)));
create policy own on improvement.actions for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on improvement.actions for all to dijkwacht_system using (true) with check (true);
create policy disclosed on improvement.milestone_changes for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('milestones'::text) AS readable)));
create policy system on improvement.milestone_changes for all to dijkwacht_system using (true) with check (true);
create policy disclosed on improvement.milestones for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('milestones'::text) AS readable)));
create policy own on improvement.milestones for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on improvement.milestones for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.audit_heads for select to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on institutions.audit_heads for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.audit_trail for select to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on institutions.audit_trail for all to dijkwacht_system using (true) with check (true);
create policy system on institutions.challenges for all to dijkwacht_system using (true) with check (true);
create policy audience on institutions.disclosures for select to dijkwacht_app using ((audience_id = ( SELECT platform.organisation() AS organisation)));
create policy own on institutions.disclosures for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on institutions.disclosures for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.identities for select to dijkwacht_app using ((person_id = ( SELECT platform.person() AS person)));
create policy system on institutions.identities for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.imports for all to dijkwacht_app using (((organisation_id = ( SELECT platform.organisation() AS organisation)) AND (( SELECT platform.role() AS role) = 'operator'::text))) with check (((organisation_id = ( SELECT platform.organisation() AS organisation)) AND (( SELECT platform.role() AS role) = 'operator'::text)));
create policy system on institutions.imports for all to dijkwacht_system using (true) with check (true);
create policy known on institutions.institutions for select to dijkwacht_app using ((( SELECT platform.organisation() AS organisation) IS NOT NULL));
create policy operate on institutions.institutions for all to dijkwacht_app using ((( SELECT platform.role() AS role) = 'operator'::text)) with check ((( SELECT platform.role() AS role) = 'operator'::text));
create policy system on institutions.institutions for all to dijkwacht_system using (true) with check (true);
create policy invite on institutions.invitations for insert to dijkwacht_app with check ((institutions.manages(role) AND ((organisation_id = ( SELECT platform.organisation() AS organisation)) OR (( SELECT platform.role() AS role) = 'operator'::text)) AND ((person_id IS NULL) OR institutions.may_recover(person_id))));
create policy own on institutions.invitations for select to dijkwacht_app using (((organisation_id = ( SELECT platform.organisation() AS organisation)) OR (( SELECT platform.role() AS role) = 'operator'::text)));
create policy system on institutions.invitations for all to dijkwacht_system using (true) with check (true);
create policy withdraw on institutions.invitations for update to dijkwacht_app using ((institutions.manages(role) AND ((organisation_id = ( SELECT platform.organisation() AS organisation)) OR (( SELECT platform.role() AS role) = 'operator'::text)))) with check (true);
create policy look on institutions.looks for insert to dijkwacht_app with check ((viewer_id = ( SELECT platform.organisation() AS organisation)));
create policy own on institutions.looks for select to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on institutions.looks for all to dijkwacht_system using (true) with check (true);
create policy give on institutions.memberships for insert to dijkwacht_app with check ((institutions.manages(role) AND ((organisation_id = ( SELECT platform.organisation() AS organisation)) OR (( SELECT platform.role() AS role) = 'operator'::text))));
create policy known on institutions.memberships for select to dijkwacht_app using (((person_id = ( SELECT platform.person() AS person)) OR (organisation_id = ( SELECT platform.organisation() AS organisation))));
create policy system on institutions.memberships for all to dijkwacht_system using (true) with check (true);
create policy take on institutions.memberships for update to dijkwacht_app using ((institutions.manages(role) AND (organisation_id = ( SELECT platform.organisation() AS organisation)))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy known on institutions.names for select to dijkwacht_app using ((( SELECT platform.organisation() AS organisation) IS NOT NULL));
create policy operate on institutions.names for all to dijkwacht_app using ((( SELECT platform.role() AS role) = 'operator'::text)) with check ((( SELECT platform.role() AS role) = 'operator'::text));
create policy system on institutions.names for all to dijkwacht_system using (true) with check (true);
create policy known on institutions.organisations for select to dijkwacht_app using ((( SELECT platform.organisation() AS organisation) IS NOT NULL));
create policy operate on institutions.organisations for all to dijkwacht_app using ((( SELECT platform.role() AS role) = 'operator'::text)) with check ((( SELECT platform.role() AS role) = 'operator'::text));
create policy system on institutions.organisations for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.passkeys for all to dijkwacht_app using ((person_id = ( SELECT platform.person() AS person))) with check ((person_id = ( SELECT platform.person() AS person)));
create policy system on institutions.passkeys for all to dijkwacht_system using (true) with check (true);
create policy known on institutions.persons for select to dijkwacht_app using (((id = ( SELECT platform.person() AS person)) OR (id IN ( SELECT m.person_id
   FROM institutions.memberships m
  WHERE (m.organisation_id = ( SELECT platform.organisation() AS organisation))))));
create policy self on institutions.persons for update to dijkwacht_app using ((id = ( SELECT platform.person() AS person))) with check ((id = ( SELECT platform.person() AS person)));
create policy system on institutions.persons for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.recovery_codes for all to dijkwacht_app using ((person_id = ( SELECT platform.person() AS person))) with check ((person_id = ( SELECT platform.person() AS person)));
create policy system on institutions.recovery_codes for all to dijkwacht_system using (true) with check (true);
create policy change on institutions.sessions for update to dijkwacht_app using ((person_id = ( SELECT platform.person() AS person))) with check (((person_id = ( SELECT platform.person() AS person)) AND ((limited_to IS NULL) OR (limited_to = organisation_id)) AND (EXISTS ( SELECT
   FROM institutions.memberships m
  WHERE ((m.person_id = sessions.person_id) AND (m.organisation_id = sessions.organisation_id) AND (m.role = sessions.role) AND (m.ended_at IS NULL))))));
create policy own on institutions.sessions for select to dijkwacht_app using ((person_id = ( SELECT platform.person() AS person)));
create policy system on institutions.sessions for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.tokens for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check (((organisation_id = ( SELECT platform.organisation() AS organisation)) AND (( SELECT platform.role() AS role) !~~ 'machine-%'::text)));
create policy system on institutions.tokens for all to dijkwacht_system using (true) with check (true);
create policy own on institutions.units for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on institutions.units for all to dijkwacht_system using (true) with check (true);
create policy read on monitoring.alert_notes for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable)));
create policy system on monitoring.alert_notes for all to dijkwacht_system using (true) with check (true);
create policy write on monitoring.alert_notes for insert to dijkwacht_app with check (((organisation_id = ( SELECT platform.organisation() AS organisation)) AND (institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable))));
create policy disclosed on monitoring.alerts for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable)));
create policy handle on monitoring.alerts for update to dijkwacht_app using (((( SELECT platform.role() AS role) = 'soc-analyst'::text) AND (institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable)))) with check (((( SELECT platform.role() AS role) = 'soc-analyst'::text) AND (institution_id IN ( SELECT institutions.readable('alerts'::text) AS readable))));
create policy own on monitoring.alerts for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.alerts for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.batches for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.batches for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.correlation_groups for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.correlation_groups for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.correlation_states for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.correlation_states for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.dead_letters for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.dead_letters for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.erasures for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.erasures for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.holds for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.holds for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.keeping_terms for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.keeping_terms for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.person_entries for select to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.person_entries for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.person_keys for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.person_keys for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.person_settings for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.person_settings for all to dijkwacht_system using (true) with check (true);
create policy disclosed on monitoring.rule_states for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('sensors'::text) AS readable)));
create policy own on monitoring.rule_states for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.rule_states for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.rule_trial_hits for all to dijkwacht_app using (((organisation_id = ( SELECT platform.organisation() AS organisation)) AND (institution_id IN ( SELECT institutions.readable('telemetry'::text) AS readable)))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.rule_trial_hits for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.rule_trials for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.rule_trials for all to dijkwacht_system using (true) with check (true);
create policy own on monitoring.running_searches for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.running_searches for all to dijkwacht_system using (true) with check (true);
create policy disclosed on monitoring.sensors for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('sensors'::text) AS readable)));
create policy own on monitoring.sensors for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.sensors for all to dijkwacht_system using (true) with check (true);
create policy disclosed on monitoring.synthetic_checks for select to dijkwacht_app using ((institution_id IN ( SELECT institutions.readable('sensors'::text) AS readable)));
create policy own on monitoring.synthetic_checks for all to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy system on monitoring.synthetic_checks for all to dijkwacht_system using (true) with check (true);
create policy import on norms.clusters for insert to dijkwacht_app with check ((owner_id = ( SELECT platform.organisation() AS organisation)));
create policy known on norms.clusters for select to dijkwacht_app using ((((owner_id IS NULL) AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR (owner_id = ( SELECT platform.organisation() AS organisation))));
create policy system on norms.clusters for all to dijkwacht_system using (true) with check (true);
create policy import on norms.controls for insert to dijkwacht_app with check ((owner_id = ( SELECT platform.organisation() AS organisation)));
create policy known on norms.controls for select to dijkwacht_app using ((((owner_id IS NULL) AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR (owner_id = ( SELECT platform.organisation() AS organisation))));
create policy system on norms.controls for all to dijkwacht_system using (true) with check (true);
create policy import on norms.crosswalks for insert to dijkwacht_app with check ((owner_id = ( SELECT platform.organisation() AS organisation)));
create policy known on norms.crosswalks for select to dijkwacht_app using ((((owner_id IS NULL) AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR (owner_id = ( SELECT platform.organisation() AS organisation))));
create policy system on norms.crosswalks for all to dijkwacht_system using (true) with check (true);
create policy import on norms.frameworks for insert to dijkwacht_app with check ((owner_id = ( SELECT platform.organisation() AS organisation)));
create policy known on norms.frameworks for select to dijkwacht_app using ((((owner_id IS NULL) AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR (owner_id = ( SELECT platform.organisation() AS organisation))));
create policy system on norms.frameworks for all to dijkwacht_system using (true) with check (true);
create policy own on platform.idempotency for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on platform.idempotency for all to dijkwacht_system using (true) with check (true);
create policy read on platform.live_events for select to dijkwacht_app using (((organisation_id IS NULL) OR (organisation_id = ( SELECT platform.organisation() AS organisation))));
create policy system on platform.live_events for all to dijkwacht_system using (true) with check (true);
create policy tell on platform.live_events for insert to dijkwacht_app with check (true);
create policy own on platform.progress for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on platform.progress for all to dijkwacht_system using (true) with check (true);
create policy audience on sharing.advisories for select to dijkwacht_app using (((state <> 'draft'::text) AND (((tlp = ANY (ARRAY['clear'::text, 'green'::text])) AND (audience = 'all'::text) AND (( SELECT platform.organisation() AS organisation) IS NOT NULL)) OR ((tlp = ANY (ARRAY['clear'::text, 'green'::text, 'amber'::text])) AND (( SELECT platform.organisation_kind() AS organisation_kind) = ANY (ARRAY['surf-soc'::text, 'surf-cert'::text]))) OR ((id IN ( SELECT r.advisory_id
   FROM sharing.recipients r
  WHERE (r.institution_id = ( SELECT platform.organisation() AS organisation)))) AND ((tlp <> 'red'::text) OR (( SELECT platform.role() AS role) = ANY (ARRAY['ciso'::text, 'security-officer'::text])))))));
create policy author on sharing.advisories for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on sharing.advisories for all to dijkwacht_system using (true) with check (true);
create policy deliver on sharing.handling for insert to dijkwacht_app with check (((author_id = ( SELECT platform.organisation() AS organisation)) AND (state = 'received'::text)));
create policy own on sharing.handling for update to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy readable on sharing.handling for select to dijkwacht_app using (((institution_id IN ( SELECT institutions.readable('handling'::text) AS readable)) AND (advisory_id IN ( SELECT a.id
   FROM sharing.advisories a))));
create policy system on sharing.handling for all to dijkwacht_system using (true) with check (true);
create policy verify on sharing.handling for update to dijkwacht_app using (((institution_id IN ( SELECT institutions.readable('handling'::text) AS readable)) AND (state = 'done'::text) AND (( SELECT platform.role() AS role) = ANY (ARRAY['cert-handler'::text, 'auditor'::text])))) with check ((state = ANY (ARRAY['verified'::text, 'received'::text])));
create policy audience on sharing.indicators for select to dijkwacht_app using ((advisory_id IN ( SELECT a.id
   FROM sharing.advisories a
  WHERE (a.state <> 'draft'::text))));
create policy author on sharing.indicators for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on sharing.indicators for all to dijkwacht_system using (true) with check (true);
create policy audience on sharing.mitigation_lines for select to dijkwacht_app using ((advisory_id IN ( SELECT a.id
   FROM sharing.advisories a)));
create policy author on sharing.mitigation_lines for all to dijkwacht_app using ((organisation_id = ( SELECT platform.organisation() AS organisation))) with check ((organisation_id = ( SELECT platform.organisation() AS organisation)));
create policy system on sharing.mitigation_lines for all to dijkwacht_system using (true) with check (true);
create policy deliver on sharing.recipients for insert to dijkwacht_app with check ((author_id = ( SELECT platform.organisation() AS organisation)));
create policy mine on sharing.recipients for select to dijkwacht_app using (((institution_id = ( SELECT platform.organisation() AS organisation)) OR (author_id = ( SELECT platform.organisation() AS organisation))));
create policy system on sharing.recipients for all to dijkwacht_system using (true) with check (true);
create policy own on sharing.sightings for insert to dijkwacht_app with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy own_change on sharing.sightings for update to dijkwacht_app using ((institution_id = ( SELECT platform.organisation() AS organisation))) with check ((institution_id = ( SELECT platform.organisation() AS organisation)));
create policy readable on sharing.sightings for select to dijkwacht_app using (((institution_id IN ( SELECT institutions.readable('sightings'::text) AS readable)) AND (indicator_id IN ( SELECT i.id
   FROM sharing.indicators i))));
create policy system on sharing.sightings for all to dijkwacht_system using (true) with check (true);
create policy system on sharing.told for all to dijkwacht_system using (true) with check (true);
create policy system on steering.given for all to dijkwacht_system using (true) with check (true);
create policy system on steering.pictures for all to dijkwacht_system using (true) with check (true);
create policy system on steering.release_contributors for all to dijkwacht_system using (true) with check (true);
create policy shown on steering.released_cells for select to dijkwacht_app using ((( SELECT platform.organisation() AS organisation) IS NOT NULL));
create policy system on steering.released_cells for all to dijkwacht_system using (true) with check (true);
create policy shown on steering.releases for select to dijkwacht_app using ((( SELECT platform.organisation() AS organisation) IS NOT NULL));
create policy system on steering.releases for all to dijkwacht_system using (true) with check (true);
create policy system on steering.told for all to dijkwacht_system using (true) with check (true);

-- Functions

CREATE OR REPLACE FUNCTION duty.desks_at(moment timestamp with time zone)
 RETURNS TABLE(organisation_id uuid, organisation_name text, rota_id uuid, rota_name text, phone text, people bigint, present bigint, until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select o.id, o.name, r.id, r.name, r.phone, count(s.id), count(s.present_at), max(s.ends_at)
	from duty.rotas r join institutions.organisations o on o.id = r.organisation_id
	left join duty.shifts s on s.rota_id = r.id and s.starts_at <= moment and s.ends_at > moment
	where r.ended_at is null and (platform.organisation() is null or o.kind in ('surf-soc', 'surf-cert')
		or o.id in (select institutions.readable('sensors')))
	group by o.id, r.id;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION duty.reached(institutions uuid[])
 RETURNS TABLE(institution_id uuid, contacts bigint, confirmed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select i.id, count(c.id), max(c.confirmed_at)
	from unnest(institutions) as i (id) left join duty.contacts c on c.institution_id = i.id and c.ended_at is null
	where platform.organisation() is null or i.id in (select institutions.readable('sensors'))
		or i.id in (select institutions.readable('alerts'))
	group by i.id;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION improvement.keep_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
	insert into improvement.milestone_changes (institution_id, kind, version, planned, forecast, actual, reason, at)
	values (new.institution_id, new.kind, new.version, new.planned, new.forecast, new.actual, new.reason, new.updated_at);
	return null;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.assured(acr text, required text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
	select required is null or acr in ('passkey', 'demo') or acr = required or coalesce(
		regexp_replace(acr, 'loa[0-9.]+$', '') = regexp_replace(required, 'loa[0-9.]+$', '')
		and substring(acr from 'loa([0-9](?:\.[0-9])?)$')::numeric >= substring(required from 'loa([0-9](?:\.[0-9])?)$')::numeric, false);
$function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION institutions.audit_text(e institutions.audit_trail)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
	select string_agg(length(part) || ':' || part, '|' order by place) from unnest(array[
		e.organisation_id::text, e.number::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
		coalesce(e.person_id::text, ''), coalesce(e.role, ''), e.verb, e.subject, e.detail::text, encode(e.previous, 'hex')
	]) with ordinality as parts (part, place);
$function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION institutions.carry_over(at timestamp with time zone)
 RETURNS TABLE(gone uuid, target uuid, people integer, invitations integer, tokens integer, disclosures integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.check_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
	if not exists (select from institutions.organisations o
		where o.id = new.organisation_id and new.role = any (institutions.roles_of(o.kind))) then
		raise exception 'role % does not exist in this organisation', new.role using errcode = '23503';
	end if;
	if new.unit_id is not null and not exists (select from institutions.units u
		where u.id = new.unit_id and u.institution_id = new.organisation_id) then
		raise exception 'unit of another institution' using errcode = '23503';
	end if;
	return new;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.manages(role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
	select case
		when manages.role = 'board' then platform.role() in ('board', 'operator')
		when platform.role() in ('security-officer', 'faculty-contact') then false
		else platform.role() is not null and platform.role() not like 'machine-%' end;
$function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION institutions.may_recover(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select coalesce(bool_and(m.organisation_id = platform.organisation() and institutions.manages(m.role)), false)
	from institutions.memberships m where m.person_id = may_recover.person and m.ended_at is null;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.readable(subject text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE ROWS 200
AS $function$
	select platform.organisation()
	union all
	select d.institution_id from institutions.disclosures d
	where d.audience_id = platform.organisation() and d.subject = readable.subject and d.ended_at is null
		and current_date >= d.from_day and (d.until_day is null or current_date <= d.until_day);
$function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION institutions.record(organisation uuid, verb text, subject text, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
	entry institutions.audit_trail;
	head institutions.audit_heads;
begin
	insert into institutions.audit_heads (organisation_id, number, hash) values (organisation, 0, '\x') on conflict do nothing;
	select * into head from institutions.audit_heads h where h.organisation_id = organisation for update;
	entry.organisation_id := organisation;
	entry.number := head.number + 1;
	entry.at := clock_timestamp();
	entry.person_id := platform.person();
	entry.role := platform.role();
	entry.verb := verb;
	entry.subject := subject;
	entry.detail := detail;
	entry.previous := head.hash;
	entry.hash := sha256(convert_to(institutions.audit_text(entry), 'UTF8'));
	insert into institutions.audit_trail select entry.*;
	update institutions.audit_heads h set number = entry.number, hash = entry.hash where h.organisation_id = organisation;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.roles_of(kind text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
	select case kind
		when 'institution' then array['board', 'ciso', 'security-officer', 'faculty-contact']
		when 'surf-audit' then array['audit-coordinator']
		when 'surf-soc' then array['soc-analyst']
		when 'surf-cert' then array['cert-handler']
		when 'umbrella' then array['umbrella-officer']
		when 'ministry' then array['ministry-officer']
		when 'inspectorate' then array['inspector']
		when 'auditor' then array['auditor']
		when 'operator' then array['operator']
		else '{}' end;
$function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION institutions.session_of(hash bytea, at timestamp with time zone)
 RETURNS TABLE(session uuid, person uuid, organisation uuid, organisation_kind text, role text, how text, state text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
	return query select s.id, s.person_id, s.organisation_id, o.kind, s.role, s.how,
		case when s.ended_at is not null or at >= s.absolute_until or at >= s.last_used_at + s.idle_limit
				or p.disabled_at is not null or m.id is null then 'ended'
			when not institutions.assured(s.acr, o.required_acr) then 'weak'
			else 'live' end
		from institutions.sessions s
		join institutions.persons p on p.id = s.person_id
		join institutions.organisations o on o.id = s.organisation_id
		left join institutions.memberships m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
			and m.role = s.role and m.ended_at is null
		where s.token_hash = hash;
	update institutions.sessions s set last_used_at = at
		where s.token_hash = hash and s.ended_at is null and at < s.absolute_until
			and at >= s.last_used_at + interval '1 minute' and at < s.last_used_at + s.idle_limit;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION institutions.token_of(given bytea, at timestamp with time zone)
 RETURNS TABLE(token uuid, organisation uuid, organisation_kind text, role text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
	update institutions.tokens t set last_used_at = at
		where t.hash = given and t.revoked_at is null and at < t.expires_at
			and (t.last_used_at is null or at >= t.last_used_at + interval '1 minute');
	return query select t.id, t.organisation_id, o.kind, 'machine-' || t.scope
		from institutions.tokens t join institutions.organisations o on o.id = t.organisation_id
		where t.hash = given and t.revoked_at is null and at < t.expires_at;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION monitoring.alerts_holding(text_sought text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
	step constant int := 20000;
	pattern constant text := '%' || replace(replace(replace(lower(text_sought), '\', '\\'), '%', '\%'), '_', '\_') || '%';
	readable constant uuid[] := array(select institutions.readable('alerts'));
	before uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
	walked int := 0;
	held int := 0;
	more int;
begin
	loop
		return query execute 'select id from (select id, searched from monitoring.alerts
				where not synthetic and institution_id = any ($1) and id < $2 order by id desc limit $3) newest
			where searched like $4 limit $5' using readable, before, step, pattern, most - held;
		get diagnostics more = row_count;
		held := held + more;
		walked := walked + step;
		if held >= most then return; end if;
		execute 'select id from monitoring.alerts where not synthetic and institution_id = any ($1) and id < $2
			order by id desc offset $3 - 1 limit 1' using readable, before, step into before;
		if before is null then return; end if;
		exit when held * 70 < walked;
	end loop;
	if text_sought !~ '\w{3}|\w{2}\W|\W\w' then return; end if;
	return query execute 'select id from monitoring.alerts
		where not synthetic and searched like $1 and institution_id = any ($2) and id < $3
		order by id desc limit $4' using pattern, readable, before, most - held;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION monitoring.wake_rules()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	perform pg_notify('dijkwacht_rules', '');
	return null;
end $function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION monitoring.watch_desks()
 RETURNS TABLE(institution_id uuid, desk_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select distinct d.institution_id, d.audience_id
	from institutions.disclosures d join institutions.organisations o on o.id = d.audience_id
	where d.subject = 'alerts' and o.kind = 'surf-soc' and d.ended_at is null
		and current_date >= d.from_day and (d.until_day is null or current_date <= d.until_day)
		and d.institution_id in (select institutions.readable('sensors'));
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION monitoring.watch_hours(asked uuid, first_hour timestamp with time zone, last_hour timestamp with time zone)
 RETURNS TABLE(hour timestamp with time zone, sensors bigint, reported bigint, checks bigint, passed bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	with span as (
		select h from generate_series(first_hour, last_hour, interval '1 hour') h
		where asked in (select institutions.readable('sensors'))
	), heard as (
		select date_trunc('hour', b.received_at) as h, count(distinct b.sensor_id) as reported
		from monitoring.batches b join monitoring.sensors s on s.id = b.sensor_id
		where b.received_at >= first_hour and b.received_at < last_hour + interval '1 hour'
			and b.institution_id = asked and b.finished_at is not null and s.kind <> 'synthetic'
		group by 1
	), tested as (
		select date_trunc('hour', c.sent_at) as h, count(*) as checks, count(c.passed_at) as passed
		from monitoring.synthetic_checks c
		where c.institution_id = asked and c.sent_at >= first_hour and c.sent_at < last_hour + interval '1 hour'
		group by 1
	)
	select span.h, (select count(*) from monitoring.sensors s where s.institution_id = asked and s.kind <> 'synthetic'
			and s.created_at < span.h + interval '1 hour' and (s.retired_at is null or s.retired_at > span.h)),
		coalesce(heard.reported, 0), coalesce(tested.checks, 0), coalesce(tested.passed, 0)
	from span left join heard on heard.h = span.h left join tested on tested.h = span.h
	order by span.h;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION platform.add_job(task text, payload json, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select graphile_worker.add_job(task, payload, job_key => job_key, run_at => run_at, max_attempts => 12);
$function$
;
-- owner migrator
CREATE OR REPLACE PROCEDURE platform.open_room(IN room text)
 LANGUAGE plpgsql
AS $procedure$
begin
	execute format('create schema %I', room);
	execute format('grant usage on schema %I to dijkwacht_app, dijkwacht_system', room);
	execute format('grant create on schema %I to dijkwacht_system', room);
end $procedure$
;
-- owner migrator
CREATE OR REPLACE FUNCTION platform.organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('dijkwacht.organisation'::text, true), ''::text))::uuid
;
-- owner migrator
CREATE OR REPLACE FUNCTION platform.organisation_kind()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('dijkwacht.organisation_kind'::text, true), ''::text)
;
-- owner migrator
CREATE OR REPLACE FUNCTION platform.person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('dijkwacht.person'::text, true), ''::text))::uuid
;
-- owner migrator
CREATE OR REPLACE PROCEDURE platform.protect(IN target regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
	execute format('alter table %s enable row level security', target);
	execute format('alter table %s force row level security', target);
	execute format('grant select, insert, update, delete on %s to dijkwacht_app, dijkwacht_system', target);
	execute format('create policy system on %s to dijkwacht_system using (true) with check (true)', target);
end $procedure$
;
-- owner migrator
CREATE OR REPLACE FUNCTION platform.role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('dijkwacht.role'::text, true), ''::text)
;
-- owner migrator
CREATE OR REPLACE FUNCTION platform.wake_live()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	perform pg_notify('dijkwacht_live', '');
	return null;
end $function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION sharing.check_handling()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
	if exists (select from added h
		left join sharing.recipients r on r.advisory_id = h.advisory_id and r.institution_id = h.institution_id
		left join sharing.mitigation_lines l on l.id = h.line_id
		where r.author_id is distinct from h.author_id or l.advisory_id is distinct from h.advisory_id) then
		raise exception 'handling belongs to a recipient and a line of one advisory' using errcode = '23503';
	end if;
	return null;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.check_recipients()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
	if exists (select from added r left join sharing.advisories a on a.id = r.advisory_id
		where a.organisation_id is distinct from r.author_id) then
		raise exception 'only the author of an advisory names its recipients' using errcode = '23503';
	end if;
	return null;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.guard_handling()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
	if (new.advisory_id, new.line_id, new.institution_id, new.author_id) is distinct from
		(old.advisory_id, old.line_id, old.institution_id, old.author_id) then
		raise exception 'handling keeps its place' using errcode = '42501';
	end if;
	if platform.organisation() is distinct from old.institution_id and platform.organisation() is not null
		and (new.proof, new.done_by, new.done_at, new.planned_on, new.owner) is distinct from
			(old.proof, old.done_by, old.done_at, old.planned_on, old.owner) then
		raise exception 'another organisation only verifies' using errcode = '42501';
	end if;
	return new;
end $function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION sharing.hidden_recipients(advisory uuid, subject text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select r.institution_id from sharing.recipients r join sharing.advisories a on a.id = r.advisory_id
	where a.id = advisory and a.audience in ('all', 'kinds') and a.state <> 'draft'
		and r.institution_id not in (select institutions.readable(hidden_recipients.subject));
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.mark_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
	new.changed_xid := pg_catalog.pg_current_xact_id();
	return new;
end $function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION sharing.mark_published()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
	update sharing.indicators set changed_xid = pg_catalog.pg_current_xact_id() where advisory_id = new.id;
	return null;
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.others_handling(advisory uuid)
 RETURNS TABLE(line_id uuid, contributors bigint, received bigint, not_applicable bigint, planned bigint, done bigint, verified bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	with counted as (
		select h.line_id, count(*) n,
			count(*) filter (where h.state = 'received') r, count(*) filter (where h.state = 'not-applicable') na,
			count(*) filter (where h.state = 'planned') p, count(*) filter (where h.state = 'done') d,
			count(*) filter (where h.state = 'verified') v
		from sharing.handling h
		where h.advisory_id = advisory and h.institution_id in (select sharing.hidden_recipients(advisory, 'handling'))
		group by h.line_id having count(*) >= 5
	)
	select c.line_id, c.n, c.r, c.na, c.p, c.d, c.v from counted c where greatest(c.r, c.na, c.p, c.d, c.v) < 0.9 * c.n;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.others_sightings(advisory uuid)
 RETURNS TABLE(indicator_id uuid, contributors bigint, seen bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
	select i.id, count(*), case when count(*) filter (where s.answer = 'seen') >= 0.9 * count(*) then null
		else count(*) filter (where s.answer = 'seen') end
	from sharing.indicators i
	join sharing.sightings s on s.indicator_id = i.id and s.answer <> 'could-not-check'
	where i.advisory_id = advisory and s.institution_id in (select sharing.hidden_recipients(advisory, 'sightings'))
	group by i.id having count(*) >= 5;
$function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.tell_others(advisory uuid, about text)
 RETURNS TABLE(figures jsonb, told_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$
;
-- owner dijkwacht_system
CREATE OR REPLACE FUNCTION sharing.wake_readers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
	perform pg_catalog.pg_notify('dijkwacht_indicators', '');
	return null;
end $function$
;
-- owner migrator
CREATE OR REPLACE FUNCTION steering.told_to_me(milestones boolean)
 RETURNS TABLE(release_id uuid, open text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;
-- owner dijkwacht_system
