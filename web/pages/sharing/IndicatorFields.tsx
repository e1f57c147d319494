import { TextArea } from '../../parts/Field.tsx';
import { useText } from '../../text/text.tsx';
import css from './Advisory.module.css';
import { readIndicators } from './advisory-input.ts';

/** Indicators as people write them, one a line, and under it what was understood. */
export function IndicatorFields({ text, onChange }: { readonly text: string; onChange(text: string): void }) {
	const { t } = useText();
	const { indicators, unknown } = readIndicators(text);
	return (
		<>
			<TextArea
				label={t('advisories.indicators')}
				hint={t('advisories.indicatorsHint', { count: indicators.length })}
				{...(unknown.length > 0 ? { fault: t('advisories.indicatorsUnknown', { lines: unknown.join(', ') }) } : {})}
				rows={5}
				spellCheck={false}
				name="indicators"
				value={text}
				onChange={(event) => onChange(event.target.value)}
			/>
			{indicators.length > 0 && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				<ul className={css.seen} aria-label={t('compose.understood')} tabIndex={0}>
					{indicators.map((one) => (
						<li key={`${one.kind} ${one.value}`}>
							<span>{t(`indicatorKind.${one.kind}`)}</span>
							<code>
								{one.value}
								{one.match === 'exact' ? '' : ` (${t(`indicatorMatch.${one.match}`)})`}
							</code>
						</li>
					))}
				</ul>
			)}
		</>
	);
}
