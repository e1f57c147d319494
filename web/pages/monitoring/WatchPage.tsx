import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { formatClock, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { proofSign, proofTone, proofs, type WatchBoard, type WatchRow, watchedSign, watchedTone } from './types.ts';
import { WatchDrawer } from './WatchDrawer.tsx';

const watchKey = ['watch-board'];

/** Is every institution watched now? Four live proofs each; what is not known is never green. */
export function WatchPage() {
	const { t, locale, word } = useText();
	const [opened, setOpened] = useState<string | null>(null);
	const query = useQuery({
		queryKey: watchKey,
		queryFn: ({ signal }) => api.get<WatchBoard>('/v1/watch-board', undefined, signal),
		refetchInterval: 30_000,
	});
	useFresh(['sensor', 'watch', 'duty'], watchKey);
	const columns = useMemo<Column<WatchRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.institution'),
				value: (row) => row.name,
				cell: (row) => (
					<RowOpen onOpen={() => setOpened(row.institution)} title={row.name}>
						{row.name}
					</RowOpen>
				),
			},
			{
				id: 'watched',
				head: t('watch.watched'),
				value: (row) => row.watched,
				cell: (row) => (
					<StateBadge tone={watchedTone[row.watched]} sign={watchedSign[row.watched]}>
						{t(`watchedShort.${row.watched}`)}
					</StateBadge>
				),
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
						<StateBadge tone={proofTone[row[proof].state]} sign={proofSign[row[proof].state]}>
							{word('watchWhy', row[proof].why)}
							<span className="unseen">, {t(`proof.${row[proof].state}`)}</span>
						</StateBadge>
					),
					filter: {
						label: t(`watch.${proof}`),
						choices: (['failed', 'unknown', 'proven'] as const).map((value) => ({ value, label: t(`proof.${value}`) })),
					},
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
				{(board) => {
					const row = board.items.find(({ institution }) => institution === opened);
					return (
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
									state={
										<StateBadge tone="idle" sign="question">
											{t('watched.unknown')}
										</StateBadge>
									}
								/>
								<Tile figure={formatClock(board.at, locale)} label={t('watch.at')} />
							</Tiles>
							<Table
								label={t('watch.title')}
								rows={board.items}
								columns={columns}
								rowId={({ institution }) => institution}
								activeId={opened}
								empty={t('watch.empty')}
							/>
							{row !== undefined && <WatchDrawer row={row} onClose={() => setOpened(null)} />}
						</>
					);
				}}
			</Loaded>
		</Page>
	);
}
