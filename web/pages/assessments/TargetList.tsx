import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatDay, formatLevel } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { TargetForm } from './TargetForm.tsx';
import { type Target, type Targets, targetTone } from './types.ts';

const proposers = ['board', 'ciso', 'audit-coordinator'];

/** Target agreements: signed by the board and by SURFaudit, each version kept. */
export function TargetList() {
	const { t, both, locale } = useText();
	const { name } = useNames();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const [proposing, setProposing] = useState(false);
	const query = useQuery({ queryKey: ['targets'], queryFn: ({ signal }) => api.get<Targets>('/v1/targets', undefined, signal) });
	const sign = useMutation({
		mutationFn: (id: string) => api.post<Target>(`/v1/targets/${id}/signatures`),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['targets'] });
			say(t('targets.signed'));
		},
	});
	const columns = useMemo<Column<Target>[]>(() => {
		const maySign = (row: Target) => {
			if (!['proposed', 'half-signed'].includes(row.state)) return false;
			if (session.role === 'board') return row.board === null && row.institution === session.institution;
			return session.role === 'audit-coordinator' && row.coordinator === null;
		};
		return [
			{ id: 'institution', head: t('common.institution'), value: (row) => name(row.institution) },
			{ id: 'framework', head: t('norms.one'), value: (row) => `${both(row.framework.name)} ${row.framework.version}` },
			{ id: 'number', head: t('trail.number'), align: 'end', value: (row) => row.number },
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
				filter: {
					label: t('common.state'),
					choices: (['proposed', 'half-signed', 'in-force', 'superseded', 'withdrawn'] as const).map((value) => ({
						value,
						label: t(`targetState.${value}`),
					})),
				},
			},
			{ id: 'reason', head: t('common.reason'), value: (row) => (row.lowers ? row.loweringReason : row.reason) || null },
			{
				id: 'sign',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					maySign(row) ? (
						<Button small tone="main" onClick={() => sign.mutate(row.id)}>
							{t('targets.sign')}
							<span className="unseen">: {name(row.institution)}</span>
						</Button>
					) : (
						'–'
					),
			},
		];
	}, [t, both, locale, name, session, sign.mutate]);
	return (
		<>
			{proposers.includes(session.role) && session.institution !== null && (
				<div>
					<Button tone="main" icon="plus" onClick={() => setProposing(true)}>
						{t('targets.propose')}
					</Button>
				</div>
			)}
			{sign.error !== null && <Fault error={sign.error} />}
			<Loaded query={query}>
				{({ items }) => (
					<Table
						label={t('targets.title')}
						name="targets"
						rows={items}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('targets.empty')}
					/>
				)}
			</Loaded>
			{proposing && <TargetForm onClose={() => setProposing(false)} />}
		</>
	);
}
