import type { Locale } from '#kernel';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import type { Text } from '../../text/text.tsx';
import { type AlertRow, alertTone, severities, severitySign, severityTone } from './types.ts';

interface Wishes {
	readonly t: Text['t'];
	readonly locale: Locale;
	name(id: string): string;
	open(id: string): void;
}

export function alertColumns({ t, locale, name, open }: Wishes): Column<AlertRow>[] {
	const title = (row: AlertRow) => (locale === 'nl' ? row.titleNl : row.titleEn);
	return [
		{
			id: 'title',
			head: t('alerts.what'),
			value: title,
			cell: (row) => <RowOpen onOpen={() => open(row.id)}>{title(row)}</RowOpen>,
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
		{ id: 'institution', head: t('common.institution'), value: (row) => name(row.institution) },
		{ id: 'host', head: t('alerts.host'), value: (row) => row.host || null },
		{
			id: 'time',
			head: t('alerts.lastTime'),
			value: (row) => row.lastTime,
			cell: (row) => formatMoment(row.lastTime, locale),
		},
		{
			id: 'count',
			head: t('alerts.hits'),
			align: 'end',
			value: (row) => row.count,
			cell: (row) => formatNumber(row.count, locale),
		},
		{
			id: 'state',
			head: t('common.state'),
			value: (row) => t(`alertState.${row.state}`),
			cell: (row) => <StateBadge tone={alertTone[row.state]}>{t(`alertState.${row.state}`)}</StateBadge>,
		},
	];
}
