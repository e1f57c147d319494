import { addRounds, type Answer, seedAssessments, seedTargets, type SubmittedAssessment } from '#assessments';
import { frameworkHeads, frameworks, type FrameworkRow } from '#norms';
import type { Work } from '#platform';
import type { Draw } from '../random.ts';
import type { Places } from './sector.ts';

const years = 4;
/** The oldest round was on another framework: a trend breaks there, and its scores were higher. */
const earlier = { rounds: 1, framework: 'nba-15', higher: 0.5 } as const;
/** Share of the institutions that took part, oldest round first. */
const turnout = [0.7, 0.82, 0.9, 0.96] as const;

interface Temper {
	/** Where an institution began, per cluster, and how much it grows in a year. */
	readonly start: ReadonlyMap<string, number>;
	/** Where it began on a framework whose clusters are others. */
	readonly base: number;
	readonly growth: number;
}

function temperOf(framework: FrameworkRow, riskProfile: string, draw: Draw): Temper {
	const base = draw.around(riskProfile === 'high' ? 2.6 : 2.2, 0.35);
	const start = new Map(framework.clusters.map(({ id }) => [id, base + draw.around(0, 0.35)]));
	return { start, base: base + earlier.higher, growth: Math.max(0.02, draw.around(0.22, 0.12)) };
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
			const now = whole((temper.start.get(cluster) ?? temper.base) + temper.growth * year + draw.around(0, 0.6));
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

async function frameworkOf(work: Work, name: string): Promise<FrameworkRow> {
	const head = (await frameworkHeads(work.tx)).find(({ framework }) => framework === name);
	const [framework] = head === undefined ? [] : await frameworks(work.tx, [head.id]);
	if (framework === undefined) throw new Error(`content/frameworks has no ${name}`);
	return framework;
}

/** A control under level 3 in the last round of an institution. */
export interface Gap {
	readonly institution: string;
	readonly control: string;
	readonly title: string;
	readonly now: number;
}

function gapsOf(framework: FrameworkRow, { institution, answers }: SubmittedAssessment): Gap[] {
	return answers.flatMap(({ control, now }) => {
		const title = framework.controls.find(({ id }) => id === control)?.title.nl;
		return now === null || now >= 3 || title === undefined ? [] : [{ institution, control, title, now }];
	});
}

/**
 * Targets, four yearly rounds and their self assessments, with plausible spread and growth; and the round of this year, which
 * is open and in which nobody has handed in yet.
 * @returns what is under level 3 now
 */
export async function seedRounds(work: Work, places: Places, profiles: ReadonlyMap<string, string>, draw: Draw): Promise<Gap[]> {
	const framework = await frameworkOf(work, 'ho-6c');
	const before = await frameworkOf(work, earlier.framework);
	const inYear = (year: number) => (year < earlier.rounds ? before : framework);
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
	const wanted = titles.map((year, place) => ({
		framework: inYear(place).id,
		title: `Ronde ${year}`,
		fromDay: `${year}-09-01`,
		untilDay: `${year}-12-15`,
		closedAt: new Date(`${year}-12-16T08:00:00Z`),
	}));
	const present = {
		...{ framework: framework.id, title: `Ronde ${thisYear}` },
		...{ fromDay: `${thisYear}-01-15`, untilDay: `${thisYear}-12-31` },
	};
	const owner = places.organisations.get('toetsing') ?? '';
	const made = await addRounds(work.tx, owner, true, [...wanted, present], null, work.now);
	const rounds = made.slice(0, years);
	const submissions: SubmittedAssessment[] = [];
	for (const { id, key } of places.institutions) {
		const temper = temperOf(framework, profiles.get(key) ?? 'normal', draw);
		for (const [year, { id: round, fromDay }] of rounds.entries()) {
			if (draw.next() > (turnout[year] ?? 1)) continue;
			const submittedAt = new Date(Date.parse(fromDay) + draw.between(20, 100) * 86_400_000);
			const answers = answersOf(inYear(year), temper, year, fromDay, draw);
			submissions.push({ round, institution: id, author: id, opinion: 'self', submittedAt, answers });
		}
	}
	await seedAssessments(work, submissions);
	const last = new Map(submissions.map((one) => [one.institution, one]));
	return [...last.values()].filter(({ round }) => round !== rounds[0]?.id).flatMap((one) => gapsOf(framework, one));
}
