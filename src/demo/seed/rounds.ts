import { addRounds, type Answer, seedAssessments, seedTargets, type SubmittedAssessment } from '#assessments';
import { frameworkHeads, frameworks, type FrameworkRow } from '#norms';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { Places } from './sector.ts';

const years = 4;
/** Share of the institutions that took part, oldest round first. */
const turnout = [0.7, 0.82, 0.9, 0.96] as const;

interface Temper {
	/** Where an institution began, per cluster, and how much it grows in a year. */
	readonly start: ReadonlyMap<string, number>;
	readonly growth: number;
}

function temperOf(framework: FrameworkRow, riskProfile: string, draw: Draw): Temper {
	const base = draw.around(riskProfile === 'high' ? 2.6 : 2.2, 0.35);
	const start = new Map(framework.clusters.map(({ id }) => [id, base + draw.around(0, 0.35)]));
	return { start, growth: Math.max(0.02, draw.around(0.22, 0.12)) };
}

const whole = (value: number) => Math.min(5, Math.max(1, Math.round(value)));

function answersOf(framework: FrameworkRow, temper: Temper, year: number, submitted: string, draw: Draw): Answer[] {
	return framework.controls
		.filter(({ activeByDefault }) => activeByDefault)
		.map(({ id, cluster }): Answer => {
			if (draw.next() < 0.015) {
				const reason = 'Wij hebben dit niet in huis: het hoort bij een dienst die we niet gebruiken.';
				return { control: id, now: null, expected: null, expectedOn: null, wanted: null, notApplicable: true, reason };
			}
			const now = whole((temper.start.get(cluster) ?? 2) + temper.growth * year + draw.around(0, 0.6));
			const expectedOn = `${Number(submitted.slice(0, 4)) + 1}-12-31`;
			return {
				control: id,
				now,
				expected: whole(now + draw.next()),
				expectedOn,
				wanted: Math.max(3, now),
				notApplicable: false,
				reason: '',
			};
		});
}

async function sectorFramework(work: Work): Promise<FrameworkRow> {
	const head = (await frameworkHeads(work.tx)).find(({ framework }) => framework === 'ho-6c');
	const [framework] = head === undefined ? [] : await frameworks(work.tx, [head.id]);
	if (framework === undefined) throw new Error('content/frameworks has no ho-6c');
	return framework;
}

/** Targets, four yearly rounds and their self assessments, with plausible spread and growth. */
export async function seedRounds(work: Work, places: Places, profiles: ReadonlyMap<string, string>, draw: Draw): Promise<void> {
	const framework = await sectorFramework(work);
	const thisYear = work.now.getUTCFullYear();
	await seedTargets(
		work,
		places.institutions
			.filter(() => draw.next() < 0.85)
			.map(({ id, key }) => {
				const level = profiles.get(key) === 'high' ? 3.5 : 3;
				const reason = level === 3 ? '' : 'Hoger door het risicoprofiel';
				const byDay = `${thisYear + draw.between(0, 2)}-12-31`;
				return {
					...{ institution: id, framework: framework.id, level, byDay, reason, loweringReason: '' },
					clusters: [],
					controls: [],
					floor: 2,
					keyControls: [],
				};
			}),
	);
	const titles = Array.from({ length: years }, (_, place) => thisYear - years + place);
	const wanted = titles.map((year) => ({
		framework: framework.id,
		title: `Ronde ${year}`,
		fromDay: `${year}-09-01`,
		untilDay: `${year}-12-15`,
	}));
	const rounds = await addRounds(work.tx, places.organisations.get('toetsing') ?? '', true, wanted, null, work.now);
	const submissions: SubmittedAssessment[] = [];
	for (const { id, key } of places.institutions) {
		const temper = temperOf(framework, profiles.get(key) ?? 'normal', draw);
		for (const [year, { id: round, fromDay }] of rounds.entries()) {
			if (draw.next() > (turnout[year] ?? 1)) continue;
			const submittedAt = new Date(Date.parse(fromDay) + draw.between(20, 100) * 86_400_000);
			const answers = answersOf(framework, temper, year, fromDay, draw);
			submissions.push({ round, institution: id, author: id, opinion: 'self', submittedAt, answers });
		}
	}
	await seedAssessments(work, submissions);
}
