import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { formatDay } from '../../parts/format.ts';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { ScoreNumber, type ScoreView } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import css from './AnswerGrid.module.css';
import { type Draft, type Drafts, emptyDraft } from './drafts.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;
type Control = Framework['controls'][number];

interface AnswerGridProps {
	readonly framework: Framework;
	readonly drafts: Drafts;
	readonly score: ScoreView;
	readonly locked: boolean;
	onChange(control: string, change: Partial<Draft>): void;
	onOpen(control: string): void;
}

/** All controls by cluster, a row each; levels are chosen with the number keys. */
export function AnswerGrid({ framework, drafts, score, locked, onChange, onOpen }: AnswerGridProps) {
	const { t, both } = useText();
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		<section className={css.scroll} tabIndex={0} aria-label={t('assessment.answers')}>
			<table className={css.grid}>
				<thead>
					<tr>
						<th scope="col">{t('norms.control')}</th>
						<th scope="col">{t('score.now')}</th>
						<th scope="col">{t('score.expected')}</th>
						<th scope="col">{t('assessment.on')}</th>
						<th scope="col">{t('assessment.wanted')}</th>
						<th scope="col">{t('score.notApplicable')}</th>
					</tr>
				</thead>
				{framework.clusters.map((cluster) => {
					const own = score.clusters.find(({ id }) => id === cluster.id);
					const controls = framework.controls.filter((control) => control.cluster === cluster.id && control.activeByDefault);
					if (controls.length === 0) return null;
					return (
						<tbody key={cluster.id}>
							<tr>
								<th scope="rowgroup" className={css.cluster}>
									{both(cluster.title)}
								</th>
								<td className={css.cluster} colSpan={5}>
									{own !== undefined && <ScoreNumber label={both(cluster.title)} figure={own.now} meets={own.meets} />}
								</td>
							</tr>
							{controls.map((control) => (
								<Row
									key={control.id}
									control={control}
									draft={drafts.get(control.id) ?? emptyDraft(control.id)}
									levels={framework.scale.levels.map(({ level }) => level)}
									locked={locked}
									onChange={onChange}
									onOpen={onOpen}
								/>
							))}
						</tbody>
					);
				})}
			</table>
		</section>
	);
}

interface RowProps {
	readonly control: Control;
	readonly draft: Draft;
	readonly levels: readonly number[];
	readonly locked: boolean;
	onChange(control: string, change: Partial<Draft>): void;
	onOpen(control: string): void;
}

function Row({ control, draft, levels, locked, onChange, onOpen }: RowProps) {
	const { t, both, locale } = useText();
	const title = both(control.title);
	const choice = (part: 'now' | 'expected' | 'wanted', word: string) => (
		<select
			aria-label={`${title}: ${word}`}
			disabled={draft.notApplicable}
			value={draft[part] ?? ''}
			onChange={(event) => onChange(control.id, { [part]: event.target.value === '' ? null : Number(event.target.value) })}
		>
			<option value="">–</option>
			{levels.map((level) => (
				<option key={level} value={level}>
					{level}
				</option>
			))}
		</select>
	);
	if (locked) {
		return (
			<tr>
				<th scope="row">
					<RowOpen title={title} onOpen={() => onOpen(control.id)}>
						{title}
					</RowOpen>
				</th>
				<td>{draft.now ?? '–'}</td>
				<td>{draft.expected ?? '–'}</td>
				<td>{draft.expectedOn === null ? '–' : formatDay(draft.expectedOn, locale)}</td>
				<td>{draft.wanted ?? '–'}</td>
				<td>{draft.notApplicable ? t('score.notApplicable') : '–'}</td>
			</tr>
		);
	}
	return (
		<tr>
			<th scope="row">
				<RowOpen title={title} onOpen={() => onOpen(control.id)}>
					{title}
				</RowOpen>
			</th>
			<td>{choice('now', t('score.now'))}</td>
			<td>{choice('expected', t('score.expected'))}</td>
			<td>
				<input
					type="date"
					aria-label={`${title}: ${t('assessment.on')}`}
					disabled={draft.notApplicable || draft.expected === null}
					value={draft.expectedOn ?? ''}
					onChange={(event) => onChange(control.id, { expectedOn: event.target.value || null })}
				/>
			</td>
			<td>{choice('wanted', t('assessment.wanted'))}</td>
			<td>
				<input
					type="checkbox"
					aria-label={`${title}: ${t('score.notApplicable')}`}
					checked={draft.notApplicable}
					onChange={(event) => {
						const off = event.target.checked;
						onChange(
							control.id,
							off ? { notApplicable: true, now: null, expected: null, expectedOn: null, wanted: null } : { notApplicable: false },
						);
						if (off && draft.reason.trim() === '') onOpen(control.id);
					}}
				/>
			</td>
		</tr>
	);
}
