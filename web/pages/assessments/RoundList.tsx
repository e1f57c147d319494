import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatDay } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { BeginForm } from './BeginForm.tsx';
import { RoundClose } from './RoundClose.tsx';
import { RoundForm } from './RoundForm.tsx';
import type { Assessments, Round, Rounds } from './types.ts';

const assessors = ['ciso', 'security-officer', 'faculty-contact', 'auditor', 'audit-coordinator'];
const holders = ['audit-coordinator', 'ciso'];

type Open = { readonly form: 'open' } | { readonly form: 'begin' | 'close'; readonly round: Round };

/** Rounds of SURFaudit and of the institution itself; an assessment begins here. */
export function RoundList() {
	const { t, both, locale } = useText();
	const session = useSession();
	const [opened, setOpened] = useState<Open | null>(null);
	const close = () => setOpened(null);
	const query = useQuery({ queryKey: ['rounds'], queryFn: ({ signal }) => api.get<Rounds>('/v1/rounds', undefined, signal) });
	const done = useQuery({
		queryKey: ['assessments'],
		queryFn: ({ signal }) => api.get<Assessments>('/v1/assessments', undefined, signal),
	});
	const columns = useMemo<Column<Round>[]>(() => {
		const own = new Map(
			(done.data?.items ?? [])
				.filter(({ institution, opinion }) => institution === session.institution && opinion === 'self')
				.map((one) => [one.round.id, one]),
		);
		const mayClose = (row: Round) =>
			row.closedAt === null && holders.includes(session.role) && row.sector === (session.organisationKind === 'surf-audit');
		return [
			{ id: 'title', head: t('score.round'), value: (row) => row.title },
			{
				id: 'framework',
				head: t('norms.one'),
				value: (row) => `${both(row.framework.name)} ${row.framework.version}`,
				cell: (row) => (
					<Link to={`/frameworks/${row.framework.id}`}>{`${both(row.framework.name)} ${row.framework.version}`}</Link>
				),
			},
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
				filter: {
					label: t('common.state'),
					choices: (['open', 'closed'] as const).map((value) => ({ value, label: t(`assessment.${value}`) })),
				},
			},
			{
				id: 'own',
				head: t('opinion.self'),
				value: (row) => own.get(row.id)?.state ?? null,
				cell: (row) => {
					const mine = own.get(row.id);
					if (mine === undefined) return '–';
					return <Link to={`/assessments/${mine.id}`}>{t(mine.state === 'draft' ? 'assessment.goOn' : 'assessment.visit')}</Link>;
				},
			},
			{
				id: 'do',
				head: t('common.actions'),
				sortable: false,
				value: () => null,
				cell: (row) => (
					<>
						{row.closedAt === null && assessors.includes(session.role) && (
							<Button small onClick={() => setOpened({ form: 'begin', round: row })}>
								{t('assessment.begin')}
								<span className="unseen">: {row.title}</span>
							</Button>
						)}{' '}
						{mayClose(row) && (
							<Button small tone="quiet" onClick={() => setOpened({ form: 'close', round: row })}>
								{t('rounds.close')}
								<span className="unseen">: {row.title}</span>
							</Button>
						)}
					</>
				),
			},
		];
	}, [t, both, locale, session, done.data]);
	return (
		<>
			{holders.includes(session.role) && (
				<div>
					<Button tone="main" icon="plus" onClick={() => setOpened({ form: 'open' })}>
						{t('rounds.open')}
					</Button>
				</div>
			)}
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
			{opened?.form === 'open' && <RoundForm onClose={close} />}
			{opened?.form === 'begin' && <BeginForm round={opened.round} onClose={close} />}
			{opened?.form === 'close' && <RoundClose round={opened.round} onClose={close} />}
		</>
	);
}
