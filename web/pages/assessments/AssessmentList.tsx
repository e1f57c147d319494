import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { RoundList } from './RoundList.tsx';
import { TargetList } from './TargetList.tsx';
import type { AssessmentHead, Assessments } from './types.ts';

/** Assessments, the rounds they belong to, and the targets they are held against. */
export function AssessmentList() {
	const { t } = useText();
	return (
		<Page title={t('assessment.title')} lead={t('assessment.lead')}>
			<Tabs
				label={t('assessment.title')}
				tabs={[
					{ id: 'assessments', label: t('assessment.list'), panel: <Heads /> },
					{ id: 'rounds', label: t('assessment.rounds'), panel: <RoundList /> },
					{ id: 'targets', label: t('targets.title'), panel: <TargetList /> },
				]}
			/>
		</Page>
	);
}

function Heads() {
	const { t, both, locale } = useText();
	const { name } = useNames();
	const query = useQuery({
		queryKey: ['assessments'],
		queryFn: ({ signal }) => api.get<Assessments>('/v1/assessments', undefined, signal),
	});
	const columns = useMemo<Column<AssessmentHead>[]>(
		() => [
			{
				id: 'institution',
				head: t('common.institution'),
				value: (row) => name(row.institution),
				cell: (row) => <Link to={`/assessments/${row.id}`}>{name(row.institution)}</Link>,
			},
			{
				id: 'opinion',
				head: t('score.opinion'),
				value: (row) => row.opinion,
				cell: (row) => t(`opinion.${row.opinion}`),
				filter: {
					label: t('score.opinion'),
					choices: (['self', 'internal-audit', 'peer-review', 'external-audit'] as const).map((value) => ({
						value,
						label: t(`opinion.${value}`),
					})),
				},
			},
			{ id: 'round', head: t('score.round'), value: (row) => row.round.title },
			{ id: 'framework', head: t('norms.one'), value: (row) => `${both(row.framework.name)} ${row.framework.version}` },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => row.state,
				cell: (row) => (
					<StateBadge tone={row.state === 'submitted' ? 'good' : 'info'}>{t(`assessmentState.${row.state}`)}</StateBadge>
				),
				filter: {
					label: t('common.state'),
					choices: (['draft', 'submitted'] as const).map((value) => ({ value, label: t(`assessmentState.${value}`) })),
				},
			},
			{
				id: 'answered',
				head: t('assessment.answered'),
				align: 'end',
				value: (row) => row.answered,
				cell: (row) => `${row.answered} / ${row.active}`,
			},
			{
				id: 'at',
				head: t('score.submitted'),
				value: (row) => row.submittedAt,
				cell: (row) => (row.submittedAt === null ? '–' : formatMoment(row.submittedAt, locale)),
			},
		],
		[t, both, locale, name],
	);
	return (
		<Loaded query={query}>
			{({ items }) => (
				<Table
					label={t('assessment.list')}
					rows={items}
					columns={columns}
					rowId={({ id }) => id}
					sort="-at"
					empty={t('assessment.empty')}
				/>
			)}
		</Loaded>
	);
}
