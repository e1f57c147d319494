import { type Ctx, sql, type Who, type Work } from '#platform';
import { createAdvisory, type handlingChange } from '#sharing/contract';
import { handlingGridOf, moveHandling, publishAdvisory } from '#sharing';
import type { z } from 'zod';
import type { Draw } from '../random.ts';
import { type AdvisoryContent, readAdvisories } from './content.ts';
import type { Places } from './sector.ts';

type Change = z.output<typeof handlingChange>;

const dayInMs = 86_400_000;

function asked(work: Work, organisation: string, kind: Who['organisationKind'], role: Who['role'], daysAgo: number): Ctx {
	const who: Who = { person: null, organisation, organisationKind: kind, role, session: null, token: null };
	return { ...work, who, now: new Date(work.now.getTime() - daysAgo * dayInMs) };
}

/** The seed writes as Dijkwacht itself, in the name of the organisation that would have done it. */
async function inNameOf<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
	const { organisation, organisationKind, role } = ctx.who;
	await sql`select set_config('dijkwacht.organisation', ${organisation}, true), set_config('dijkwacht.role', ${role}, true),
		set_config('dijkwacht.organisation_kind', ${organisationKind}, true)`.execute(ctx.tx);
	return work();
}

/** How far an institution has come with a line, by how long it had. */
function stepsOf(daysAgo: number, effort: string, now: Date, draw: Draw): Change[] {
	const readiness = draw.next() + daysAgo / 30 - (effort === 'weeks' ? 0.4 : effort === 'days' ? 0.2 : 0);
	if (readiness < 0.45) return [];
	if (draw.next() < 0.08) return [{ state: 'not-applicable', reason: 'Wij gebruiken dit product niet.' }];
	const plannedOn = new Date(now.getTime() + draw.between(2, 30) * dayInMs).toISOString().slice(0, 10);
	const planned: Change = {
		state: 'planned',
		plannedOn,
		owner: draw.pick(['CISO', 'Hoofd ICT', 'Beheer werkplekken', 'Leverancier']),
	};
	if (readiness < 0.8) return [planned];
	const done: Change = {
		state: 'done',
		proof: draw.pick([
			'Wijziging uitgevoerd en gecontroleerd',
			'Update staat op alle servers',
			'Zoekopdracht gaf geen resultaat',
		]),
	};
	return readiness < 1.15 ? [done] : [done, { state: 'verified', how: 'Steekproef op drie systemen, bewijs gezien' }];
}

async function publish(work: Work, desk: string, content: AdvisoryContent): Promise<string> {
	const { title, summary, tlp, indicators, lines, publishedDaysAgo } = content;
	const body = createAdvisory.body.parse({ title, summary, tlp, audience: { to: 'all' }, indicators, lines });
	const ctx = asked(work, desk, 'surf-cert', 'cert-handler', publishedDaysAgo);
	const made = await inNameOf(ctx, () => publishAdvisory(ctx, { params: undefined, query: undefined, body }));
	return made.id;
}

/** Advisories of the desk, followed up by the institutions to different points. */
export async function seedAdvisories(work: Work, places: Places, draw: Draw): Promise<void> {
	const desk = places.organisations.get('loket') ?? '';
	for (const content of readAdvisories()) {
		const id = await publish(work, desk, content);
		const ctx = asked(work, desk, 'surf-cert', 'cert-handler', 0);
		const checker = { ...ctx, who: { ...ctx.who, person: places.people.get('loket') ?? null } };
		const { institutions, lines } = await handlingGridOf(ctx, { params: { id }, query: {}, body: undefined });
		const moves = new Map<string, { by: Ctx; change: Change; ids: string[] }>();
		for (const { id: institution, cells } of institutions) {
			for (const cell of cells) {
				const effort = lines.find((line) => line.id === cell.lineId)?.effort ?? 'hours';
				for (const [step, change] of stepsOf(content.publishedDaysAgo, effort, work.now, draw).entries()) {
					const verified = change.state === 'verified';
					const by = verified ? checker : asked(work, institution, 'institution', 'ciso', 0);
					const key = `${step} ${verified ? desk : institution} ${JSON.stringify(change)}`;
					moves.set(key, { by, change, ids: [...(moves.get(key)?.ids ?? []), cell.id] });
				}
			}
		}
		const ordered = [...moves].sort(([a], [b]) => Number(a[0]) - Number(b[0]));
		for (const [, { by, change, ids }] of ordered) {
			await inNameOf(by, () => moveHandling(by, { params: undefined, query: undefined, body: { ids, change } }));
		}
	}
}
