import { useText } from '../../text/text.tsx';
import type { SectorPicture } from './types.ts';

const reasons = ['too-few', 'too-alike', 'complementary', 'too-close-to-another'] as const;

/** What is not shown and why, in plain words. */
export function WithheldReasons({ floor }: { readonly floor?: SectorPicture['floor'] }) {
	const { t } = useText();
	return (
		<ul>
			{floor !== undefined && (
				<li>{t('sector.floor', { others: floor.others, median: floor.median, quartiles: floor.quartiles })}</li>
			)}
			{reasons.map((reason) => (
				<li key={reason}>
					<strong>{t(`withheld.${reason}`)}</strong>: {t(`withheldWhy.${reason}`)}
				</li>
			))}
		</ul>
	);
}

/** The same behind a question, where it is not what the page is about. */
export function WhyWithheld() {
	const { t } = useText();
	return (
		<details>
			<summary>{t('withheldWhy.title')}</summary>
			<WithheldReasons />
		</details>
	);
}
