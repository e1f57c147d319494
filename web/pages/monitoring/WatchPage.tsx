import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { proofTone, type WatchBoard, type WatchRow, watchedTone } from './types.ts';

const proofs = ['sensors', 'desk', 'contact', 'synthetic'] as const;
const watchKey = ['watch-board'];

/** Is every institution watched now? Four live proofs each; what is not known is never green. */
export function WatchPage() {
	const { t, locale, word } = useText();
	const query = useQuery({
		queryKey: watchKey,
		queryFn: ({ signal }) => api.get<WatchBoard>('/v1/watch-board', undefined, signal),
		refetchInterval: 30_000,
	});
	useFresh(['sensor', 'watch'], watchKey);
	const columns = useMemo<Column<WatchRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.institution'),
				value: (row) => row.name,
				cell: (row) => <Link to={`/institutions/${row.institution}`}>{row.name}</Link>,
			},
			{
				id: 'watched',
				head: t('watch.watched'),
				value: (row) => row.watched,
				cell: (row) => <StateBadge tone={watchedTone[row.watched]}>{t(`watched.${row.watched}`)}</StateBadge>,
				filter: {
					label: t('watch.watched'),
					choices: (['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`watched.${value}`) })),
				},
			},
			...proofs.map(
				(proof): Column<WatchRow> => ({
					id: proof,
					head: t(`watch.${proof}`),
					value: (row) => row[proof].state,
					cell: (row) => (
						<StateBadge tone={proofTone[row[proof].state]}>
							{word('watchWhy', row[proof].why)}
							<span className="unseen">, {t(`proof.${row[proof].state}`)}</span>
						</StateBadge>
					),
				}),
			),
			{
				id: 'open',
				head: t('watch.openAlerts'),
				align: 'end',
				value: (row) => row.openAlerts,
				cell: (row) => (row.openAlerts === null ? t('common.unknown') : formatNumber(row.openAlerts, locale)),
			},
		],
		[t, word, locale],
	);
	return (
		<Page title={t('watch.title')} lead={t('watch.lead')}>
			<Loaded query={query}>
				{(board) => (
					<>
						<Tiles>
							<Tile
								figure={formatNumber(board.watched, locale)}
								label={t('watch.countYes')}
								state={<StateBadge tone="good">{t('watched.yes')}</StateBadge>}
							/>
							<Tile
								figure={formatNumber(board.notWatched, locale)}
								label={t('watch.countNo')}
								state={<StateBadge tone="bad">{t('watched.no')}</StateBadge>}
							/>
							<Tile
								figure={formatNumber(board.unknown, locale)}
								label={t('watch.countUnknown')}
								state={<StateBadge tone="idle">{t('watched.unknown')}</StateBadge>}
							/>
							<Tile figure={formatMoment(board.at, locale)} label={t('watch.at')} />
						</Tiles>
						<Table
							label={t('watch.title')}
							rows={board.items}
							columns={columns}
							rowId={(row) => row.institution}
							empty={t('watch.empty')}
						/>
					</>
				)}
			</Loaded>
		</Page>
	);
}
