import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAddress } from '../../parts/address.ts';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Select } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useSession } from '../../parts/session.tsx';
import { Table } from '../../parts/table/Table.tsx';
import { useText } from '../../text/text.tsx';
import { HandlingDrawer } from './HandlingDrawer.tsx';
import css from './HandlingGrid.module.css';
import { stepInGrid } from './grid-keys.ts';
import { handlingColumns } from './handling-columns.tsx';
import { OthersHandling } from './OthersHandling.tsx';
import { type Advisory, type Cell, type Grid, type GridRow, handlingStates } from './types.ts';
import { VerifyMany } from './VerifyMany.tsx';

const verifiers = ['cert-handler', 'auditor'];

/** Institutions that may be seen by name, line by line, walked by the arrows; and the anonymous counts of the others. */
export function HandlingGrid({ advisory }: { readonly advisory: Advisory }) {
	const { t, both, locale } = useText();
	const session = useSession();
	const address = useAddress();
	const wanted = address.get('anyLine');
	const [opened, setOpened] = useState<{ row: GridRow; cell: Cell } | null>(null);
	const [verifying, setVerifying] = useState(false);
	const query = useQuery({
		queryKey: ['advisory', advisory.id, 'grid'],
		queryFn: ({ signal }) => api.get<Grid>(`/v1/advisories/${advisory.id}/handling`, undefined, signal),
	});
	const columns = useMemo(
		() => handlingColumns({ t, both, lines: advisory.lines, open: (row, cell) => setOpened({ row, cell }) }),
		[t, both, advisory.lines],
	);
	return (
		<Loaded query={query}>
			{(grid) => {
				const rows = grid.institutions.filter(({ cells }) => wanted === '' || cells.some(({ state }) => state === wanted));
				const done = rows.flatMap(({ cells }) => cells.filter(({ state }) => state === 'done'));
				return (
					<>
						{/* biome-ignore lint/a11y/noStaticElementInteractions: arrows between buttons that stand there anyway */}
						<div className={css.grid} onKeyDown={stepInGrid}>
							<Table
								label={t('advisories.handling')}
								name="grid"
								rows={rows}
								columns={columns}
								rowId={({ id }) => id}
								empty={wanted === '' ? t('advisories.noGrid') : t('common.noMatch')}
								tools={
									<>
										<Select
											label={t('follow.anyLine')}
											name="wanted"
											value={wanted}
											onChange={(event) => address.set({ anyLine: event.target.value })}
											choices={[
												{ value: '', label: t('common.all') },
												...handlingStates.map((value) => ({ value, label: t(`handling.${value}`) })),
											]}
										/>
										{verifiers.includes(session.role) && done.length > 0 && (
											<Button icon="check" onClick={() => setVerifying(true)}>
												{t('follow.verifyMany', { count: formatNumber(done.length, locale) })}
											</Button>
										)}
									</>
								}
							/>
						</div>
						{grid.others.length > 0 && <OthersHandling advisory={advisory} grid={grid} />}
						{verifying && <VerifyMany advisory={advisory.id} cells={done} onClose={() => setVerifying(false)} />}
						{opened !== null && (
							<HandlingDrawer
								advisory={advisory}
								institution={opened.row.name}
								institutionId={opened.row.id}
								cell={opened.cell}
								onClose={() => setOpened(null)}
							/>
						)}
					</>
				);
			}}
		</Loaded>
	);
}
