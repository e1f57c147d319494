import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, DescriptionList, Page } from '../../parts/Blocks.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { ControlDrawer } from './ControlDrawer.tsx';
import { CrosswalkList } from './CrosswalkList.tsx';
import { type Control, type Framework, statusTone } from './types.ts';

/** One version of a framework: its scale, clusters and controls. */
export function FrameworkPage() {
	const { t, both } = useText();
	const { id = '' } = useParams();
	const query = useQuery({
		queryKey: ['framework', id],
		queryFn: ({ signal }) => api.get<Framework>(`/v1/frameworks/${id}`, undefined, signal),
		staleTime: 600_000,
	});
	return (
		<Page title={query.data === undefined ? t('norms.one') : `${both(query.data.name)} ${query.data.version}`}>
			<Loaded query={query}>{(framework) => <Shown framework={framework} />}</Loaded>
		</Page>
	);
}

function Shown({ framework }: { readonly framework: Framework }) {
	const { t, both } = useText();
	const [opened, setOpened] = useState<Control | null>(null);
	const clusters = useMemo(
		() => new Map(framework.clusters.map((cluster) => [cluster.id, both(cluster.title)])),
		[framework, both],
	);
	const columns = useMemo<Column<Control>[]>(
		() => [
			{
				id: 'title',
				head: t('norms.control'),
				value: (row) => both(row.title),
				cell: (row) => (
					<RowOpen title={both(row.title)} onOpen={() => setOpened(row)}>
						{both(row.title)}
					</RowOpen>
				),
			},
			{ id: 'id', head: t('norms.code'), value: (row) => row.id, cell: (row) => <code>{row.id}</code> },
			{
				id: 'cluster',
				head: t('charts.cluster'),
				value: (row) => row.cluster,
				cell: (row) => clusters.get(row.cluster) ?? row.cluster,
				filter: { label: t('charts.cluster'), choices: [...clusters].map(([value, label]) => ({ value, label })) },
			},
			{
				id: 'active',
				head: t('common.state'),
				value: (row) => (row.activeByDefault ? 'on' : 'off'),
				cell: (row) => (
					<StateBadge tone={row.activeByDefault ? 'good' : 'idle'}>
						{t(row.activeByDefault ? 'norms.active' : 'norms.inactive')}
					</StateBadge>
				),
			},
			{ id: 'references', head: t('norms.references'), value: (row) => row.references?.slice(0, 3).join(', ') ?? null },
		],
		[t, both, clusters],
	);
	return (
		<>
			{framework.notice !== null && <Banner tone="warn">{both(framework.notice)}</Banner>}
			<Columns>
				<Card title={t('institution.facts')}>
					<DescriptionList
						terms={[
							[
								t('norms.status'),
								<StateBadge key="status" tone={statusTone[framework.status]}>
									{t(`frameworkStatus.${framework.status}`)}
								</StateBadge>,
							],
							[t('norms.of'), t(framework.sector ? 'norms.sector' : 'norms.own')],
							[t('norms.languages'), framework.languages.join(', ')],
							[t('norms.licence'), framework.licence],
							[t('norms.source'), framework.attribution],
						]}
					/>
				</Card>
				<Card title={t('norms.scale')}>
					<DescriptionList
						terms={framework.scale.levels.map(({ level, name, criterion }) => [`${level} ${both(name)}`, both(criterion)])}
					/>
				</Card>
			</Columns>
			<Table label={t('norms.controls')} rows={framework.controls} columns={columns} rowId={({ id }) => id} />
			<CrosswalkList framework={framework.id} />
			{opened !== null && <ControlDrawer control={opened} framework={framework} onClose={() => setOpened(null)} />}
		</>
	);
}
