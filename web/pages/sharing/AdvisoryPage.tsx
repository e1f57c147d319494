import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Card, Columns, DescriptionList, Page } from '../../parts/Blocks.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useFresh } from '../../parts/live.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { Tlp } from '../../parts/Tlp.tsx';
import { useText } from '../../text/text.tsx';
import css from './Advisory.module.css';
import { AdvisoryMoves } from './AdvisoryMoves.tsx';
import { FollowUp } from './FollowUp.tsx';
import { HandlingGrid } from './HandlingGrid.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { SightingList } from './SightingList.tsx';
import { type Advisory, advisoryTone, indicatorReaders } from './types.ts';

const exportForms = ['stix', 'misp', 'csaf', 'csv'] as const;

/** One warning: what it is, what to do about it, and how far everybody is with that. */
export function AdvisoryPage() {
	const { t } = useText();
	const { id = '' } = useParams();
	const query = useQuery({
		queryKey: ['advisory', id],
		queryFn: ({ signal }) => api.get<Advisory>(`/v1/advisories/${id}`, undefined, signal),
	});
	useFresh(['advisor', 'handling', 'sharing', 'sighting'], ['advisory', id]);
	if (query.data === undefined) {
		return (
			<Page title={t('advisories.one')}>
				<Loaded query={query}>{() => null}</Loaded>
			</Page>
		);
	}
	return <Told advisory={query.data} />;
}

function useReach(audience: Advisory['audience']): string {
	const { t } = useText();
	if (audience.to === 'all') return t('advisories.toAll');
	if (audience.to === 'kinds') return audience.kinds.map((kind) => t(`kind.${kind}`)).join(', ');
	return t('advisories.toListed', { count: audience.institutions.length });
}

function Told({ advisory }: { readonly advisory: Advisory }) {
	const { t, both, locale } = useText();
	const reach = useReach(advisory.audience);
	const reads = indicatorReaders.includes(useSession().role);
	return (
		<Page title={both(advisory.title)} lead={both(advisory.summary) || undefined} tools={<AdvisoryMoves advisory={advisory} />}>
			<FollowUp advisory={advisory} />
			<Columns>
				<Card>
					<DescriptionList
						terms={[
							['TLP', <Tlp key="tlp" value={advisory.tlp} />],
							[
								t('common.state'),
								<StateBadge key="state" tone={advisoryTone[advisory.state]}>
									{t(`advisoryState.${advisory.state}`)}
								</StateBadge>,
							],
							[t('advisories.author'), advisory.author.name],
							[t('advisories.audience'), reach],
							[t('advisories.published'), advisory.publishedAt === null ? '–' : formatMoment(advisory.publishedAt, locale)],
							...(advisory.closedAt === null
								? []
								: [
										[
											t('advisories.closed'),
											`${formatMoment(advisory.closedAt, locale)}: ${advisory.closeReason ?? ''}`,
										] as const,
									]),
							...(advisory.state === 'draft' || !reads
								? []
								: [
										[
											t('follow.takeAlong'),
											<span key="exports" className={css.exports}>
												{exportForms.map((form) => (
													<a key={form} href={`/v1/advisories/${advisory.id}/exports/${form}`} download>
														{form.toUpperCase()}
													</a>
												))}
											</span>,
										] as const,
									]),
						]}
					/>
				</Card>
				<Card title={t('advisories.lines')}>
					<ol>
						{advisory.lines.map((line) => (
							<li key={line.id}>
								<strong>{line.place}.</strong> {both(line.text)} ({t(`effort.${line.effort}`)})
							</li>
						))}
					</ol>
					{advisory.lines.length === 0 && <p>{t('advisories.noLines')}</p>}
				</Card>
			</Columns>
			<Tabs
				label={both(advisory.title)}
				tabs={[
					{ id: 'handling', label: t('advisories.handling'), panel: <HandlingGrid advisory={advisory} /> },
					...(reads ? [{ id: 'sightings', label: t('advisories.sightings'), panel: <SightingList advisory={advisory} /> }] : []),
					{
						id: 'indicators',
						label: `${t('advisories.indicators')} (${formatNumber(advisory.indicatorCount, locale)})`,
						panel: <IndicatorTable rows={advisory.indicators} />,
					},
				]}
			/>
		</Page>
	);
}
