import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type * as institutions from '#institutions/contract';
import type { OrganisationKind } from '#kernel';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Select } from '../../parts/Field.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import type { Assessment, Round } from './types.ts';

type Disclosures = Output<typeof institutions.disclosuresEndpoint>;
type Opinion = Assessment['opinion'];

/** Of one's own institution the first two, of another the last two; only an auditor is an outsider. */
export function opinionsFor(kind: OrganisationKind, own: boolean): readonly Opinion[] {
	if (own) return kind === 'institution' ? ['self', 'internal-audit'] : [];
	if (kind === 'auditor') return ['external-audit', 'peer-review'];
	return kind === 'institution' || kind === 'surf-audit' ? ['peer-review'] : [];
}

/** Begins an assessment in a round: of ourselves, or of an institution that shows us its evidence. */
export function BeginForm({ round, onClose }: { readonly round: Round; onClose(): void }) {
	const { t } = useText();
	const session = useSession();
	const go = useNavigate();
	const shown = useQuery({ queryKey: ['disclosures'], queryFn: () => api.get<Disclosures>('/v1/disclosures') });
	const [institution, setInstitution] = useState(session.institution ?? '');
	const opinions = opinionsFor(session.organisationKind, institution === session.institution);
	const [wanted, setWanted] = useState<string>('');
	const opinion = opinions.find((one) => one === wanted) ?? opinions[0];
	const begin = useMutation({
		mutationFn: () => api.post<Assessment>('/v1/assessments', { round: round.id, opinion, institution }),
		onSuccess: ({ id }) => void go(`/assessments/${id}`),
	});
	const others = (shown.data?.received ?? [])
		.filter(({ subject }) => subject === 'evidence')
		.map((one) => ({ value: one.institution.id, label: one.institution.name }));
	const own = session.institution === null ? [] : [{ value: session.institution, label: session.organisationName }];
	const nobody = own.length === 0 && others.length === 0 && shown.data !== undefined;
	return (
		<Drawer title={`${t('assessment.begin')}: ${round.title}`} open onClose={onClose}>
			{nobody ? (
				<Banner tone="info">{t('assessment.nobodyShows')}</Banner>
			) : (
				<Form
					submit={t('assessment.begin')}
					busy={begin.isPending}
					error={begin.error}
					onSubmit={() => begin.mutate()}
					onCancel={onClose}
				>
					<Select
						label={t('common.institution')}
						name="institution"
						required
						value={institution}
						onChange={(event) => setInstitution(event.target.value)}
						choices={[...(own.length === 0 ? [{ value: '', label: t('assessment.chooseInstitution') }] : own), ...others]}
					/>
					<Select
						label={t('score.opinion')}
						name="opinion"
						hint={t('assessment.opinionHint')}
						value={opinion ?? ''}
						onChange={(event) => setWanted(event.target.value)}
						choices={opinions.map((value) => ({ value, label: t(`opinion.${value}`) }))}
					/>
				</Form>
			)}
		</Drawer>
	);
}
