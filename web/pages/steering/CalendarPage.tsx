import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Banner, Card, Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Gantt } from '../../parts/charts/Gantt.tsx';
import { Provinces } from '../../parts/charts/Provinces.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatNumber, formatShare } from '../../parts/format.ts';
import { milestoneDay, milestoneState } from '../../parts/judge.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { MilestoneBadge, type MilestoneKind, milestoneKinds } from '../../parts/score/Milestones.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import css from './SectorPage.module.css';
import { breakdown, cellOf, groupOf, newest } from './figures.ts';
import type { Calendar, CalendarRow } from './types.ts';

const kinds = ['hbo', 'wo', 'mbo', 'research', 'nrto'] as const;
const datesOf = (row: CalendarRow, kind: MilestoneKind) => row.milestones.find((one) => one.kind === kind);
const noDates = { planned: null, forecast: null, actual: null };

/** When does each institution reach its target, get connected, get audited. */
export function CalendarPage() {
	const { t } = useText();
	const address = useAddress();
	const kind = address.get('kind');
	const query = useQuery({
		queryKey: ['calendar', kind],
		queryFn: ({ signal }) => api.get<Calendar>('/v1/calendar', { kind }, signal),
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
				{milestoneKinds.map((kind) => {
					const cell = cellOf(newest(calendar.figures, `milestone:${kind}`), 'all');
					const withheld = cell === undefined ? '–' : t(`withheld.${cell.withheld ?? 'too-few'}`);
					return (
						<Tile
							key={kind}
							figure={cell === undefined || cell.mean === null ? withheld : formatShare(cell.mean, locale)}
							label={t('calendar.share', { promise: t(`milestone.${kind}`) })}
						/>
					);
				})}
				<Tile figure={formatNumber(calendar.items.length, locale)} label={t('calendar.shown')} />
				<Tile figure={formatNumber(calendar.notShown, locale)} label={t('calendar.notShown')} />
			</Tiles>
			{calendar.items.length === 0 && <Banner tone="info">{t('calendar.nobody')}</Banner>}
			<Tabs
				label={t('calendar.title')}
				tabs={[
					{ id: 'table', label: t('calendar.table'), panel: <DateTable calendar={calendar} /> },
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
							</Card>
						),
					},
				]}
			/>
		</>
	);
}

function DateTable({ calendar }: { readonly calendar: Calendar }) {
	const { t, word } = useText();
	const columns = useMemo<Column<CalendarRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.institution'),
				value: (row) => row.institution.name,
				cell: (row) => <Link to={`/institutions/${row.institution.id}`}>{row.institution.name}</Link>,
			},
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.institution.kind,
				cell: (row) => t(`kind.${row.institution.kind}`),
				filter: { label: t('common.kind'), choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
			},
			{
				id: 'province',
				head: t('charts.province'),
				value: (row) => (row.institution.province === null ? null : word('province', row.institution.province)),
			},
			...milestoneKinds.map(
				(kind): Column<CalendarRow> => ({
					id: kind,
					head: t(`milestone.${kind}`),
					value: (row) => milestoneDay(datesOf(row, kind) ?? noDates),
					cell: (row) => <MilestoneBadge dates={datesOf(row, kind)} today={calendar.today} />,
				}),
			),
			{
				id: 'late',
				head: t('calendar.late'),
				align: 'end',
				value: (row) =>
					milestoneKinds.filter((kind) => milestoneState(datesOf(row, kind) ?? noDates, calendar.today) === 'late').length,
			},
		],
		[t, word, calendar.today],
	);
	return (
		<Table
			label={t('calendar.title')}
			rows={calendar.items}
			columns={columns}
			rowId={({ institution }) => institution.id}
			sort="name"
			empty={t('calendar.nobody')}
		/>
	);
}

const portion = 30;

function Bars({ calendar, promise }: { readonly calendar: Calendar; readonly promise: MilestoneKind }) {
	const { t } = useText();
	const [drawn, setDrawn] = useState(portion);
	const rows = useMemo(
		() =>
			calendar.items
				.map((row) => ({ id: row.institution.id, label: row.institution.name, ...(datesOf(row, promise) ?? noDates) }))
				.sort((a, b) => (milestoneDay(a) ?? '9').localeCompare(milestoneDay(b) ?? '9')),
		[calendar.items, promise],
	);
	if (rows.length === 0) return null;
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
	const figure = newest(calendar.figures, `milestone:${promise}`);
	const cells = breakdown(figure, 'province');
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
			}))}
		/>
	);
}
