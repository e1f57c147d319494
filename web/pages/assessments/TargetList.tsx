import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatDay, formatLevel } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useNames } from '../../parts/names.ts';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { maySign, TargetDrawer } from '../../parts/target/TargetDrawer.tsx';
import { type Target, type Targets, targetTone } from '../../parts/target/target.ts';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { TargetForm } from './TargetForm.tsx';

const states = ['proposed', 'half-signed', 'in-force', 'superseded', 'withdrawn'] as const;

/** Target agreements: signed by the board and by SURFaudit, each version kept. The opened one stands in the address. */
export function TargetList() {
	const { t, both, locale } = useText();
	const { name } = useNames();
	const session = useSession();
	const address = useAddress();
	const [proposing, setProposing] = useState(false);
	const query = useQuery({ queryKey: ['targets'], queryFn: ({ signal }) => api.get<Targets>('/v1/targets', undefined, signal) });
	useFresh(['target'], ['targets']);
	const open = address.set;
	const columns = useMemo<Column<Target>[]>(
		() => [
			{
				id: 'institution',
				head: t('common.institution'),
				value: (row) => name(row.institution),
				cell: (row) => (
					<RowOpen title={name(row.institution)} onOpen={() => open({ target: row.id })}>
						{name(row.institution)}
					</RowOpen>
				),
			},
			{ id: 'framework', head: t('norms.one'), value: (row) => `${both(row.framework.name)} ${row.framework.version}` },
			{ id: 'number', head: t('targets.number'), align: 'end', value: (row) => row.number },
			{
				id: 'level',
				head: t('common.level'),
				align: 'end',
				value: (row) => row.level,
				cell: (row) => formatLevel(row.level, locale),
			},
			{ id: 'floor', head: t('targets.floor'), align: 'end', value: (row) => row.floor ?? null },
			{ id: 'by', head: t('targets.by'), value: (row) => row.byDay, cell: (row) => formatDay(row.byDay, locale) },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => <StateBadge tone={targetTone[row.state]}>{t(`targetState.${row.state}`)}</StateBadge>,
				filter: { label: t('common.state'), choices: states.map((value) => ({ value, label: t(`targetState.${value}`) })) },
			},
			{ id: 'reason', head: t('common.reason'), value: (row) => (row.lowers ? row.loweringReason : row.reason) || null },
			{
				id: 'sign',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) => (
					<Button small tone={maySign(row, session) ? 'main' : 'quiet'} onClick={() => open({ target: row.id })}>
						{t(maySign(row, session) ? 'targets.look' : 'common.details')}
						<span className="unseen">
							: {name(row.institution)} {row.number}
						</span>
					</Button>
				),
			},
		],
		[t, both, locale, name, session, open],
	);
	const mayPropose = session.institution !== null && ['board', 'ciso'].includes(session.role);
	return (
		<>
			{mayPropose && (
				<div>
					<Button tone="main" icon="plus" onClick={() => setProposing(true)}>
						{t('targets.propose')}
					</Button>
				</div>
			)}
			<Loaded query={query}>
				{({ items }) => {
					const opened = items.find(({ id }) => id === address.get('target'));
					return (
						<>
							<Table
								label={t('targets.title')}
								name="targets"
								rows={items}
								columns={columns}
								rowId={({ id }) => id}
								empty={t('targets.empty')}
							/>
							{proposing && <TargetForm known={items} onClose={() => setProposing(false)} />}
							{opened !== undefined && <TargetDrawer target={opened} onClose={() => open({ target: '' })} />}
						</>
					);
				}}
			</Loaded>
		</>
	);
}
