import type { ReactNode } from 'react';
import { useText } from '../../text/text.tsx';
import { useAddress } from '../address.ts';
import { Select } from '../Field.tsx';
import { formatNumber } from '../format.ts';
import { SearchField } from '../SearchField.tsx';
import type { Column } from './columns.ts';
import css from './Table.module.css';

interface ToolsProps<T> {
	readonly columns: readonly Column<T>[];
	readonly name: string;
	readonly shown: number;
	readonly total: number;
	readonly extra?: ReactNode;
}

export function Tools<T>({ columns, name, shown, total, extra }: ToolsProps<T>) {
	const { t, locale } = useText();
	const address = useAddress();
	const key = (part: string) => (name === '' ? part : `${name}.${part}`);
	const counts = { shown: formatNumber(shown, locale), total: formatNumber(total, locale) };
	return (
		<div className={css.tools}>
			<SearchField name={key('q')} />
			{columns.map(
				(column) =>
					column.filter !== undefined && (
						<Select
							key={column.id}
							label={column.filter.label}
							choices={[{ value: '', label: t('common.all') }, ...column.filter.choices]}
							value={address.get(key(column.id))}
							onChange={(event) => address.set({ [key(column.id)]: event.target.value })}
						/>
					),
			)}
			{extra}
			<span className={css.count} role="status">
				{shown === total ? t('common.rows', { count: total }) : t('common.rowsOf', counts)}
			</span>
		</div>
	);
}
