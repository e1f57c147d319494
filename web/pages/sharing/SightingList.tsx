import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Advisory, Sightings } from './types.ts';

type Sighting = Sightings['items'][number];
type Others = Sightings['others'][number];
const tones = { seen: 'bad', 'checked-not-seen': 'good', 'could-not-check': 'idle' } as const;
const signs = { seen: 'eye', 'checked-not-seen': 'check', 'could-not-check': 'question' } as const;

/** Answers of those that searched their own past: seen, checked and not seen, could not check. */
export function SightingList({ advisory }: { readonly advisory: Advisory }) {
	const { t, word, locale } = useText();
	const { name } = useNames();
	const query = useQuery({
		queryKey: ['advisory', advisory.id, 'sightings'],
		queryFn: ({ signal }) => api.get<Sightings>(`/v1/advisories/${advisory.id}/sightings`, undefined, signal),
	});
	const values = useMemo(() => new Map(advisory.indicators.map((row) => [row.id, row.value])), [advisory.indicators]);
	const columns = useMemo<Column<Sighting>[]>(
		() => [
			{ id: 'institution', head: t('common.institution'), value: (row) => name(row.institutionId) },
			{
				id: 'indicator',
				head: t('advisories.indicator'),
				value: (row) => values.get(row.indicatorId) ?? null,
				cell: (row) => <code>{values.get(row.indicatorId) ?? '–'}</code>,
			},
			{
				id: 'answer',
				head: t('advisories.answer'),
				value: (row) => row.answer,
				cell: (row) => (
					<StateBadge tone={tones[row.answer]} sign={signs[row.answer]}>
						{t(`sighting.${row.answer}`)}
					</StateBadge>
				),
				filter: {
					label: t('advisories.answer'),
					choices: (['seen', 'checked-not-seen', 'could-not-check'] as const).map((value) => ({
						value,
						label: t(`sighting.${value}`),
					})),
				},
			},
			countColumn(locale, 'count', t('alerts.hits'), (row) => row.count),
			{
				id: 'first',
				head: t('alerts.firstTime'),
				value: (row) => row.firstSeen,
				cell: (row) => (row.firstSeen === null ? '–' : formatMoment(row.firstSeen, locale)),
			},
			{
				id: 'last',
				head: t('alerts.lastTime'),
				value: (row) => row.lastSeen,
				cell: (row) => (row.lastSeen === null ? '–' : formatMoment(row.lastSeen, locale)),
			},
			{ id: 'reason', head: t('common.reason'), value: (row) => (row.reason === null ? null : word('checkReason', row.reason)) },
		],
		[t, word, name, values, locale],
	);
	const others = useMemo<Column<Others>[]>(
		() => [
			{ id: 'value', head: t('advisories.indicator'), value: (row) => row.value, cell: (row) => <code>{row.value}</code> },
			countColumn(locale, 'contributors', t('advisories.contributors'), (row) => row.contributors),
			{
				id: 'seen',
				head: t('sighting.seen'),
				align: 'end',
				value: (row) => row.seen,
				cell: (row) => (row.seen === null ? t('advisories.hidden') : formatNumber(row.seen, locale)),
			},
		],
		[t, locale],
	);
	return (
		<Loaded query={query}>
			{(answer) => (
				<>
					<Table
						label={t('advisories.sightings')}
						name="seen"
						rows={answer.items}
						columns={columns}
						rowId={(row) => `${row.institutionId} ${row.indicatorId}`}
						empty={t('advisories.noSightings')}
					/>
					{answer.notShown > 0 && <p>{t('advisories.sightingsNotShown', { count: answer.notShown })}</p>}
					{answer.others.length > 0 && (
						<Card title={t('advisories.others')}>
							<p>{t('advisories.othersLead', { at: answer.othersAt === null ? '–' : formatMoment(answer.othersAt, locale) })}</p>
							<Table
								bare
								name="seenOthers"
								label={t('advisories.others')}
								rows={answer.others}
								columns={others}
								rowId={(row) => row.indicatorId}
							/>
						</Card>
					)}
				</>
			)}
		</Loaded>
	);
}
