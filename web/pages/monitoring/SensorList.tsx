import { useMemo, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { Tick } from '../../parts/Field.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useNames } from '../../parts/names.ts';
import { usePages } from '../../parts/pages.ts';
import { RowOpen } from '../../parts/RowOpen.tsx';
import type { Column } from '../../parts/table/columns.ts';
import { clockColumn, countColumn } from '../../parts/table/figures.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { SensorDrawer } from './SensorDrawer.tsx';
import { SensorState, stateOf } from './SensorState.tsx';
import type { SensorRow } from './types.ts';

/** What is connected, when it last reported, and how much of it could not be read. */
export function SensorList() {
	const { t, locale } = useText();
	const { name } = useNames();
	const address = useAddress();
	const retired = address.get('retired') === 'yes';
	const [opened, setOpened] = useState<string | null>(null);
	const { query, rows, more } = usePages<SensorRow>(['sensors', retired], '/v1/sensors', { retired: String(retired) }, 500);
	useFresh(['sensor', 'watch', 'alert'], ['sensors']);
	const columns = useMemo<Column<SensorRow>[]>(
		() => [
			{
				id: 'name',
				head: t('common.name'),
				value: (row) => row.name,
				cell: (row) => <RowOpen onOpen={() => setOpened(row.id)}>{row.name}</RowOpen>,
			},
			{ id: 'institution', head: t('common.institution'), value: (row) => name(row.institution) },
			{ id: 'kind', head: t('common.kind'), value: (row) => t(`sensorKind.${row.kind}`) },
			{
				id: 'state',
				head: t('common.state'),
				value: stateOf,
				cell: (row) => <SensorState sensor={row} />,
				filter: {
					label: t('common.state'),
					choices: (['silent', 'never', 'reporting'] as const).map((value) => ({ value, label: t(`sensors.${value}`) })),
				},
			},
			clockColumn(locale, 'last', t('sensors.last'), (row) => row.lastReportAt),
			countColumn(locale, 'events', t('sensors.events'), (row) => row.eventsToday),
			countColumn(locale, 'letters', t('sensors.letters'), (row) => row.deadLetters),
		],
		[t, locale, name],
	);
	const sensor = rows.find(({ id }) => id === opened);
	return (
		<>
			<Loaded query={query}>
				{() => (
					<Table
						label={t('sensors.title')}
						rows={rows}
						columns={columns}
						rowId={({ id }) => id}
						empty={t('sensors.empty')}
						onMore={more}
						tools={
							<Tick
								label={t('connect.showRetired')}
								checked={retired}
								onChange={(event) => address.set({ retired: event.target.checked ? 'yes' : '' })}
							/>
						}
					/>
				)}
			</Loaded>
			{sensor !== undefined && <SensorDrawer sensor={sensor} onClose={() => setOpened(null)} />}
		</>
	);
}
