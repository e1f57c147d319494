import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type * as improvement from '#improvement/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { formatDay } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge, type Tone } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';

type Actions = Output<typeof improvement.listActions>;
type Action = Actions['items'][number];
const tones: Record<Action['state'], Tone> = {
	open: 'warn',
	'in-progress': 'info',
	done: 'info',
	verified: 'good',
	dropped: 'idle',
};

/** Each action has one named owner, a day and a proof. */
export function ActionList({ institution }: { readonly institution: string }) {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['actions', institution],
		queryFn: ({ signal }) => api.get<Actions>('/v1/actions', { institution }, signal),
	});
	const columns = useMemo<Column<Action>[]>(
		() => [
			{ id: 'title', head: t('action.what'), value: (row) => row.title },
			{ id: 'owner', head: t('advisories.owner'), value: (row) => row.owner },
			{ id: 'carrier', head: t('action.carrier'), value: (row) => t(`carrier.${row.carrier}`) },
			{
				id: 'due',
				head: t('action.due'),
				value: (row) => row.dueOn,
				cell: (row) =>
					row.overdue ? <StateBadge tone="bad">{formatDay(row.dueOn, locale)}</StateBadge> : formatDay(row.dueOn, locale),
			},
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={tones[row.state]}>{t(`actionState.${row.state}`)}</StateBadge>,
			},
			{ id: 'proof', head: t('advisories.proof'), value: (row) => row.proof },
		],
		[t, locale],
	);
	return (
		<Card title={t('action.title')}>
			<Loaded query={query} lines={3} absent={t('institution.notDisclosed')}>
				{({ items }) => (
					<Table
						bare
						name="actions"
						label={t('action.title')}
						rows={items}
						columns={columns}
						rowId={({ id }) => id}
						sort="due"
						empty={t('action.empty')}
					/>
				)}
			</Loaded>
		</Card>
	);
}
