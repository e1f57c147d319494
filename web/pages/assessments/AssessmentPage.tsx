import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Page } from '../../parts/Blocks.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { useText } from '../../text/text.tsx';
import { Sheet } from './Sheet.tsx';
import type { Assessment } from './types.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;

export function AssessmentPage() {
	const { t, both } = useText();
	const { name } = useNames();
	const { id = '' } = useParams();
	const assessment = useQuery({
		queryKey: ['assessment', id],
		queryFn: ({ signal }) => api.get<Assessment>(`/v1/assessments/${id}`, undefined, signal),
		staleTime: Number.POSITIVE_INFINITY,
		// What was typed elsewhere meanwhile must not come from a memory of this page.
		gcTime: 0,
	});
	const frameworkId = assessment.data?.framework.id;
	const framework = useQuery({
		queryKey: ['framework', frameworkId],
		queryFn: ({ signal }) => api.get<Framework>(`/v1/frameworks/${frameworkId}`, undefined, signal),
		enabled: frameworkId !== undefined,
		staleTime: 600_000,
	});
	const told = assessment.data;
	const lead = told !== undefined && (
		<>
			{told.round.title} · <Link to={`/frameworks/${told.framework.id}`}>{both(told.framework.name)}</Link>{' '}
			{told.framework.version}
		</>
	);
	return (
		<Page
			title={told === undefined ? t('assessment.one') : `${t(`opinion.${told.opinion}`)}: ${name(told.institution)}`}
			{...(lead ? { lead } : {})}
		>
			<Loaded query={assessment}>
				{(one) => (
					<Loaded query={framework}>{(norm) => <Sheet key={one.id + one.state} assessment={one} framework={norm} />}</Loaded>
				)}
			</Loaded>
		</Page>
	);
}
