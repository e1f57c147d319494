import { useQuery } from '@tanstack/react-query';
import type * as improvement from '#improvement/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { dayAt } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Milestones } from '../../parts/score/Milestones.tsx';
import { useText } from '../../text/text.tsx';

type MilestoneList = Output<typeof improvement.readMilestones>;

export function MilestoneCard({ institution }: { readonly institution: string }) {
	const { t } = useText();
	const query = useQuery({
		queryKey: ['milestones', institution],
		queryFn: ({ signal }) => api.get<MilestoneList>(`/v1/institutions/${institution}/milestones`, undefined, signal),
	});
	const today = dayAt(new Date());
	return (
		<Card title={t('milestones.title')}>
			<Loaded query={query} lines={3} absent={t('institution.notDisclosed')}>
				{({ items }) => <Milestones items={items} today={today} />}
			</Loaded>
		</Card>
	);
}
