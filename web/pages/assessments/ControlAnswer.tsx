import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { Button } from '../../parts/Button.tsx';
import { Field, Select, TextArea, Tick } from '../../parts/Field.tsx';
import { Drawer } from '../../parts/Overlay.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import { type Draft, type Drafts, emptyDraft } from './drafts.ts';
import { Evidence } from './Evidence.tsx';
import { SaveBadge } from './SaveBadge.tsx';
import type { Assessment } from './types.ts';
import type { SaveState } from './use-autosave.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;
type Control = Framework['controls'][number];

interface ControlAnswerProps {
	readonly control: Control;
	readonly framework: Framework;
	readonly assessment: Assessment;
	readonly drafts: Drafts;
	readonly locked: boolean;
	readonly state: SaveState;
	onChange(control: string, change: Partial<Draft>): void;
	/** To the control so many places further. */
	onStep(by: -1 | 1): void;
	onClose(): void;
}

/** One control close by: what each level asks, the three values, the reason and the evidence. */
export function ControlAnswer(props: ControlAnswerProps) {
	const { control, framework, assessment, drafts, locked, state, onChange, onStep, onClose } = props;
	const { t, both } = useText();
	const draft = drafts.get(control.id) ?? emptyDraft(control.id);
	const set = (change: Partial<Draft>) => onChange(control.id, change);
	return (
		<Drawer title={both(control.title)} open onClose={onClose}>
			<p>
				<code>{control.id}</code>{' '}
				{locked ? <StateBadge tone="good">{t('assessmentState.submitted')}</StateBadge> : <SaveBadge state={state} />}
			</p>
			{control.description !== undefined && <p>{both(control.description)}</p>}
			<Levels control={control} framework={framework} draft={draft} locked={locked} onChange={set} />
			<Later framework={framework} draft={draft} locked={locked} onChange={set} />
			<Tick
				label={t('assessment.notApplicable')}
				disabled={locked}
				checked={draft.notApplicable}
				onChange={(event) =>
					set(
						event.target.checked
							? { notApplicable: true, now: null, expected: null, expectedOn: null, wanted: null }
							: { notApplicable: false },
					)
				}
			/>
			<TextArea
				key={control.id}
				label={t('common.reason')}
				hint={t('assessment.reasonHint')}
				maxLength={8000}
				readOnly={locked}
				{...(draft.notApplicable && draft.reason.trim().length < 3 ? { fault: t('assessment.reasonNeeded') } : {})}
				value={draft.reason}
				onChange={(event) => set({ reason: event.target.value })}
			/>
			<Evidence key={`${control.id} evidence`} control={control.id} assessment={assessment} locked={locked} />
			<div className={css.walk}>
				<Button onClick={() => onStep(-1)}>{t('assessment.previous')}</Button>
				<Button tone="main" onClick={() => onStep(1)}>
					{t('assessment.next')}
				</Button>
			</div>
		</Drawer>
	);
}

interface PartProps {
	readonly framework: Framework;
	readonly draft: Draft;
	readonly locked: boolean;
	onChange(change: Partial<Draft>): void;
}

/** The level now, each beside the text that says what it asks. */
function Levels({ control, framework, draft, locked, onChange }: PartProps & { readonly control: Control }) {
	const { t, both } = useText();
	const texts = framework.scale.levels.map(({ level, name, criterion }) => ({
		level,
		name: both(name),
		text: both(control.levelTexts?.find((one) => one.level === level)?.text ?? criterion),
	}));
	return (
		<fieldset className={css.levels} disabled={locked || draft.notApplicable}>
			<legend>{t('assessment.levelNow')}</legend>
			{texts.map(({ level, name, text }) => (
				<label key={level} className={css.level}>
					<input
						type="radio"
						name={`level ${control.id}`}
						checked={draft.now === level}
						onChange={() => onChange({ now: level })}
					/>
					<strong>{level}</strong>
					<span>
						{name}. <span className={css.soft}>{text}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}

/** What is expected on a day, and what is wanted in the end. */
function Later({ framework, draft, locked, onChange }: PartProps) {
	const { t, both } = useText();
	const choices = [
		{ value: '', label: '–' },
		...framework.scale.levels.map(({ level, name }) => ({ value: String(level), label: `${level} ${both(name)}` })),
	];
	const level = (value: string) => (value === '' ? null : Number(value));
	const off = locked || draft.notApplicable;
	return (
		<div className={css.pair}>
			<Select
				label={t('score.expected')}
				disabled={off}
				value={draft.expected ?? ''}
				onChange={(event) => onChange({ expected: level(event.target.value) })}
				choices={choices}
			/>
			<Field
				label={t('assessment.on')}
				type="date"
				min="1900-01-01"
				max="2199-12-31"
				disabled={off || draft.expected === null}
				{...(draft.expected !== null && draft.expectedOn === null ? { fault: t('assessment.dayNeeded') } : {})}
				value={draft.expectedOn ?? ''}
				onChange={(event) => onChange({ expectedOn: event.target.value || null })}
			/>
			<Select
				label={t('assessment.wanted')}
				disabled={off}
				value={draft.wanted ?? ''}
				onChange={(event) => onChange({ wanted: level(event.target.value) })}
				choices={choices}
			/>
		</div>
	);
}
