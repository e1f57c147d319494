import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import { formatLevel } from './format.ts';
import { Icon, type IconName } from './Icon.tsx';
import { judgeLevel } from './judge.ts';
import css from './State.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'idle';
const signs: Record<Tone, IconName> = { good: 'check', warn: 'bang', bad: 'down', info: 'half', idle: 'dash' };

/** A state: its word, its shape and its colour, in that order of importance. */
export function StateBadge({
	tone,
	sign,
	children,
}: {
	readonly tone: Tone;
	readonly sign?: IconName;
	readonly children: ReactNode;
}) {
	return (
		<span className={`${css.badge} ${css[tone]}`}>
			<Icon name={sign ?? signs[tone]} size={12} />
			{children}
		</span>
	);
}

/** A mean level against its target; judged on the exact value, shown with one decimal. */
export function LevelChip({ value, target }: { readonly value: number | null | undefined; readonly target?: number | null }) {
	const { locale, t } = useText();
	if (value === null || value === undefined) return <span className={css.idle}>{t('common.noFigure')}</span>;
	const tone = judgeLevel(value, target ?? null);
	const meaning = { good: 'judge.meets', warn: 'judge.nearly', bad: 'judge.under', idle: 'judge.untargeted' } as const;
	return (
		<span className={`${css.chip} ${css[tone]} ${tone === 'warn' || tone === 'bad' ? css.under : ''}`} title={t(meaning[tone])}>
			{formatLevel(value, locale)}
			<span className="unseen"> {t(meaning[tone])}</span>
		</span>
	);
}
