import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../parts/api.ts';
import { Banner, Card, Columns, DescriptionList, Page } from '../../parts/Blocks.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { formatDay, formatNumber } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { StateBadge } from '../../parts/State.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { ActionList } from './ActionList.tsx';
import { InstitutionScores } from './InstitutionScores.tsx';
import { MilestoneCard } from './MilestoneCard.tsx';
import { RegisterMoves } from './RegisterMoves.tsx';
import { type Institution, riskTone } from './types.ts';
import { UnitsCard } from './UnitsCard.tsx';

/** Everything about one institution that the asker may see. */
export function InstitutionPage() {
	const { t } = useText();
	const { id = '' } = useParams();
	const session = useSession();
	const { name: nameOf } = useNames();
	const query = useQuery({
		queryKey: ['institution', id],
		queryFn: ({ signal }) => api.get<Institution>(`/v1/institutions/${id}`, undefined, signal),
	});
	const name = query.data?.name ?? t('common.institution');
	return (
		<Page
			title={name}
			tools={
				<>
					{session.role === 'operator' && query.data !== undefined && <RegisterMoves institution={query.data} />}
					{query.data !== undefined && <ButtonLink to={`/board/${id}`}>{t('menu.board')}</ButtonLink>}
				</>
			}
		>
			<Loaded query={query}>
				{(institution) => (
					<>
						{institution.mergedInto !== null && (
							<Banner tone="info">
								<Link to={`/institutions/${institution.mergedInto}`}>
									{t('register.mergedInto', { name: nameOf(institution.mergedInto) })}
								</Link>
							</Banner>
						)}
						<Columns>
							<Facts institution={institution} />
							<MilestoneCard institution={id} />
						</Columns>
						<UnitsCard institution={institution} />
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
					[t('register.kvk'), institution.kvk ?? '–'],
					['ROR', institution.ror ?? '–'],
					[t('institution.since'), formatDay(institution.validFrom, locale)],
					...(institution.validUntil === null
						? []
						: [[t('register.validUntil'), formatDay(institution.validUntil, locale)] as const]),
					...(former.length === 0
						? []
						: [
								[
									t('institution.former'),
									former
										.map(({ name, validUntil }) => `${name} (${t('common.until')} ${formatDay(validUntil ?? '', locale)})`)
										.join(', '),
								] as const,
							]),
				]}
			/>
		</Card>
	);
}
