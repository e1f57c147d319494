import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type * as improvement from '#improvement/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { dayAt } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Milestones } from '../../parts/score/Milestones.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { MilestoneForm } from './MilestoneForm.tsx';

type MilestoneList = Output<typeof improvement.readMilestones>;
const planners = ['board', 'ciso', 'security-officer'];

export function MilestoneCard({ institution }: { readonly institution: string }) {
	const { t } = useText();
	const session = useSession();
	const [planning, setPlanning] = useState(false);
	const query = useQuery({
		queryKey: ['milestones', institution],
		queryFn: ({ signal }) => api.get<MilestoneList>(`/v1/institutions/${institution}/milestones`, undefined, signal),
	});
	const today = dayAt(new Date());
	const may = session.institution === institution && planners.includes(session.role);
	return (
		<Card
			title={t('milestones.title')}
			tools={
				may &&
				query.data !== undefined && (
					<Button small icon="clock" onClick={() => setPlanning(true)}>
						{t('milestones.plan')}
					</Button>
				)
			}
		>
			<Loaded query={query} lines={3} absent={t('institution.notDisclosed')}>
				{({ items }) => (
					<>
						<Milestones items={items} today={today} />
						{items
							.filter(({ reason }) => reason !== '')
							.map(({ kind, reason }) => (
								<p key={kind}>
									{t(`milestone.${kind}`)}: {reason}
								</p>
							))}
						{planning && <MilestoneForm institution={institution} items={items} onClose={() => setPlanning(false)} />}
					</>
				)}
			</Loaded>
		</Card>
	);
}
