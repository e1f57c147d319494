import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { ScoreNumber, type ScoreView } from '../../parts/score/ScoreNumber.tsx';
import { useText } from '../../text/text.tsx';
import css from './AnswerGrid.module.css';
import { AnswerRow } from './AnswerRow.tsx';
import { type Draft, type Drafts, emptyDraft } from './drafts.ts';
import type { Assessment } from './types.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;

interface AnswerGridProps {
	readonly framework: Framework;
	/** The controls to show, in the order of the framework. */
	readonly controls: Framework['controls'];
	readonly drafts: Drafts;
	readonly score: ScoreView;
	readonly evidence: Assessment['evidence'];
	readonly conflicts: ReadonlySet<string>;
	readonly locked: boolean;
	onChange(control: string, change: Partial<Draft>): void;
	onOpen(control: string): void;
}

/** All controls by cluster, a row each; levels are chosen with the number keys. */
export function AnswerGrid(props: AnswerGridProps) {
	const { framework, controls, drafts, score, evidence, conflicts, locked, onChange, onOpen } = props;
	const { t, both } = useText();
	const files = new Map<string | null, number>();
	for (const { control } of evidence) files.set(control, (files.get(control) ?? 0) + 1);
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
						<th scope="col">{t('assessment.proof')}</th>
					</tr>
				</thead>
				{framework.clusters.map((cluster) => {
					const own = score.clusters.find(({ id }) => id === cluster.id);
					const rows = controls.filter((control) => control.cluster === cluster.id);
					if (rows.length === 0) return null;
					return (
						<tbody key={cluster.id}>
							<tr>
								<th scope="rowgroup" className={css.cluster}>
									{both(cluster.title)}
								</th>
								<td className={css.cluster} colSpan={6}>
									{own !== undefined && <ScoreNumber label={both(cluster.title)} figure={own.now} meets={own.meets} />}
								</td>
							</tr>
							{rows.map((control) => (
								<AnswerRow
									key={control.id}
									control={control}
									draft={drafts.get(control.id) ?? emptyDraft(control.id)}
									levels={framework.scale.levels.map(({ level }) => level)}
									files={files.get(control.id) ?? 0}
									conflict={conflicts.has(control.id)}
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
