import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { institutionKinds } from '#kernel';
import { useAddress } from '../../parts/address.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Tick } from '../../parts/Field.tsx';
import { dayAt, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { usePages } from '../../parts/pages.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { InstitutionForm } from './InstitutionForm.tsx';
import { type InstitutionRow, provinces, riskTone } from './types.ts';

/** All institutions, big and small, funded or not, in one list. */
export function Register() {
	const { t, word, locale } = useText();
	const session = useSession();
	const address = useAddress();
	const [adding, setAdding] = useState(false);
	const ended = address.get('ended') === 'true' ? 'true' : 'false';
	const { query, rows, more } = usePages<InstitutionRow>(['register', ended], '/v1/institutions', { ended }, 500);
	const today = dayAt(new Date());
	const columns = useMemo<Column<InstitutionRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.name'),
				value: (row) => row.name,
				cell: (row) => (
					<>
						<Link to={`/institutions/${row.id}`}>{row.name}</Link>{' '}
						{row.validUntil !== null && row.validUntil <= today && <StateBadge tone="idle">{t('register.isEnded')}</StateBadge>}
					</>
				),
			},
			{
				id: 'kind',
				head: t('common.kind'),
				value: (row) => row.kind,
				cell: (row) => t(`kind.${row.kind}`),
				filter: { label: t('common.kind'), choices: institutionKinds.map((value) => ({ value, label: t(`kind.${value}`) })) },
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
		[t, word, locale, today],
	);
	return (
		<Page
			title={t('register.title')}
			lead={t('register.lead')}
			tools={
				session.role === 'operator' && (
					<Button tone="main" icon="plus" onClick={() => setAdding(true)}>
						{t('register.add')}
					</Button>
				)
			}
		>
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
						tools={
							<Tick
								label={t('register.ended')}
								checked={ended === 'true'}
								onChange={(event) => address.set({ ended: event.target.checked ? 'true' : '' })}
							/>
						}
					/>
				)}
			</Loaded>
			{adding && <InstitutionForm onClose={() => setAdding(false)} />}
		</Page>
	);
}
