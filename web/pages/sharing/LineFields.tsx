import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { useText } from '../../text/text.tsx';
import css from './Advisory.module.css';
import type { GivenLine } from './advisory-input.ts';
import { efforts } from './types.ts';

interface LineFieldsProps {
	readonly lines: readonly GivenLine[];
	onChange(lines: readonly GivenLine[]): void;
	onSuggest(): void;
}

const empty: GivenLine = { nl: '', en: '', effort: 'hours' };

/** Measures, each followed at each institution until somebody else has seen the proof. */
export function LineFields({ lines, onChange, onSuggest }: LineFieldsProps) {
	const { t } = useText();
	const change = (at: number, part: Partial<GivenLine>) =>
		onChange(lines.map((line, place) => (place === at ? { ...line, ...part } : line)));
	return (
		<fieldset className={css.fields}>
			<legend>{t('advisories.lines')}</legend>
			{lines.map((line, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a measure has no name of its own before it is sent
				<div key={at} className={css.line}>
					<Field
						label={t('compose.line', { place: at + 1 })}
						name={`lines.${at}.text.nl`}
						minLength={3}
						maxLength={2000}
						value={line.nl}
						onChange={(event) => change(at, { nl: event.target.value })}
					/>
					<Select
						label={t('advisories.effort')}
						value={line.effort}
						onChange={(event) => change(at, { effort: event.target.value as GivenLine['effort'] })}
						choices={efforts.map((value) => ({ value, label: t(`effort.${value}`) }))}
					/>
					<Field
						label={t('compose.lineEn')}
						maxLength={2000}
						value={line.en}
						onChange={(event) => change(at, { en: event.target.value })}
					/>
					<Button small tone="quiet" icon="cross" onClick={() => onChange(lines.filter((_, place) => place !== at))}>
						{t('compose.strike')}
						<span className="unseen"> {at + 1}</span>
					</Button>
				</div>
			))}
			<div className={css.row}>
				<Button small icon="plus" onClick={() => onChange([...lines, empty])}>
					{t('compose.addLine')}
				</Button>
				{lines.length === 0 && (
					<Button small tone="quiet" onClick={onSuggest}>
						{t('compose.suggest')}
					</Button>
				)}
			</div>
		</fieldset>
	);
}
