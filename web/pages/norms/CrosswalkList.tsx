import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Crosswalks } from './types.ts';

interface Line {
	readonly id: string;
	readonly crosswalk: string;
	readonly source: string;
	readonly target: string;
	readonly relation: 'equal' | 'subset' | 'superset' | 'intersects';
}

/** How controls of this framework relate to controls of others. */
export function CrosswalkList({ framework }: { readonly framework: string }) {
	const { t, both } = useText();
	const query = useQuery({
		queryKey: ['framework', framework, 'crosswalks'],
		queryFn: ({ signal }) => api.get<Crosswalks>(`/v1/frameworks/${framework}/crosswalks`, undefined, signal),
	});
	const lines = useMemo<Line[]>(
		() =>
			(query.data?.items ?? []).flatMap((walk) =>
				walk.relations.map((relation) => ({
					id: `${walk.id} ${walk.version} ${relation.source} ${relation.target}`,
					crosswalk: both(walk.name),
					source: `${walk.source.framework} ${relation.source}`,
					target: `${walk.target.framework} ${relation.target}`,
					relation: relation.relation,
				})),
			),
		[query.data, both],
	);
	const columns = useMemo<Column<Line>[]>(
		() => [
			{ id: 'source', head: t('norms.control'), value: (row) => row.source, cell: (row) => <code>{row.source}</code> },
			{ id: 'relation', head: t('norms.relation'), value: (row) => t(`relation.${row.relation}`) },
			{ id: 'target', head: t('norms.other'), value: (row) => row.target, cell: (row) => <code>{row.target}</code> },
			{ id: 'crosswalk', head: t('norms.crosswalk'), value: (row) => row.crosswalk },
		],
		[t],
	);
	return (
		<Card title={t('norms.crosswalks')}>
			<Loaded query={query} lines={2}>
				{() => (
					<Table
						label={t('norms.crosswalks')}
						name="cw"
						rows={lines}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('norms.noCrosswalks')}
						bare={lines.length < 12}
					/>
				)}
			</Loaded>
		</Card>
	);
}
