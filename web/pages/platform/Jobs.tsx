import { useMemo } from 'react';
import { Page, Progress } from '../../parts/Blocks.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { usePages } from '../../parts/pages.ts';
import { StateBadge, type Tone } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';

/** The answer of `GET /v1/jobs`; the platform has no contract of its own. */
interface Job {
	readonly id: string;
	readonly kind: string;
	readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
	readonly done: number;
	readonly total: number | null;
	readonly detail: string;
	readonly createdAt: string;
	readonly updatedAt: string;
}

const tones: Record<Job['state'], Tone> = { waiting: 'idle', running: 'info', done: 'good', failed: 'bad', cancelled: 'idle' };

/** Long work of our organisation; it goes on when nobody looks. */
export function Jobs() {
	const { t, locale } = useText();
	const { query, rows, more } = usePages<Job>(['jobs'], '/v1/jobs', {}, 100);
	useFresh(['progress'], ['jobs']);
	const columns = useMemo<Column<Job>[]>(
		() => [
			{ id: 'kind', head: t('jobs.kind'), value: (row) => row.kind },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={tones[row.state]}>{t(`jobState.${row.state}`)}</StateBadge>,
				filter: {
					label: t('common.state'),
					choices: (['waiting', 'running', 'done', 'failed', 'cancelled'] as const).map((value) => ({
						value,
						label: t(`jobState.${value}`),
					})),
				},
			},
			{
				id: 'progress',
				head: t('jobs.progress'),
				value: (row) => row.done,
				cell: (row) => <Progress label={row.kind} done={row.done} total={row.total} />,
			},
			{ id: 'detail', head: t('common.details'), value: (row) => row.detail },
			{ id: 'made', head: t('jobs.begun'), value: (row) => row.createdAt, cell: (row) => formatMoment(row.createdAt, locale) },
			{ id: 'moved', head: t('jobs.moved'), value: (row) => row.updatedAt, cell: (row) => formatMoment(row.updatedAt, locale) },
		],
		[t, locale],
	);
	return (
		<Page title={t('jobs.title')} lead={t('jobs.lead')}>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('jobs.title')}
						rows={rows}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('jobs.empty')}
						onMore={more}
					/>
				)}
			</Loaded>
		</Page>
	);
}
