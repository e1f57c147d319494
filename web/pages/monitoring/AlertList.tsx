import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { stepIn, useKeys } from '../../parts/keys.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { useSession } from '../../parts/session.tsx';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { deciders, sharers } from './AlertButtons.tsx';
import css from './AlertList.module.css';
import { AlertPanel } from './AlertPanel.tsx';
import type { Purpose } from './AlertView.tsx';
import { alertColumns } from './alert-columns.tsx';
import { QueueCounts } from './QueueCounts.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QueueHelp } from './QueueHelp.tsx';
import { QueueNews } from './QueueNews.tsx';
import { shareAddress } from './share.ts';
import type { AlertRow } from './types.ts';
import { useAlertActs } from './use-alert-acts.ts';
import { useQueue } from './use-queue.ts';

/** Everything that has not been decided, newest first, worked by keyboard. */
export function AlertList() {
	const { t, locale } = useText();
	const { name } = useNames();
	const go = useNavigate();
	const session = useSession();
	const [active, setActive] = useState<string | null>(null);
	const [opened, setOpened] = useState<{ id: string; purpose: Purpose } | null>(null);
	const [help, setHelp] = useState(false);
	const [, draw] = useReducer((count: number) => count + 1, 0);
	const acts = useAlertActs();
	const area = useRef<HTMLDivElement>(null);
	const queue = useQueue(active !== null || opened !== null);
	const { rows, gone, query } = queue;
	const row = rows.find(({ id }) => id === active);
	const open = useCallback((id: string, purpose: Purpose = 'read') => {
		setActive(id);
		setOpened({ id, purpose });
	}, []);
	const columns = useMemo(
		() => alertColumns({ t, locale, name, gone, me: session.personId, open: (id) => open(id) }),
		[t, locale, name, gone, session.personId, open],
	);
	// The list on screen may be sorted or filtered otherwise than it came.
	const shown = () =>
		[...(area.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])].map(({ dataset }) => dataset.row ?? '');
	const walk = (by: number) => {
		const next = stepIn(shown(), active, by);
		setActive(next);
		if (opened !== null && next !== null) setOpened({ id: next, purpose: 'read' });
		area.current?.querySelector(`tr[data-row='${next}']`)?.scrollIntoView({ block: 'nearest' });
	};
	const close = () => {
		setOpened(null);
		area.current?.focus({ preventScroll: true });
	};
	const letIn = () => {
		queue.letIn();
		draw();
	};
	const leave = () => {
		if (opened !== null) return close();
		setActive(null);
	};
	const ifRow =
		(act: (row: AlertRow) => void, roles: readonly string[] = deciders) =>
		() =>
			row === undefined || !roles.includes(session.role) ? undefined : act(row);
	useKeys(area, {
		...{ j: () => walk(1), k: () => walk(-1), ArrowDown: () => walk(1), ArrowUp: () => walk(-1) },
		Enter: ifRow(({ id }) => open(id), [session.role]),
		t: ifRow((one) => (one.state === 'taken' ? acts.release.mutate(one.id) : acts.take.mutate({ id: one.id }))),
		n: ifRow(({ id }) => open(id, 'note')),
		d: ifRow(({ id }) => open(id, 'decide')),
		s: ifRow((one) => void go(shareAddress(one)), sharers),
		z: acts.undo,
		'.': letIn,
		'/': () => area.current?.querySelector<HTMLElement>('input[type=search]')?.focus(),
		'?': () => setHelp(true),
		Escape: leave,
	});
	const loaded = query.data !== undefined;
	useEffect(() => {
		const idle = document.activeElement === document.body || document.activeElement?.tagName === 'MAIN';
		if (loaded && idle) area.current?.focus({ preventScroll: true });
	}, [loaded]);
	return (
		<div ref={area} tabIndex={-1} className={css.area}>
			<QueueCounts counts={queue.counts} onHelp={() => setHelp(true)} />
			<QueueNews fresh={queue.fresh} gone={gone.size} onLetIn={letIn} />
			<div className={css.split} data-open={opened !== null}>
				<Loaded query={query} lines={8}>
					{() => (
						<Table
							label={t('alerts.title')}
							rows={rows}
							columns={columns}
							rowId={({ id }) => id}
							activeId={active}
							onActivate={({ id }) => {
								setActive(id);
								if (opened !== null) setOpened({ id, purpose: 'read' });
							}}
							empty={t('alerts.empty')}
							onMore={queue.more}
							tools={<QueueFilters />}
						/>
					)}
				</Loaded>
				{opened !== null && (
					<AlertPanel
						id={opened.id}
						purpose={opened.purpose}
						acts={acts}
						onPurpose={(purpose) => setOpened({ id: opened.id, purpose })}
						onClose={close}
						onDecided={() => setOpened({ id: opened.id, purpose: 'read' })}
					/>
				)}
			</div>
			{help && <QueueHelp onClose={() => setHelp(false)} />}
		</div>
	);
}
