import type { Locale } from '#kernel';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import type { Text } from '../../text/text.tsx';
import css from './AlertList.module.css';
import { type AlertRow, alertTone, severities, severitySign, severityTone } from './types.ts';

interface Wishes {
	readonly t: Text['t'];
	readonly locale: Locale;
	/** Rows that no longer belong to the list. */
	readonly gone: ReadonlySet<string>;
	readonly me: string;
	name(id: string): string;
	open(id: string): void;
}

export function alertColumns({ t, locale, gone, me, name, open }: Wishes): Column<AlertRow>[] {
	const title = (row: AlertRow) => (locale === 'nl' ? row.titleNl : row.titleEn);
	const state = (row: AlertRow) => t(row.state === 'taken' && row.takenBy === me ? 'queue.yours' : `alertState.${row.state}`);
	return [
		{
			id: 'title',
			head: t('alerts.what'),
			value: title,
			cell: (row) => (
				<RowOpen onOpen={() => open(row.id)} title={title(row)}>
					<span className={gone.has(row.id) ? css.gone : undefined}>{title(row)}</span>
				</RowOpen>
			),
		},
		{
			id: 'severity',
			head: t('alerts.severity'),
			value: (row) => severities.length - severities.indexOf(row.severity),
			cell: (row) => (
				<StateBadge tone={severityTone[row.severity]} sign={severitySign[row.severity]}>
					{t(`severity.${row.severity}`)}
				</StateBadge>
			),
		},
		{
			id: 'state',
			head: t('common.state'),
			value: state,
			cell: (row) =>
				gone.has(row.id) ? (
					<StateBadge tone="idle">{t('queue.left')}</StateBadge>
				) : (
					<StateBadge tone={alertTone[row.state]}>{state(row)}</StateBadge>
				),
		},
		{
			id: 'institution',
			head: t('common.institution'),
			value: (row) => name(row.institution),
			cell: (row) => (
				<span className={css.short} title={name(row.institution)}>
					{name(row.institution)}
				</span>
			),
		},
		{
			id: 'host',
			head: t('alerts.host'),
			// Searched by everything that was seen, shown and sorted by the machine.
			value: (row) => [row.host, ...row.observables.map(({ value }) => value)].join(' '),
			cell: (row) => (
				<span className={css.short} title={row.host}>
					{row.host || '–'}
				</span>
			),
		},
		clockColumn(locale, 'time', t('alerts.lastTime'), (row) => row.lastTime),
		countColumn(locale, 'count', t('alerts.hits'), (row) => row.count),
	];
}
