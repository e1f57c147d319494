import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { formatDay, formatLevel } from '../../parts/format.ts';
import { StateBadge } from '../../parts/State.tsx';
import { TargetDrawer } from '../../parts/target/TargetDrawer.tsx';
import type { Targets } from '../../parts/target/target.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { BoardAnswer } from './types.ts';

type Decision = BoardAnswer['decisions'][number];

/** What the board has to decide, the oldest day first. A target is read and signed right here. */
export function Decisions({ items, institution }: { readonly items: readonly Decision[]; readonly institution: string }) {
	const { t, word, locale } = useText();
	const [opened, setOpened] = useState<string | null>(null);
	const targets = useQuery({
		queryKey: ['targets', institution],
		queryFn: () => api.get<Targets>('/v1/targets', { institution }),
		enabled: opened !== null,
	});
	const target = targets.data?.items.find(({ id }) => id === opened);
	const title = (row: Decision) => {
		if (row.kind === 'late-milestone') return word('milestone', row.title);
		return row.kind === 'sign-target' ? t('board.signLevel', { level: formatLevel(Number(row.title), locale) }) : row.title;
	};
	const place = (row: Decision) =>
		row.kind === 'overdue-action' ? `/institutions/${institution}?action=${row.subject}` : `/institutions/${institution}`;
	return (
		<>
			<Table
				bare
				name="decisions"
				label={t('board.decisions')}
				rows={items}
				rowId={(row) => `${row.kind} ${row.subject}`}
				sort="due"
				empty={t('board.nothingToDecide')}
				columns={[
					{
						id: 'title',
						head: t('board.decision'),
						value: title,
						cell: (row) =>
							row.kind === 'sign-target' ? (
								<Button small tone="main" onClick={() => setOpened(row.subject)}>
									{title(row)}
								</Button>
							) : (
								<Link to={place(row)}>{title(row)}</Link>
							),
					},
					{
						id: 'kind',
						head: t('common.kind'),
						value: (row) => row.kind,
						cell: (row) => (
							<StateBadge tone={row.kind === 'sign-target' ? 'info' : 'warn'}>{t(`decisionKind.${row.kind}`)}</StateBadge>
						),
					},
					{
						id: 'due',
						head: t('action.due'),
						value: (row) => row.due,
						cell: (row) => (row.due === null ? '–' : formatDay(row.due, locale)),
					},
				]}
			/>
			{target !== undefined && <TargetDrawer target={target} onClose={() => setOpened(null)} />}
		</>
	);
}
