import { type Ctx, sql, type Work } from '#platform';
import { hoursAfter, sessionHours } from '../model.ts';
import { recordAs } from '../audit.ts';
import { hashSecret, newSecret } from '../signin/secret.ts';

interface Begun {
	readonly id: string;
	readonly organisation_id: string;
	readonly person_id: string;
	readonly role: string;
}

export interface NewSession {
	readonly person: string;
	readonly how: 'passkey' | 'oidc' | 'demo';
	readonly acr: string;
	/** The only organisation this session may speak for. */
	readonly limitedTo?: string;
	/** Hat to begin with; the oldest when absent. */
	readonly organisation?: string;
	readonly userAgent: string;
}

/** Begins a session. @returns secret for the cookie; undefined when the person wears no hat, or none where it is limited to */
export async function beginSession(work: Work, session: NewSession): Promise<{ secret: string; until: Date } | undefined> {
	const secret = newSecret('dws_');
	const until = hoursAfter(work.now, sessionHours);
	const made = await sql<Begun>`insert into institutions.sessions
			(token_hash, person_id, organisation_id, role, how, acr, limited_to, user_agent, created_at, last_used_at, absolute_until)
		select ${hashSecret(secret)}, m.person_id, m.organisation_id, m.role, ${session.how}, ${session.acr}, ${session.limitedTo ?? null},
			${session.userAgent.slice(0, 300)}, ${work.now}, ${work.now}, ${until}
		from institutions.memberships m join institutions.persons p on p.id = m.person_id and p.disabled_at is null
		where m.person_id = ${session.person} and m.ended_at is null
			and (${session.limitedTo ?? null}::uuid is null or m.organisation_id = ${session.limitedTo ?? null})
			and (${session.organisation ?? null}::uuid is null or m.organisation_id = ${session.organisation ?? null})
		order by m.from_at, m.id limit 1 returning id, organisation_id, person_id, role`.execute(work.tx);
	const [row] = made.rows;
	if (row === undefined) return undefined;
	const by = { person: row.person_id, role: row.role };
	await recordAs(work, by, row.organisation_id, 'session.started', row.id, { how: session.how, acr: session.acr });
	return { secret, until };
}

/** Ends the session of a cookie, also one that was too weak to do anything else. */
export async function endSessionBySecret(work: Work, secret: string): Promise<void> {
	const ended = await sql<Begun>`update institutions.sessions set ended_at = ${work.now}
		where token_hash = ${hashSecret(secret)} and ended_at is null returning id, organisation_id, person_id, role`.execute(
		work.tx,
	);
	for (const row of ended.rows) {
		await recordAs(work, { person: row.person_id, role: row.role }, row.organisation_id, 'session.ended', row.id);
	}
}

export async function endSessionsOf(work: Work, person: string): Promise<void> {
	await sql`update institutions.sessions set ended_at = ${work.now} where person_id = ${person} and ended_at is null`.execute(
		work.tx,
	);
}

/** Ends one session of the asker. @returns false when it is not theirs or ended before */
export async function endOwnSession(ctx: Ctx, id: string): Promise<boolean> {
	const gone =
		await sql`update institutions.sessions set ended_at = ${ctx.now} where id = ${id} and ended_at is null returning id`.execute(
			ctx.tx,
		);
	return gone.rows.length > 0;
}

/** Puts on another hat; the policy refuses one the person does not wear. @returns false when that organisation asks a stronger sign-in */
export async function wearHat(ctx: Ctx, organisation: string, role: string): Promise<'worn' | 'weak' | 'absent'> {
	const found = await sql<{ assured: boolean }>`select institutions.assured(s.acr, o.required_acr) as assured
		from institutions.sessions s, institutions.memberships m join institutions.organisations o on o.id = m.organisation_id
		where s.id = ${ctx.who.session} and m.person_id = s.person_id and m.organisation_id = ${organisation} and m.role = ${role}
			and m.ended_at is null and (s.limited_to is null or s.limited_to = m.organisation_id)`.execute(ctx.tx);
	const [row] = found.rows;
	if (row === undefined) return 'absent';
	if (!row.assured) return 'weak';
	await sql`update institutions.sessions set organisation_id = ${organisation}, role = ${role} where id = ${ctx.who.session}`.execute(
		ctx.tx,
	);
	return 'worn';
}

export interface SessionFacts {
	readonly id: string;
	readonly how: 'passkey' | 'oidc' | 'demo';
	readonly userAgent: string;
	readonly createdAt: Date;
	readonly lastUsedAt: Date;
	readonly idleUntil: Date;
	readonly absoluteUntil: Date;
}

const facts = sql`id, how, user_agent as "userAgent", created_at as "createdAt", last_used_at as "lastUsedAt",
	least(last_used_at + idle_limit, absolute_until) as "idleUntil", absolute_until as "absoluteUntil"`;

export async function listSessions(ctx: Ctx): Promise<SessionFacts[]> {
	const found =
		await sql<SessionFacts>`select ${facts} from institutions.sessions where ended_at is null and ${ctx.now} < absolute_until
		and ${ctx.now} < last_used_at + idle_limit order by last_used_at desc limit 100`.execute(ctx.tx);
	return found.rows;
}

export interface HatFacts {
	readonly organisation: string;
	readonly organisationName: string;
	readonly organisationKind: string;
	readonly institutionKind: string | null;
	readonly theme: string | null;
	readonly role: string;
	readonly unit: string | null;
}

export interface OwnSession {
	readonly person: { id: string; displayName: string; locale: 'nl' | 'en' };
	readonly session: SessionFacts & { acr: string };
	readonly hats: readonly HatFacts[];
	readonly active: { organisation: string; role: string };
}

/** The asker's person, session and hats, in one statement. */
export async function ownSession(ctx: Ctx): Promise<OwnSession | undefined> {
	const found = await sql<
		SessionFacts & Record<'acr' | 'personId' | 'displayName' | 'locale' | 'organisation' | 'role', string> & { hats: HatFacts[] }
	>`
		with active as (select ${facts}, acr, person_id, organisation_id, role, limited_to from institutions.sessions where id = ${ctx.who.session})
		select a."id", a.how, a."userAgent", a."createdAt", a."lastUsedAt", a."idleUntil", a."absoluteUntil", a.acr, a.organisation_id as organisation,
			a.role, p.id as "personId", p.display_name as "displayName", p.locale,
			(select coalesce(jsonb_agg(jsonb_build_object('organisation', o.id, 'organisationName', o.name, 'organisationKind', o.kind,
				'institutionKind', i.kind, 'theme', o.theme, 'role', m.role, 'unit', m.unit_id) order by o.name, m.role), '[]')
				from institutions.memberships m join institutions.organisations o on o.id = m.organisation_id
				left join institutions.institutions i on i.id = o.id
				where m.person_id = p.id and m.ended_at is null and (a.limited_to is null or a.limited_to = o.id)) as hats
		from active a join institutions.persons p on p.id = a.person_id`.execute(ctx.tx);
	const [row] = found.rows;
	if (row === undefined) return undefined;
	const { personId, displayName, locale, hats, organisation, role, ...session } = row;
	return { person: { id: personId, displayName, locale: locale as 'nl' | 'en' }, session, hats, active: { organisation, role } };
}
