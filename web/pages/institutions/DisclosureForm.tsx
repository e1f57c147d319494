import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { disclosureSubjects } from '#kernel';
import { api } from '../../parts/api.ts';
import { Field, Select, TextArea, Tick } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import type { Disclosure, Organisations } from './types.ts';

/** Lets one organisation see chosen subjects, for a purpose, until a day. */
export function DisclosureForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const organisations = useQuery({ queryKey: ['organisations'], queryFn: () => api.get<Organisations>('/v1/organisations') });
	const { given, field } = useGiven({ audience: '', purpose: '', until: '' });
	const [chosen, setChosen] = useState<readonly Disclosure['subject'][]>([]);
	const open = useMutation({
		mutationFn: () =>
			api.post('/v1/disclosures', {
				...{ audience: given.audience, purpose: given.purpose, subjects: chosen },
				...(given.until === '' ? {} : { until: given.until }),
			}),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['disclosures'] });
			onClose();
		},
	});
	const choices = (organisations.data?.items ?? []).map(({ id, name, kind }) => ({
		value: id,
		label: `${name} (${t(`party.${kind}`)})`,
	}));
	return (
		<Drawer title={t('openness.open')} open onClose={onClose}>
			<Form
				submit={t('openness.open')}
				busy={open.isPending}
				error={open.error}
				onSubmit={() => open.mutate()}
				onCancel={onClose}
			>
				<Select
					label={t('openness.who')}
					required
					{...field('audience')}
					choices={[{ value: '', label: t('openness.choose') }, ...choices]}
				/>
				<fieldset>
					<legend>{t('openness.what')}</legend>
					{disclosureSubjects.map((subject, place) => (
						<Tick
							key={subject}
							label={t(`subject.${subject}`)}
							{...(place === 0 && chosen.length === 0 ? { fault: t('form.chooseOne') } : {})}
							checked={chosen.includes(subject)}
							onChange={(event) =>
								setChosen(event.target.checked ? [...chosen, subject] : chosen.filter((one) => one !== subject))
							}
						/>
					))}
				</fieldset>
				<TextArea label={t('openness.purpose')} required minLength={3} {...field('purpose')} />
				<Field
					label={t('common.until')}
					hint={t('openness.untilHint')}
					type="date"
					min={dayAt(new Date())}
					max="2199-12-31"
					{...field('until')}
				/>
			</Form>
		</Drawer>
	);
}
