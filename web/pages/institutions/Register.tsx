import { useMemo } from 'react';
import { Link } from 'react-router';
import { Page } from '../../parts/Blocks.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { usePages } from '../../parts/pages.ts';
import { StateBadge } from '../../parts/State.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { type InstitutionRow, kinds, riskTone } from './types.ts';

const provinces = ['DR', 'FL', 'FR', 'GE', 'GR', 'LI', 'NB', 'NH', 'OV', 'UT', 'ZE', 'ZH'] as const;

/** All institutions, big and small, funded or not, in one list. */
export function Register() {
	const { t, word, locale } = useText();
	const { query, rows, more } = usePages<InstitutionRow>(['register'], '/v1/institutions', {}, 500);
	const columns = useMemo<Column<InstitutionRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.name'),
				value: (row) => row.name,
				cell: (row) => <Link to={`/institutions/${row.id}`}>{row.name}</Link>,
			},
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.kind,
				cell: (row) => t(`kind.${row.kind}`),
				filter: { label: t('common.kind'), choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
			},
			{ id: 'brin', head: 'BRIN', value: (row) => row.brin },
			{
				id: 'province',
				head: t('charts.province'),
				value: (row) => row.province,
				cell: (row) => (row.province === null ? '–' : word('province', row.province)),
				filter: { label: t('charts.province'), choices: provinces.map((value) => ({ value, label: t(`province.${value}`) })) },
			},
			{ id: 'city', head: t('register.city'), value: (row) => row.city },
			{ id: 'umbrella', head: t('register.umbrella'), value: (row) => row.umbrellaName },
			{
				id: 'size',
				head: t('register.size'),
				align: 'end',
				value: (row) => row.size,
				cell: (row) => (row.size === null ? '–' : formatNumber(row.size, locale)),
			},
			{
				id: 'risk',
				head: t('register.risk'),
				value: (row) => row.riskProfile,
				cell: (row) => <StateBadge tone={riskTone[row.riskProfile]}>{t(`risk.${row.riskProfile}`)}</StateBadge>,
				filter: {
					label: t('register.risk'),
					choices: (['normal', 'elevated', 'high'] as const).map((value) => ({ value, label: t(`risk.${value}`) })),
				},
			},
		],
		[t, word, locale],
	);
	return (
		<Page title={t('register.title')} lead={t('register.lead')}>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('register.title')}
						rows={rows}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('register.empty')}
						sort="name"
						onMore={more}
					/>
				)}
			</Loaded>
		</Page>
	);
}
