import { Link } from 'react-router';
import { formatDay } from '../../parts/format.ts';
import { StateBadge } from '../../parts/State.tsx';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import type { BoardAnswer } from './types.ts';

type Decision = BoardAnswer['decisions'][number];

/** What the board has to decide, the oldest day first. */
export function Decisions({ items, institution }: { readonly items: readonly Decision[]; readonly institution: string }) {
	const { t, word, locale } = useText();
	const place = (row: Decision) => (row.kind === 'sign-target' ? '/assessments?tab=targets' : `/institutions/${institution}`);
	const title = (row: Decision) => (row.kind === 'late-milestone' ? word('milestone', row.title) : row.title);
	return (
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
					cell: (row) => <Link to={place(row)}>{title(row)}</Link>,
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
	);
}
