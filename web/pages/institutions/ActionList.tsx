import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatDay } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { ActionDrawer } from './ActionDrawer.tsx';
import { ActionForm } from './ActionForm.tsx';
import { type Action, type Actions, actionTone, costOf } from './actions.ts';

const makers = ['board', 'ciso', 'security-officer', 'faculty-contact'];
const states = ['open', 'in-progress', 'done', 'verified', 'dropped'] as const;

/** Each action has one named owner, a day, a price and a proof. The opened one stands in the address. */
export function ActionList({ institution }: { readonly institution: string }) {
	const { t, locale } = useText();
	const session = useSession();
	const address = useAddress();
	const [editing, setEditing] = useState<Action | 'new' | null>(null);
	const query = useQuery({
		queryKey: ['actions', institution],
		queryFn: ({ signal }) => api.get<Actions>('/v1/actions', { institution }, signal),
	});
	const open = address.set;
	const mayChange = session.institution === institution && makers.includes(session.role);
	const columns = useMemo<Column<Action>[]>(
		() => [
			{
				id: 'title',
				head: t('action.what'),
				value: (row) => row.title,
				cell: (row) => (
					<RowOpen title={row.title} onOpen={() => open({ action: row.id })}>
						{row.title}
					</RowOpen>
				),
			},
			{ id: 'owner', head: t('action.owner'), value: (row) => row.owner },
			{ id: 'carrier', head: t('action.carrier'), value: (row) => t(`carrier.${row.carrier}`) },
			{
				id: 'due',
				head: t('action.due'),
				value: (row) => row.dueOn,
				cell: (row) =>
					row.overdue ? (
						<StateBadge tone="bad">{`${formatDay(row.dueOn, locale)}, ${t('action.late')}`}</StateBadge>
					) : (
						formatDay(row.dueOn, locale)
					),
			},
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={actionTone[row.state]}>{t(`actionState.${row.state}`)}</StateBadge>,
				filter: { label: t('common.state'), choices: states.map((value) => ({ value, label: t(`actionState.${value}`) })) },
			},
			{
				id: 'milestone',
				head: t('milestones.promise'),
				value: (row) => (row.milestone === null ? null : t(`milestone.${row.milestone}`)),
			},
			{
				id: 'cost',
				head: t('action.cost'),
				align: 'end',
				value: (row) => (row.costOnce ?? 0) + (row.costYearly ?? 0) || null,
				cell: (row) => costOf(row, locale, t('action.perYear')) ?? '–',
			},
			{ id: 'proof', head: t('advisories.proof'), value: (row) => row.proof },
		],
		[t, locale, open],
	);
	return (
		<Card
			title={t('action.title')}
			tools={
				mayChange && (
					<Button small tone="main" icon="plus" onClick={() => setEditing('new')}>
						{t('action.new')}
					</Button>
				)
			}
		>
			<Loaded query={query} lines={3} absent={t('institution.notDisclosed')}>
				{({ items }) => {
					const opened = items.find(({ id }) => id === address.get('action'));
					return (
						<>
							<Table
								bare={items.length === 0}
								name="actions"
								label={t('action.title')}
								rows={items}
								columns={columns}
								rowId={({ id }) => id}
								sort="due"
								empty={t(mayChange ? 'action.none' : 'action.empty')}
							/>
							{opened !== undefined && editing === null && (
								<ActionDrawer
									key={opened.version}
									action={opened}
									mayChange={mayChange}
									onEdit={() => setEditing(opened)}
									onClose={() => open({ action: '' })}
								/>
							)}
						</>
					);
				}}
			</Loaded>
			{editing !== null && <ActionForm {...(editing === 'new' ? {} : { action: editing })} onClose={() => setEditing(null)} />}
		</Card>
	);
}
