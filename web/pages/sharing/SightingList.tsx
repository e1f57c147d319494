import { useMemo } from 'react';
import { useAddress } from '../../parts/address.ts';
import { Card } from '../../parts/Blocks.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Advisory, Sightings } from './types.ts';
import { useSightings } from './use-sightings.ts';

type Sighting = Sightings['items'][number];
type Others = Sightings['others'][number];
const tones = { seen: 'bad', 'checked-not-seen': 'good', 'could-not-check': 'idle' } as const;
const signs = { seen: 'eye', 'checked-not-seen': 'check', 'could-not-check': 'question' } as const;

const totalOf = (counts: Sightings['counts'], answer: string) =>
	Object.entries(counts).reduce((total, [name, count]) => (answer === '' || answer === name ? total + count : total), 0);

/** Answers of those that searched their own past: seen, checked and not seen, could not check. */
export function SightingList({ advisory }: { readonly advisory: Advisory }) {
	const { t, word, locale } = useText();
	const address = useAddress();
	const answer = address.get('seen.answer');
	const search = address.get('seen.q');
	const query = useSightings(advisory.id, { answer, search });
	const whole = query.data !== undefined && !query.hasNextPage;
	const columns = useMemo<Column<Sighting>[]>(
		() => [
			{ id: 'institution', head: t('common.institution'), value: (row) => row.institutionName },
			{
				id: 'indicator',
				head: t('advisories.indicator'),
				value: (row) => row.value,
				cell: (row) => <code>{row.value}</code>,
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
		[t, word, locale],
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
	// Sorting a part of the answers would put the wrong ones first.
	const shown = useMemo(() => (whole ? columns : columns.map((column) => ({ ...column, sortable: false }))), [whole, columns]);
	return (
		<Loaded query={query}>
			{({ pages: [told, ...more] }) =>
				told !== undefined && (
					<>
						<Table
							label={t('advisories.sightings')}
							name="seen"
							rows={[told, ...more].flatMap(({ items }) => items)}
							total={totalOf(told.counts, answer)}
							columns={shown}
							rowId={(row) => `${row.institutionId} ${row.indicatorId}`}
							empty={answer === '' && search === '' ? t('advisories.noSightings') : t('common.noMatch')}
							onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
						/>
						{told.others.length > 0 && (
							<Card title={t('advisories.others')}>
								<p>{t('advisories.othersLead', { at: told.othersAt === null ? '–' : formatMoment(told.othersAt, locale) })}</p>
								<Table
									bare
									name="seenOthers"
									label={t('advisories.others')}
									rows={told.others}
									columns={others}
									rowId={(row) => row.indicatorId}
								/>
							</Card>
						)}
					</>
				)
			}
		</Loaded>
	);
}
