import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Field, Select } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import type { Round } from './types.ts';

type Frameworks = Output<typeof norms.listFrameworks>;

/** Opens a round: SURFaudit for the whole sector, an institution for itself. */
export function RoundForm({ onClose }: { onClose(): void }) {
	const { t, both } = useText();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const sector = session.organisationKind === 'surf-audit';
	const frameworks = useQuery({ queryKey: ['frameworks'], queryFn: () => api.get<Frameworks>('/v1/frameworks') });
	const [given, setGiven] = useState({ framework: '', title: '', fromDay: dayAt(new Date()), untilDay: '' });
	const set = (change: Partial<typeof given>) => setGiven({ ...given, ...change });
	const open = useMutation({
		mutationFn: () => api.post<Round>('/v1/rounds', given),
		onSuccess: ({ title }) => {
			void client.invalidateQueries({ queryKey: ['rounds'] });
			say(t('rounds.opened', { title }));
			onClose();
		},
	});
	const choices = (frameworks.data?.items ?? [])
		.filter((one) => one.sector || !sector)
		.map((one) => ({ value: one.id, label: `${both(one.name)} ${one.version}` }));
	return (
		<Drawer title={t('rounds.open')} open onClose={onClose}>
			<p>{t(sector ? 'rounds.forSector' : 'rounds.forOwn')}</p>
			<Form submit={t('rounds.open')} busy={open.isPending} error={open.error} onSubmit={() => open.mutate()} onCancel={onClose}>
				<Select
					label={t('norms.one')}
					name="framework"
					required
					value={given.framework}
					onChange={(event) => set({ framework: event.target.value })}
					choices={[{ value: '', label: t('targets.choose') }, ...choices]}
				/>
				<Field
					label={t('common.name')}
					hint={t('rounds.titleHint')}
					name="title"
					required
					minLength={3}
					maxLength={200}
					value={given.title}
					onChange={(event) => set({ title: event.target.value })}
				/>
				<Field
					label={t('common.from')}
					name="fromDay"
					type="date"
					required
					min="1900-01-01"
					max="2199-12-31"
					value={given.fromDay}
					onChange={(event) => set({ fromDay: event.target.value })}
				/>
				<Field
					label={t('rounds.until')}
					name="untilDay"
					type="date"
					required
					min={given.fromDay || '1900-01-01'}
					max="2199-12-31"
					value={given.untilDay}
					onChange={(event) => set({ untilDay: event.target.value })}
				/>
			</Form>
		</Drawer>
	);
}
