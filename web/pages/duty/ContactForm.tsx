import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useText } from '../../text/text.tsx';
import type { NewContact } from './types.ts';

/** Names a duty contact; the signing key of a webhook is shown once. */
export function ContactForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const { given, set, field } = useGiven({ name: '', function: '', mail: '', phone: '', webhook: '', locale: 'nl', place: 1 });
	const name = useMutation({
		mutationFn: () =>
			api.post<NewContact>('/v1/duty/contacts', { ...given, mail: given.mail || null, webhook: given.webhook || null }),
		onSuccess: ({ webhookKey }) => {
			void client.invalidateQueries({ queryKey: ['duty'] });
			if (webhookKey === null) onClose();
		},
	});
	const key = name.data?.webhookKey;
	if (typeof key === 'string') {
		return (
			<Drawer title={t('duty.nameContact')} open onClose={onClose}>
				<Secret secret={key} lead={t('duty.keyOnce')} />
				<div>
					<Button tone="main" onClick={onClose}>
						{t('common.close')}
					</Button>
				</div>
			</Drawer>
		);
	}
	return (
		<Drawer title={t('duty.nameContact')} open onClose={onClose}>
			<Form submit={t('common.save')} busy={name.isPending} error={name.error} onSubmit={() => name.mutate()} onCancel={onClose}>
				<p>{t('duty.nameLead')}</p>
				<Field label={t('common.name')} required minLength={2} maxLength={200} {...field('name')} />
				<Field label={t('duty.function')} maxLength={200} {...field('function')} />
				<Field label={t('duty.mail')} type="email" maxLength={254} required={given.webhook === ''} {...field('mail')} />
				<Field label={t('duty.phone')} type="tel" maxLength={30} {...field('phone')} />
				<Field label={t('duty.webhook')} hint={t('duty.webhookHint')} type="url" maxLength={2000} {...field('webhook')} />
				<Select
					label={t('common.language')}
					{...field('locale')}
					choices={[
						{ value: 'nl', label: 'Nederlands' },
						{ value: 'en', label: 'English' },
					]}
				/>
				<Field
					label={t('duty.place')}
					hint={t('duty.placeHint')}
					type="number"
					min={1}
					max={20}
					name="place"
					value={given.place}
					onChange={(event) => set({ place: Number(event.target.value) })}
				/>
			</Form>
		</Drawer>
	);
}
