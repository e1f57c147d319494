import type * as assessments from '#assessments/contract';
import type { Output } from '#kernel/contract';
import { useText } from '../../text/text.tsx';
import { formatDay, formatExact } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { Opened } from '../Opened.tsx';
import css from './ScoreNumber.module.css';

export type Scores = Output<typeof assessments.readScores>;
export type ScoreView = Scores['opinions'][number]['score'];
export type FigureView = NonNullable<ScoreView['now']>;
export type FrameworkRef = NonNullable<Scores['framework']>;

interface ScoreNumberProps {
	readonly label: string;
	readonly figure: FigureView | null;
	/** Judged by the server on the exact value; absent when there is nothing to meet. */
	readonly meets?: boolean | undefined;
	readonly framework?: FrameworkRef | null | undefined;
	/** Clusters, to call them by their title where the formula names them by id. */
	readonly clusters?: ScoreView['clusters'] | undefined;
	/** Calendar day or moment the figure is of. */
	readonly date?: string | undefined;
}

/** A mean that can be opened: exact fraction, formula and inputs. Colour and sign come from `meets`, never from what is shown. */
export function ScoreNumber({ label, figure, meets, framework, clusters, date }: ScoreNumberProps) {
	const { t, word, both, locale } = useText();
	if (figure === null) return <span className={css.none}>{t('common.noFigure')}</span>;
	const shown = locale === 'nl' ? figure.shown.replace('.', ',') : figure.shown;
	const tone = meets === undefined ? '' : meets ? css.good : css.bad;
	const title = (id: string) => {
		const cluster = clusters?.find((one) => one.id === id);
		return cluster === undefined ? word('figureInput', id) : both(cluster.title);
	};
	const inputs = figure.inputs.map(({ label: name, exact, count }) => {
		const value = formatExact(exact, locale);
		return [title(name), count === null ? value : t('score.input', { exact: value, count })] as const;
	});
	return (
		<span className={`${css.chip} ${tone}`}>
			{meets !== undefined && <Icon name={meets ? 'check' : 'down'} size={11} />}
			<Opened
				label={label}
				formula={`${t(`formula.${figure.formula}`)} = ${formatExact(figure.exact, locale)}`}
				inputs={inputs}
				{...(framework ? { framework: `${both(framework.name)} ${framework.version}` } : {})}
				{...(date === undefined ? {} : { date: formatDay(date, locale) })}
			>
				{shown}
			</Opened>
			{meets !== undefined && <span className="unseen"> {t(meets ? 'judge.meets' : 'judge.under')}</span>}
		</span>
	);
}
