import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Field } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { FrameworkSelect } from './FrameworkSelect.tsx';
import type { Round } from './types.ts';

/** Opens a round: SURFaudit for the whole sector, an institution for itself. */
export function RoundForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const sector = session.organisationKind === 'surf-audit';
	const { given, set, field } = useGiven({ framework: '', title: '', fromDay: dayAt(new Date()), untilDay: '' });
	const open = useMutation({
		mutationFn: () => api.post<Round>('/v1/rounds', given),
		onSuccess: ({ title }) => {
			void client.invalidateQueries({ queryKey: ['rounds'] });
			say(t('rounds.opened', { title }));
			onClose();
		},
	});
	return (
		<Drawer title={t('rounds.open')} open onClose={onClose}>
			<p>{t(sector ? 'rounds.forSector' : 'rounds.forOwn')}</p>
			<Form submit={t('rounds.open')} busy={open.isPending} error={open.error} onSubmit={() => open.mutate()} onCancel={onClose}>
				<FrameworkSelect
					name="framework"
					value={given.framework}
					sectorOnly={sector}
					onChoose={(framework) => set({ framework })}
				/>
				<Field label={t('common.name')} hint={t('rounds.titleHint')} required minLength={3} maxLength={200} {...field('title')} />
				<Field label={t('common.from')} type="date" required min="1900-01-01" max="2199-12-31" {...field('fromDay')} />
				<Field
					label={t('rounds.until')}
					type="date"
					required
					min={given.fromDay || '1900-01-01'}
					max="2199-12-31"
					{...field('untilDay')}
				/>
			</Form>
		</Drawer>
	);
}
