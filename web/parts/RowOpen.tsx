import type { ReactNode } from 'react';
import css from './RowOpen.module.css';

/** The name of a row that opens beside the list: looks like a link, is a button, for it stays on the page. */
export function RowOpen({ onOpen, title, children }: { onOpen(): void; readonly title?: string; readonly children: ReactNode }) {
	return (
		<button
			type="button"
			className={css.open}
			title={title ?? (typeof children === 'string' ? children : undefined)}
			onClick={onOpen}
		>
			{children}
		</button>
	);
}
