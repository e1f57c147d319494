import { randomUUID } from 'node:crypto';
import { addRounds, type Answer, seedAssessments, seedTargets } from '#assessments';
import { writeMilestones } from '#improvement';
import { loadContent, type Skeleton, skeletons } from '#norms';
import { asSystem, type Platform, sql } from '#platform';

/** The sector's own framework has fewer; the rest are copies of its first. */
const wantedControls = 100;

/** Levels that spread without chance: the same each run. */
function answersOf(framework: Skeleton, institution: number, round: number): Answer[] {
	const active = framework.controls.filter((control) => control.active);
	return active.map((control, place) => ({
		...{
			control: control.id,
			now: 1 + ((institution * 7 + place * 3 + round) % 4),
			expected: 4,
			expectedOn: '2027-12-31',
			wanted: 4,
		},
		...{ notApplicable: false, reason: 'Vastgesteld en uitgevoerd volgens de beschrijving van vorig jaar.' },
	}));
}

export interface Filled {
	readonly institutions: string[];
	readonly audit: string;
	readonly framework: string;
	readonly controls: number;
	readonly round: string;
}

/** Institutions, frameworks, rounds with every answer, targets and milestones; SURFaudit reads them all. */
export async function fillNorms(platform: Platform, institutionCount: number, roundCount: number): Promise<Filled> {
	await loadContent(platform);
	return asSystem(platform, async (work) => {
		const { tx, now } = work;
		const audit = randomUUID();
		await sql`insert into institutions.organisations (id, kind, name) values (${audit}, 'surf-audit', 'Toetsing')`.execute(tx);
		const made = await sql<{ id: string }>`insert into institutions.organisations (kind, name)
			select 'institution', 'Instelling ' || n from generate_series(1, ${institutionCount}::int) n returning id`.execute(tx);
		const institutions = made.rows.map((row) => row.id);
		await sql`insert into institutions.institutions (id, kind, province)
			select id, (array['hbo', 'wo', 'mbo'])[1 + n % 3], (array['UT', 'NH', 'ZH', 'GE'])[1 + n % 4]
			from unnest(${institutions}::uuid[]) with ordinality as x (id, n)`.execute(tx);
		await sql`insert into institutions.disclosures (institution_id, audience_id, subject, purpose, from_day)
			select id, ${audit}, subject, 'bench', '2020-01-01' from unnest(${institutions}::uuid[]) id,
			unnest(array['scores', 'targets', 'evidence', 'milestones']) subject`.execute(tx);
		const found = await sql<{ id: string }>`select id from norms.frameworks where framework = 'ho-6c'`.execute(tx);
		await sql`insert into norms.controls (framework_id, owner_id, control, cluster, place, active, body)
			select framework_id, owner_id, control || '-b', cluster, place + 1000, true, body || jsonb_build_object('id', control || '-b')
			from norms.controls where framework_id = ${found.rows[0]?.id ?? ''} and active order by place
			limit (select greatest(0, ${wantedControls}::int - count(*)) from norms.controls
				where framework_id = ${found.rows[0]?.id ?? ''} and active)`.execute(tx);
		const [framework] = await skeletons(tx, [found.rows[0]?.id ?? '']);
		if (framework === undefined) throw new Error('content/frameworks has no ho-6c');
		const controls = framework.controls.filter(({ active }) => active).length;
		const wanted = Array.from({ length: roundCount }, (_, place) => 2026 - roundCount + place).map((year) => ({
			...{ framework: framework.id, title: `Ronde ${year}`, fromDay: `${year}-09-01`, untilDay: `${year}-12-15` },
		}));
		const rounds = await addRounds(tx, audit, true, wanted, null, now);
		const terms = {
			level: 3,
			clusters: [],
			controls: [],
			floor: 2,
			keyControls: [],
			byDay: '2027-12-31',
			reason: '',
			loweringReason: '',
		};
		await seedTargets(
			work,
			institutions.map((institution) => ({ ...terms, institution, framework: framework.id })),
		);
		const dates = { planned: '2027-12-31', forecast: '2028-03-01', actual: null, reason: '' };
		const kinds = ['target-reached', 'soc-connected', 'external-audit'] as const;
		await writeMilestones(
			tx,
			institutions.flatMap((institution) => kinds.map((kind) => ({ institution, kind, ...dates }))),
			now,
		);
		const audited = rounds.length - 3;
		for (const [place, round] of rounds.entries()) {
			const opinions = place < audited ? (['self'] as const) : (['self', 'external-audit'] as const);
			await seedAssessments(
				work,
				opinions.flatMap((opinion) =>
					institutions.map((institution, number) => ({
						...{ institution, author: opinion === 'self' ? institution : audit, round: round.id, opinion },
						...{ submittedAt: new Date(`${round.fromDay}T12:00:00Z`), answers: answersOf(framework, number, place) },
					})),
				),
			);
		}
		await sql`insert into assessments.evidence (assessment_id, institution_id, control, name, media_type, hash, bytes, added_at)
			select a.id, a.institution_id, w.control, 'bewijs-' || w.control || '.pdf', 'application/pdf', repeat('0', 64), 90000, now()
			from assessments.assessments a join assessments.answers w on w.assessment_id = a.id
			where abs(hashtext(w.control)) % 10 = 0`.execute(tx);
		return { institutions, audit, framework: framework.id, controls, round: rounds.at(-1)?.id ?? '' };
	});
}
