import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { FrameworkImport } from './FrameworkImport.tsx';
import { type FrameworkHead, type FrameworkHeads, statusTone } from './types.ts';

const importers = ['ciso', 'security-officer', 'audit-coordinator', 'auditor', 'umbrella-officer', 'operator'];

/** Norms by version: of the whole sector, and those our organisation imported for itself. */
export function FrameworkList() {
	const { t, both, locale } = useText();
	const session = useSession();
	const [importing, setImporting] = useState(false);
	const query = useQuery({
		queryKey: ['frameworks'],
		queryFn: ({ signal }) => api.get<FrameworkHeads>('/v1/frameworks', undefined, signal),
	});
	const columns = useMemo<Column<FrameworkHead>[]>(
		() => [
			{
				id: 'name',
				head: t('common.name'),
				value: (row) => both(row.name),
				cell: (row) => <Link to={`/frameworks/${row.id}`}>{both(row.name)}</Link>,
			},
			{ id: 'version', head: t('norms.version'), value: (row) => row.version },
			{
				id: 'status',
				head: t('norms.status'),
				value: (row) => row.status,
				cell: (row) => <StateBadge tone={statusTone[row.status]}>{t(`frameworkStatus.${row.status}`)}</StateBadge>,
				filter: {
					label: t('norms.status'),
					choices: (['official', 'reconstruction', 'imported'] as const).map((value) => ({
						value,
						label: t(`frameworkStatus.${value}`),
					})),
				},
			},
			{ id: 'of', head: t('norms.of'), value: (row) => t(row.sector ? 'norms.sector' : 'norms.own') },
			{ id: 'clusters', head: t('score.clusters'), align: 'end', value: (row) => row.clusters },
			{
				id: 'controls',
				head: t('norms.controls'),
				align: 'end',
				value: (row) => row.activeControls,
				cell: (row) =>
					row.activeControls === row.controls
						? formatNumber(row.controls, locale)
						: `${formatNumber(row.activeControls, locale)} + ${formatNumber(row.controls - row.activeControls, locale)}`,
			},
		],
		[t, both, locale],
	);
	return (
		<Page
			title={t('norms.title')}
			lead={t('norms.lead')}
			tools={
				importers.includes(session.role) && (
					<Button tone="main" icon="upload" onClick={() => setImporting(true)}>
						{t('norms.import')}
					</Button>
				)
			}
		>
			<Loaded query={query}>
				{({ items }) => (
					<Table label={t('norms.title')} rows={items} columns={columns} rowId={({ id }) => id} empty={t('norms.empty')} />
				)}
			</Loaded>
			{importing && <FrameworkImport onClose={() => setImporting(false)} />}
		</Page>
	);
}
