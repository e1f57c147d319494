import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useText } from '../text/text.tsx';
import { DescriptionList } from './Blocks.tsx';
import css from './Opened.module.css';

interface OpenedProps {
	/** What the number is of, for the title and for screen readers. */
	readonly label: string;
	readonly formula: ReactNode;
	readonly inputs: readonly (readonly [string, ReactNode])[];
	readonly framework?: string | undefined;
	readonly date?: string | undefined;
	/** The number as it stands on the page. */
	readonly children: ReactNode;
}

/** A number that can be opened: how it was made, from what, by which framework and when. */
export function Opened({ label, formula, inputs, framework, date, children }: OpenedProps) {
	const { t } = useText();
	const facts: (readonly [string, ReactNode])[] = [[t('common.formula'), formula], ...inputs];
	if (framework !== undefined) facts.push([t('common.framework'), framework]);
	if (date !== undefined) facts.push([t('common.date'), date]);
	return (
		<DialogTrigger>
			<Button className={css.number}>
				{children}
				<span className="unseen"> {t('common.openNumber', { label })}</span>
			</Button>
			<Popover className={css.paper} placement="bottom start">
				<Dialog className={css.inside}>
					<Heading slot="title" level={3}>
						{label}
					</Heading>
					<DescriptionList terms={facts} />
				</Dialog>
			</Popover>
		</DialogTrigger>
	);
}
