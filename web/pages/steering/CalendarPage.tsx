import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Banner, Card, Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Gantt } from '../../parts/charts/Gantt.tsx';
import { Provinces } from '../../parts/charts/Provinces.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatNumber, formatShare } from '../../parts/format.ts';
import { milestoneDay } from '../../parts/judge.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Opened } from '../../parts/Opened.tsx';
import { type MilestoneKind, milestoneKinds } from '../../parts/score/Milestones.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useText } from '../../text/text.tsx';
import { CalendarTable } from './CalendarTable.tsx';
import { breakdown, cellOf, groupOf, newest, noDates } from './figures.ts';
import css from './SectorPage.module.css';
import type { Calendar } from './types.ts';
import { WhyWithheld } from './WhyWithheld.tsx';

/** When does each institution reach its target, get connected, get audited. */
export function CalendarPage() {
	const { t } = useText();
	const query = useQuery({
		queryKey: ['calendar'],
		queryFn: ({ signal }) => api.get<Calendar>('/v1/calendar', undefined, signal),
	});
	return (
		<Page title={t('calendar.title')} lead={t('calendar.lead')}>
			<Loaded query={query}>{(calendar) => <Shown calendar={calendar} />}</Loaded>
		</Page>
	);
}

function Shown({ calendar }: { readonly calendar: Calendar }) {
	const { t, locale } = useText();
	const address = useAddress();
	const wanted = address.get('promise');
	const promise = milestoneKinds.find((one) => one === wanted) ?? 'target-reached';
	const choose = (
		<div className={css.choice}>
			<Select
				label={t('milestones.promise')}
				value={promise}
				onChange={(event) => address.set({ promise: event.target.value })}
				choices={milestoneKinds.map((value) => ({ value, label: t(`milestone.${value}`) }))}
			/>
		</div>
	);
	return (
		<>
			<Tiles>
				{milestoneKinds.map((kind) => (
					<Tile
						key={kind}
						figure={<Share calendar={calendar} kind={kind} />}
						label={t('calendar.share', { promise: t(`milestone.${kind}`) })}
					/>
				))}
				<Tile figure={formatNumber(calendar.items.length, locale)} label={t('calendar.shown')} />
				<Tile figure={formatNumber(calendar.notShown, locale)} label={t('calendar.notShown')} />
			</Tiles>
			{calendar.notShown > 0 && <Banner tone="info">{t('calendar.why', { count: calendar.notShown })}</Banner>}
			<Tabs
				label={t('calendar.title')}
				tabs={[
					{ id: 'table', label: t('calendar.table'), panel: <CalendarTable calendar={calendar} /> },
					{
						id: 'chart',
						label: t('calendar.chart'),
						panel: (
							<Card>
								{choose}
								<Bars calendar={calendar} promise={promise} />
							</Card>
						),
					},
					{
						id: 'map',
						label: t('calendar.map'),
						panel: (
							<Card>
								{choose}
								<ProvinceShares calendar={calendar} promise={promise} />
								<WhyWithheld />
							</Card>
						),
					},
				]}
			/>
		</>
	);
}

/** A released share that opens to how it was made; a withheld one says why. */
function Share({ calendar, kind }: { readonly calendar: Calendar; readonly kind: MilestoneKind }) {
	const { t, locale } = useText();
	const figure = newest(calendar.figures, `milestone:${kind}`);
	const cell = cellOf(figure, 'all');
	if (figure === undefined || cell === undefined) return <>–</>;
	if (cell.mean === null) return <>{t(`withheld.${cell.withheld ?? 'too-few'}`)}</>;
	return (
		<Opened
			label={t(`milestone.${kind}`)}
			formula={t('calendar.formula')}
			inputs={[
				[t('sector.contributors'), formatNumber(cell.contributors ?? 0, locale)],
				[t('sector.period'), figure.period],
			]}
			date={figure.madeAt.slice(0, 10)}
		>
			{formatShare(cell.mean, locale)}
		</Opened>
	);
}

const portion = 30;

function Bars({ calendar, promise }: { readonly calendar: Calendar; readonly promise: MilestoneKind }) {
	const { t } = useText();
	const [drawn, setDrawn] = useState(portion);
	const rows = useMemo(
		() =>
			calendar.items
				.map((row) => ({
					...{ id: row.institution.id, label: row.institution.name },
					...(row.milestones.find((one) => one.kind === promise) ?? noDates),
				}))
				.sort((a, b) => (milestoneDay(a) ?? '9').localeCompare(milestoneDay(b) ?? '9')),
		[calendar.items, promise],
	);
	if (rows.length === 0) return <p>{t('calendar.nobody')}</p>;
	return (
		<>
			<Gantt title={t(`milestone.${promise}`)} rows={rows.slice(0, drawn)} today={calendar.today} />
			{rows.length > drawn && (
				<div>
					<Button onClick={() => setDrawn(drawn + portion)}>{t('common.more')}</Button>
				</div>
			)}
		</>
	);
}

function ProvinceShares({ calendar, promise }: { readonly calendar: Calendar; readonly promise: MilestoneKind }) {
	const { t, word, locale } = useText();
	const cells = breakdown(newest(calendar.figures, `milestone:${promise}`), 'province');
	if (cells.length === 0) return <p>{t('calendar.noMap')}</p>;
	return (
		<Provinces
			title={t('calendar.share', { promise: t(`milestone.${promise}`) })}
			what={t('calendar.part')}
			note={t('sector.withheldNote')}
			figures={cells.map((cell) => ({
				code: groupOf(cell.cell),
				name: word('province', groupOf(cell.cell)),
				share: cell.mean,
				shown: cell.mean === null ? '–' : formatShare(cell.mean, locale),
				...(cell.withheld === null ? {} : { told: t(`withheld.${cell.withheld}`) }),
			}))}
		/>
	);
}
