import { useText } from '../../text/text.tsx';
import { formatDay } from '../format.ts';
import { type MilestoneDates, type MilestoneState, milestoneDay, milestoneState } from '../judge.ts';
import { StateBadge, type Tone } from '../State.tsx';
import css from './Milestones.module.css';

export type MilestoneKind = 'target-reached' | 'soc-connected' | 'external-audit';
export const milestoneKinds: readonly MilestoneKind[] = ['target-reached', 'soc-connected', 'external-audit'];
export const milestoneTone: Record<MilestoneState, Tone> = {
	reached: 'good',
	late: 'bad',
	slipping: 'warn',
	planned: 'info',
	unplanned: 'idle',
};

interface MilestoneBadgeProps {
	readonly dates: MilestoneDates | undefined;
	readonly today: string;
	/** Without the day, where the days stand beside it. */
	readonly short?: boolean;
}

export function MilestoneBadge({ dates, today, short = false }: MilestoneBadgeProps) {
	const { t, locale } = useText();
	const known = dates ?? { planned: null, forecast: null, actual: null };
	const state = milestoneState(known, today);
	const day = milestoneDay(known);
	return (
		<StateBadge tone={milestoneTone[state]} sign={state === 'planned' ? 'clock' : undefined}>
			{t(`milestoneState.${state}`)}
			{!short && day !== null && ` ${formatDay(day, locale)}`}
		</StateBadge>
	);
}

interface MilestonesProps {
	readonly items: readonly (MilestoneDates & { readonly kind: MilestoneKind })[];
	readonly today: string;
}

/** The three promises of one institution, each with its planned, forecast and actual day. */
export function Milestones({ items, today }: MilestonesProps) {
	const { t, locale } = useText();
	const day = (value: string | null | undefined) => (value === null || value === undefined ? '–' : formatDay(value, locale));
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		<section className={css.scroll} tabIndex={0} aria-label={t('milestones.title')}>
			<table className={css.table}>
				<caption className="unseen">{t('milestones.title')}</caption>
				<thead>
					<tr>
						<th scope="col">{t('milestones.promise')}</th>
						<th scope="col">{t('common.state')}</th>
						<th scope="col">{t('charts.planned')}</th>
						<th scope="col">{t('charts.forecast')}</th>
						<th scope="col">{t('charts.actual')}</th>
					</tr>
				</thead>
				<tbody>
					{milestoneKinds.map((kind) => {
						const dates = items.find((item) => item.kind === kind);
						return (
							<tr key={kind}>
								<th scope="row">{t(`milestone.${kind}`)}</th>
								<td>
									<MilestoneBadge dates={dates} today={today} short />
								</td>
								<td>{day(dates?.planned)}</td>
								<td>{day(dates?.forecast)}</td>
								<td>{day(dates?.actual)}</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</section>
	);
}
