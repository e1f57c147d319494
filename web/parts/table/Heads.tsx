import { useText } from '../../text/text.tsx';
import { nextSort, readSort } from '../address.ts';
import { Icon } from '../Icon.tsx';
import type { Column } from './columns.ts';
import css from './Table.module.css';

interface HeadsProps<T> {
	readonly columns: readonly Column<T>[];
	readonly order: string;
	onOrder(next: string): void;
}

export function Heads<T>({ columns, order, onOrder }: HeadsProps<T>) {
	const { t } = useText();
	const sorted = readSort(order);
	return (
		<thead>
			<tr>
				{columns.map((column) => {
					const here = sorted?.id === column.id ? sorted : null;
					const ariaSort = here === null ? undefined : here.desc ? 'descending' : 'ascending';
					return (
						<th key={column.id} scope="col" aria-sort={ariaSort} className={column.align === 'end' ? css.end : undefined}>
							{column.sortable === false ? (
								column.head
							) : (
								<button
									type="button"
									className={css.sort}
									title={t('common.sortBy', { column: column.head })}
									onClick={() => onOrder(nextSort(order, column.id))}
								>
									{column.head}
									{here !== null && <Icon name={here.desc ? 'down' : 'up'} size={9} />}
								</button>
							)}
						</th>
					);
				})}
			</tr>
		</thead>
	);
}
