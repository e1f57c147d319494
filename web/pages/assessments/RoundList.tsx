import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatDay } from '../../parts/format.ts';
import { Fault, Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { Assessment, Assessments, Round, Rounds } from './types.ts';

const assessors = ['ciso', 'security-officer', 'faculty-contact'];

/** Rounds of SURFaudit and of the institution itself; a self-assessment begins here. */
export function RoundList() {
	const { t, both, locale } = useText();
	const session = useSession();
	const go = useNavigate();
	const query = useQuery({ queryKey: ['rounds'], queryFn: ({ signal }) => api.get<Rounds>('/v1/rounds', undefined, signal) });
	const begin = useMutation({
		mutationFn: (round: string) => api.post<Assessment>('/v1/assessments', { round, opinion: 'self' }),
		onSuccess: ({ id }) => void go(`/assessments/${id}`),
	});
	const done = useQuery({
		queryKey: ['assessments'],
		queryFn: ({ signal }) => api.get<Assessments>('/v1/assessments', undefined, signal),
	});
	const own = useMemo(
		() =>
			new Map(
				(done.data?.items ?? [])
					.filter(({ institution, opinion }) => institution === session.institution && opinion === 'self')
					.map(({ round, id }) => [round.id, id]),
			),
		[done.data, session.institution],
	);
	const mayBegin = session.institution !== null && assessors.includes(session.role);
	const columns = useMemo<Column<Round>[]>(
		() => [
			{ id: 'title', head: t('score.round'), value: (row) => row.title },
			{ id: 'framework', head: t('norms.one'), value: (row) => `${both(row.framework.name)} ${row.framework.version}` },
			{ id: 'of', head: t('norms.of'), value: (row) => t(row.sector ? 'norms.sector' : 'norms.own') },
			{ id: 'from', head: t('common.from'), value: (row) => row.fromDay, cell: (row) => formatDay(row.fromDay, locale) },
			{ id: 'until', head: t('common.until'), value: (row) => row.untilDay, cell: (row) => formatDay(row.untilDay, locale) },
			{
				id: 'state',
				head: t('common.state'),
				value: (row) => (row.closedAt === null ? 'open' : 'closed'),
				cell: (row) => (
					<StateBadge tone={row.closedAt === null ? 'info' : 'idle'}>
						{t(row.closedAt === null ? 'assessment.open' : 'assessment.closed')}
					</StateBadge>
				),
			},
			{
				id: 'begin',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) =>
					own.has(row.id) ? (
						<Link to={`/assessments/${own.get(row.id)}`}>{t('assessment.visit')}</Link>
					) : mayBegin && row.closedAt === null ? (
						<Button small onClick={() => begin.mutate(row.id)}>
							{t('assessment.begin')}
							<span className="unseen">: {row.title}</span>
						</Button>
					) : (
						'–'
					),
			},
		],
		[t, both, locale, mayBegin, own, begin.mutate],
	);
	return (
		<>
			{begin.error !== null && <Fault error={begin.error} />}
			<Loaded query={query}>
				{({ items }) => (
					<Table
						label={t('assessment.rounds')}
						name="rounds"
						rows={items}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('assessment.noRounds')}
					/>
				)}
			</Loaded>
		</>
	);
}
