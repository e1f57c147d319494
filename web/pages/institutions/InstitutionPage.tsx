import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Card, Columns, DescriptionList, Page } from '../../parts/Blocks.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { formatDay, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useText } from '../../text/text.tsx';
import { ActionList } from './ActionList.tsx';
import { InstitutionScores } from './InstitutionScores.tsx';
import { MilestoneCard } from './MilestoneCard.tsx';
import { type Institution, riskTone } from './types.ts';

/** Everything about one institution that the asker may see. */
export function InstitutionPage() {
	const { t } = useText();
	const { id = '' } = useParams();
	const query = useQuery({
		queryKey: ['institution', id],
		queryFn: ({ signal }) => api.get<Institution>(`/v1/institutions/${id}`, undefined, signal),
	});
	const name = query.data?.name ?? t('common.institution');
	return (
		<Page title={name} tools={<ButtonLink to={`/board/${id}`}>{t('menu.board')}</ButtonLink>}>
			<Loaded query={query}>
				{(institution) => (
					<>
						<Columns>
							<Facts institution={institution} />
							<MilestoneCard institution={id} />
						</Columns>
						<InstitutionScores institution={id} />
						<ActionList institution={id} />
					</>
				)}
			</Loaded>
		</Page>
	);
}

function Facts({ institution }: { readonly institution: Institution }) {
	const { t, word, locale } = useText();
	const former = institution.names.filter(({ validUntil }) => validUntil !== null);
	return (
		<Card title={t('institution.facts')}>
			<DescriptionList
				terms={[
					[t('common.kind'), t(`kind.${institution.kind}`)],
					[
						t('register.risk'),
						<StateBadge key="risk" tone={riskTone[institution.riskProfile]}>
							{t(`risk.${institution.riskProfile}`)}
						</StateBadge>,
					],
					['BRIN', institution.brin ?? '–'],
					[t('register.umbrella'), institution.umbrellaName ?? '–'],
					[
						t('register.city'),
						[institution.city, institution.province === null ? null : word('province', institution.province)]
							.filter(Boolean)
							.join(', ') || '–',
					],
					[t('register.size'), institution.size === null ? '–' : formatNumber(institution.size, locale)],
					[t('institution.domains'), institution.homeOrganisations.join(', ') || '–'],
					[t('institution.since'), formatDay(institution.validFrom, locale)],
					...(former.length === 0 ? [] : [[t('institution.former'), former.map(({ name }) => name).join(', ')] as const]),
					...(institution.units.length === 0
						? []
						: [[t('institution.units'), institution.units.map(({ name }) => name).join(', ')] as const]),
				]}
			/>
		</Card>
	);
}
