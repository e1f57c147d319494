import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Copy } from '../../parts/Copy.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { RuleDetail } from './types.ts';

/** What a rule looks for, who wrote it and the text itself. The author stands wherever the rule is shown. */
export function RuleText({ id, open = false }: { readonly id: string; readonly open?: boolean }) {
	const { t, locale } = useText();
	const query = useQuery({
		queryKey: ['rules', 'one', id],
		queryFn: ({ signal }) => api.get<RuleDetail>(`/v1/rules/${encodeURIComponent(id)}`, undefined, signal),
		staleTime: 60_000,
	});
	return (
		<Loaded query={query} lines={3} absent={t('rules.absent')}>
			{(rule) => (
				<>
					<p>{locale === 'nl' ? rule.descriptionNl : rule.description}</p>
					<DescriptionList
						terms={[
							[t('alerts.author'), rule.author],
							...(rule.falsePositives.length === 0
								? []
								: [
										[
											t('rules.falsePositives'),
											<span key="f" lang="en">
												{rule.falsePositives.join('; ')}
											</span>,
										] as const,
									]),
							...(rule.references.length === 0
								? []
								: [
										[
											t('rules.references'),
											rule.references.map((address) => (
												<a key={address} href={address} rel="noreferrer" target="_blank" className={css.reference}>
													{address.replace('https://', '')}
												</a>
											)),
										] as const,
									]),
						]}
					/>
					<details open={open}>
						<summary>{t('rules.text')}</summary>
						<Copy text={rule.text} what={t('rules.text')} />
						{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
						<pre className={css.excerpt} lang="en" tabIndex={0}>
							{rule.text}
						</pre>
					</details>
				</>
			)}
		</Loaded>
	);
}
