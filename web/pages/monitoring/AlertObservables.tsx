import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, withQuery } from '../../parts/api.ts';
import { Copy } from '../../parts/Copy.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { AlertDetail } from './types.ts';

interface KnownIndicator {
	readonly id: string;
	readonly value: string;
	readonly advisoryId: string | null;
}

/** The advisory behind an alert that an indicator raised. */
function CauseLink({ alert }: { readonly alert: AlertDetail }) {
	const { t } = useText();
	const id = alert.cause.slice('indicator:'.length);
	const value = alert.titleEn.split(' ').at(-1) ?? '';
	const query = useQuery({
		queryKey: ['indicators', 'of-alert', id],
		queryFn: () => api.get<{ items: KnownIndicator[] }>('/v1/indicators', { q: value, limit: 100 }),
		staleTime: 600_000,
	});
	const advisory = query.data?.items.find((one) => one.id === id)?.advisoryId;
	if (typeof advisory !== 'string') return null;
	return (
		<p>
			<Link to={`/advisories/${advisory}`}>{t('queue.openAdvisory')}</Link>
		</p>
	);
}

/** What can be looked for elsewhere: copied in one press, and each the door to what is known of it. */
export function AlertObservables({ alert }: { readonly alert: AlertDetail }) {
	const { t, word } = useText();
	return (
		<>
			{alert.cause.startsWith('indicator:') && <CauseLink alert={alert} />}
			<table className={css.observables}>
				<caption className="unseen">{t('queue.observables')}</caption>
				<thead className="unseen">
					<tr>
						<th scope="col">{t('common.kind')}</th>
						<th scope="col">{t('indicators.value')}</th>
						<th scope="col">{t('common.actions')}</th>
					</tr>
				</thead>
				<tbody>
					{alert.observables.map((seen) => (
						<tr key={`${seen.kind} ${seen.value}`}>
							<th scope="row">{word('indicatorKind', seen.kind)}</th>
							<td>
								<Link to={withQuery('/indicators', { 'ind.q': seen.value })} title={t('queue.pivot')}>
									<code>{seen.value}</code>
								</Link>
							</td>
							<td>
								<Copy text={seen.value} what={seen.value} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
			{alert.context.length > 0 && (
				<p>
					{t('queue.context')} {alert.context.map(({ value }) => value).join(', ')}
				</p>
			)}
		</>
	);
}
