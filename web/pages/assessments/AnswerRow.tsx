import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { formatDay } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { RowOpen } from '../../parts/RowOpen.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import css from './AnswerGrid.module.css';
import { type Draft, mayBeSent } from './drafts.ts';

interface AnswerRowProps {
	readonly control: Output<typeof norms.readFrameworkDetail>['controls'][number];
	readonly draft: Draft;
	readonly levels: readonly number[];
	/** Evidence files of this control. */
	readonly files: number;
	readonly conflict: boolean;
	readonly locked: boolean;
	onChange(control: string, change: Partial<Draft>): void;
	onOpen(control: string): void;
}

/** One control: three values, not applicable, and what stands under it. */
export function AnswerRow(props: AnswerRowProps) {
	const { control, draft, levels, files, conflict, locked, onChange, onOpen } = props;
	const { t, both, locale } = useText();
	const title = both(control.title);
	const name = (
		<th scope="row" title={title}>
			<RowOpen title={title} onOpen={() => onOpen(control.id)}>
				{title}
			</RowOpen>
		</th>
	);
	const proof = (
		<td>
			{draft.reason !== '' && <span title={draft.reason}>{t('assessment.hasReason')}</span>}
			{draft.reason !== '' && files > 0 && ', '}
			{files > 0 && t('assessment.files', { count: files })}
			{draft.reason === '' && files === 0 && '–'}
			{conflict && <StateBadge tone="warn">{t('saveState.conflict')}</StateBadge>}
			{!locked && !conflict && !mayBeSent(draft) && (
				<span className={css.waits}>
					<Icon name="bang" size={12} />
					{t(draft.notApplicable ? 'assessment.waitsReason' : 'assessment.waitsDay')}
				</span>
			)}
		</td>
	);
	if (locked) {
		return (
			<tr>
				{name}
				<td>{draft.now ?? '–'}</td>
				<td>{draft.expected ?? '–'}</td>
				<td>{draft.expectedOn === null ? '–' : formatDay(draft.expectedOn, locale)}</td>
				<td>{draft.wanted ?? '–'}</td>
				<td>{draft.notApplicable ? t('score.notApplicable') : '–'}</td>
				{proof}
			</tr>
		);
	}
	const choice = (part: 'now' | 'expected' | 'wanted', word: string) => (
		<td>
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
		</td>
	);
	return (
		<tr>
			{name}
			{choice('now', t('score.now'))}
			{choice('expected', t('score.expected'))}
			<td>
				<input
					type="date"
					min="1900-01-01"
					max="2199-12-31"
					aria-label={`${title}: ${t('assessment.on')}`}
					disabled={draft.notApplicable || draft.expected === null}
					value={draft.expectedOn ?? ''}
					onChange={(event) => onChange(control.id, { expectedOn: event.target.value || null })}
				/>
			</td>
			{choice('wanted', t('assessment.wanted'))}
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
			{proof}
		</tr>
	);
}
