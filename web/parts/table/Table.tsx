import { type ColumnDef, useTable } from '@tanstack/react-table';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useText } from '../../text/text.tsx';
import { readSort, useAddress } from '../address.ts';
import { type Column, compareValues, features, rowHolds } from './columns.ts';
import { Heads } from './Heads.tsx';
import css from './Table.module.css';
import { Tools } from './Tools.tsx';

interface TableProps<T> {
	readonly label: string;
	readonly rows: readonly T[];
	readonly columns: readonly Column<T>[];
	rowId(row: T): string;
	/** What to say when there is nothing at all; says what to do about it. */
	readonly empty?: ReactNode;
	/** Sorting on arrival, as in the address. */
	readonly sort?: string;
	/** Tells two lists on one page apart in the address. */
	readonly name?: string;
	readonly tools?: ReactNode;
	/** Leave out search and filters, for a short list inside a card. */
	readonly bare?: boolean;
	readonly activeId?: string | null;
	onActivate?(row: T): void;
	readonly onMore?: () => void;
	/** How many there are, when not all of them have been fetched. */
	readonly total?: number;
}

/** Rows drawn at once; more come on request. */
const portion = 200;

/** A list with search, filters and sorting kept in the address. The first column names the row. */
export function Table<T extends object>(props: TableProps<T>) {
	const { rows, columns, rowId, sort = '', name = '', bare = false, activeId, onActivate } = props;
	const { t } = useText();
	const address = useAddress();
	const [drawn, setDrawn] = useState(portion);
	const id = useId();
	const key = (part: string) => (name === '' ? part : `${name}.${part}`);
	const order = address.get(key('sort')) || sort;
	const chosen = columns.filter((column) => column.filter !== undefined && address.get(key(column.id)) !== '');
	const question = bare ? '' : address.get(key('q'));
	const definitions = useMemo(
		() =>
			columns.map(
				(column): ColumnDef<typeof features, T> => ({
					id: column.id,
					accessorFn: (row) => column.value(row),
					sortFn: (a, b) => compareValues((column.order ?? column.value)(a.original), (column.order ?? column.value)(b.original)),
					filterFn: (row, _id, wanted) => String(column.value(row.original)) === wanted,
					sortDescFirst: false,
				}),
			),
		[columns],
	);
	const sorted = readSort(order);
	const table = useTable<typeof features, T>({
		features,
		columns: definitions,
		data: rows as T[],
		getRowId: rowId,
		getColumnCanGlobalFilter: () => true,
		globalFilterFn: (row, _id, wanted: string) =>
			rowHolds(
				columns.map((column) => column.value(row.original)),
				wanted,
			),
		state: {
			sorting: sorted === null ? [] : [{ id: sorted.id, desc: sorted.desc }],
			columnFilters: chosen.map((column) => ({ id: column.id, value: address.get(key(column.id)) })),
			globalFilter: question,
		},
	});
	const shown = table.getRowModel().rows;
	const clear = () => address.set(Object.fromEntries([[key('q'), ''], ...chosen.map((column) => [key(column.id), ''])]));
	return (
		<div className={bare ? `${css.frame} ${css.bare}` : css.frame}>
			{!bare && (
				<Tools
					columns={columns}
					name={name}
					shown={shown.length}
					total={Math.max(rows.length, props.total ?? 0)}
					extra={props.tools}
				/>
			)}
			{shown.length === 0 ? (
				<div className={css.empty} role="status">
					{rows.length === 0 ? (props.empty ?? t('common.empty')) : t('common.noMatch')}
					{rows.length > 0 && (
						<button type="button" className={css.sort} onClick={clear}>
							<u>{t('common.clearFilters')}</u>
						</button>
					)}
				</div>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
				<section className={css.scroll} aria-labelledby={id} tabIndex={0}>
					<table className={css.table}>
						<caption className="unseen" id={id}>
							{props.label}
						</caption>
						<Heads columns={columns} order={order} onOrder={(next) => address.set({ [key('sort')]: next })} />
						<tbody>
							{shown.slice(0, drawn).map((row) => (
								<tr
									key={row.id}
									data-row={row.id}
									data-active={row.id === activeId || undefined}
									aria-current={row.id === activeId || undefined}
									onClick={onActivate === undefined ? undefined : () => onActivate(row.original)}
								>
									{columns.map((column, place) => {
										const content = column.cell?.(row.original) ?? column.value(row.original) ?? '–';
										// What is cut off for want of room can be read by pointing at it.
										const whole = typeof content === 'string' ? content : undefined;
										const className = column.align === 'end' ? css.end : undefined;
										return place === 0 ? (
											<th key={column.id} scope="row" className={className} title={whole}>
												{content}
											</th>
										) : (
											<td key={column.id} className={className} title={whole}>
												{content}
											</td>
										);
									})}
								</tr>
							))}
						</tbody>
					</table>
				</section>
			)}
			{(shown.length > drawn || props.onMore !== undefined) && (
				<div className={css.foot}>
					<button
						type="button"
						className={css.sort}
						onClick={() => {
							setDrawn(drawn + portion);
							if (shown.length <= drawn) props.onMore?.();
						}}
					>
						<u>{t('common.more')}</u>
					</button>
				</div>
			)}
		</div>
	);
}
