import { formatLevel, formatNumber, formatShare } from '../../parts/format.ts';
import { Opened } from '../../parts/Opened.tsx';
import { useText } from '../../text/text.tsx';
import type { Cell, ReleasedFigure } from './types.ts';

interface ReleasedProps {
	/** The release it is of, as far as the page was told. */
	readonly figure: (Pick<ReleasedFigure, 'period'> & Partial<Pick<ReleasedFigure, 'framework' | 'madeAt'>>) | undefined;
	readonly cell: Pick<Cell, 'contributors' | 'mean' | 'median' | 'withheld'> | undefined;
	readonly part: 'mean' | 'median';
	readonly share?: boolean;
}

/** A released figure that opens to its release; a withheld one says why. */
export function Released({ figure, cell, part, share = false }: ReleasedProps) {
	const { t, locale } = useText();
	if (figure === undefined || cell === undefined) return <>–</>;
	const value = cell[part];
	if (value === null) return <span>{cell.withheld === null ? t('sector.tooFewFor') : t(`withheld.${cell.withheld}`)}</span>;
	return (
		<Opened
			label={t(`sector.${part}`)}
			formula={t(share ? 'sector.shareFormula' : `sector.${part}Formula`)}
			inputs={[
				[t('sector.contributors'), formatNumber(cell.contributors ?? 0, locale)],
				[t('sector.period'), figure.period],
			]}
			framework={figure.framework}
			date={figure.madeAt?.slice(0, 10)}
		>
			{share ? formatShare(value, locale) : formatLevel(value, locale)}
		</Opened>
	);
}
