import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Page, Tile, Tiles } from '../../parts/Blocks.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { stepIn, useKeys } from '../../parts/keys.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useNames } from '../../parts/names.ts';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { AlertDrawer } from './AlertDrawer.tsx';
import css from './AlertQueue.module.css';
import { alertColumns } from './alert-columns.tsx';
import { type AlertPage, type AlertRow, severities } from './types.ts';
import { useAlertActs } from './use-alert-acts.ts';

const openStates = 'new,taken';
export const alertsKey = ['alerts'];

/** The live queue: everything that has not been decided, newest first, worked by keyboard. */
export function AlertQueue() {
	const { t, locale } = useText();
	const { name } = useNames();
	const address = useAddress();
	const state = address.get('show') || openStates;
	const severity = address.get('weight');
	const query = useInfiniteQuery({
		queryKey: [...alertsKey, state, severity],
		queryFn: ({ pageParam, signal }) =>
			api.get<AlertPage>('/v1/alerts', { state, severity, limit: 100, cursor: pageParam === '' ? undefined : pageParam }, signal),
		initialPageParam: '',
		getNextPageParam: (page) => page.next,
	});
	useFresh(['alert', 'monitoring'], alertsKey);
	const [active, setActive] = useState<string | null>(null);
	const [opened, setOpened] = useState<{ id: string; decide: boolean } | null>(null);
	const { take, release } = useAlertActs();
	const area = useRef<HTMLDivElement>(null);
	const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
	const open = (id: string, decide = false) => {
		setActive(id);
		setOpened({ id, decide });
	};
	const columns = useMemo(
		() => alertColumns({ t, locale, name, open: (id) => setOpened({ id, decide: false }) }),
		[t, locale, name],
	);
	const row = rows.find(({ id }) => id === active);
	const walk = (by: number) => {
		// The list on screen may be sorted or filtered otherwise than it came.
		const shown = [...(area.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])].map((line) => line.dataset.row ?? '');
		const next = stepIn(shown, active, by);
		setActive(next);
		area.current?.querySelector(`tr[data-row='${next}']`)?.scrollIntoView({ block: 'nearest' });
	};
	const ifRow = (act: (row: AlertRow) => void) => () => (row === undefined ? undefined : act(row));
	useKeys(area, {
		j: () => walk(1),
		k: () => walk(-1),
		Enter: ifRow(({ id }) => open(id)),
		t: ifRow((one) => (one.state === 'taken' ? release.mutate(one.id) : take.mutate(one.id))),
		n: ifRow(({ id }) => open(id)),
		d: ifRow(({ id }) => open(id, true)),
	});
	const loaded = query.data !== undefined;
	useEffect(() => {
		if (loaded && document.activeElement === document.body) area.current?.focus({ preventScroll: true });
	}, [loaded]);
	const counts = query.data?.pages[0]?.counts;
	return (
		<Page title={t('alerts.title')} lead={t('alerts.lead')}>
			{counts !== undefined && (
				<Tiles>
					<Tile figure={formatNumber(counts.new, locale)} label={t('alerts.countNew')} />
					<Tile figure={formatNumber(counts.taken, locale)} label={t('alerts.countTaken')} />
					<Tile figure={formatNumber(counts.open.critical, locale)} label={t('alerts.countCritical')} />
					<Tile figure={formatNumber(counts.open.high, locale)} label={t('alerts.countHigh')} />
					<Tile figure={formatNumber(counts.decided, locale)} label={t('alerts.countDecided')} />
				</Tiles>
			)}
			<p className={css.keys}>
				{t('common.keys')}:
				{(['j', 'k', 'Enter', 't', 'n', 'd'] as const).map((key) => (
					<span key={key}>
						<kbd>{key}</kbd> {t(`alerts.key${key}`)}
					</span>
				))}
			</p>
			<div ref={area} tabIndex={-1} className={css.area}>
				<Loaded query={query} lines={8}>
					{() => (
						<Table
							label={t('alerts.title')}
							rows={rows}
							columns={columns}
							rowId={({ id }) => id}
							activeId={active}
							onActivate={({ id }) => setActive(id)}
							empty={t('alerts.empty')}
							onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
							tools={
								<>
									<Select
										label={t('common.state')}
										value={address.get('show')}
										onChange={(event) => address.set({ show: event.target.value })}
										choices={[
											{ value: '', label: t('alerts.open') },
											{ value: 'new', label: t('alertState.new') },
											{ value: 'taken', label: t('alertState.taken') },
											{ value: 'decided', label: t('alertState.decided') },
										]}
									/>
									<Select
										label={t('alerts.severity')}
										value={severity}
										onChange={(event) => address.set({ weight: event.target.value })}
										choices={[
											{ value: '', label: t('common.all') },
											...severities.map((value) => ({ value, label: t(`severity.${value}`) })),
										]}
									/>
								</>
							}
						/>
					)}
				</Loaded>
			</div>
			{opened !== null && <AlertDrawer id={opened.id} decide={opened.decide} onClose={() => setOpened(null)} />}
		</Page>
	);
}
