import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { dayAt } from '../../parts/format.ts';
import { useNames } from '../../parts/names.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { InstitutionForm } from './InstitutionForm.tsx';
import type { Institution } from './types.ts';

type Move = 'change' | 'rename' | 'merge';

/** What the keeper of the register does to an institution. */
export function RegisterMoves({ institution }: { readonly institution: Institution }) {
	const { t } = useText();
	const [move, setMove] = useState<Move | null>(null);
	const close = () => setMove(null);
	return (
		<>
			<Button onClick={() => setMove('change')}>{t('register.change')}</Button>
			<Button onClick={() => setMove('rename')}>{t('register.rename')}</Button>
			{institution.mergedInto === null && <Button onClick={() => setMove('merge')}>{t('register.merge')}</Button>}
			{move === 'change' && <InstitutionForm institution={institution} onClose={close} />}
			{move === 'rename' && <MoveForm move="rename" institution={institution} onClose={close} />}
			{move === 'merge' && <MoveForm move="merge" institution={institution} onClose={close} />}
		</>
	);
}

interface MoveFormProps {
	readonly move: 'rename' | 'merge';
	readonly institution: Institution;
	onClose(): void;
}

/** From a day on: another name, or part of another institution. What was stays in the register. */
function MoveForm({ move, institution, onClose }: MoveFormProps) {
	const { t } = useText();
	const { all } = useNames();
	const client = useQueryClient();
	const say = useToast();
	const { given, field } = useGiven({ name: institution.name, into: '', from: dayAt(new Date()) });
	const save = useMutation({
		mutationFn: () =>
			api.post(
				`/v1/institutions/${institution.id}/${move}`,
				move === 'rename' ? { name: given.name, from: given.from } : { into: given.into, from: given.from },
			),
		onSuccess: () => {
			for (const key of ['register', 'institution', 'institution-names', 'calendar'])
				void client.invalidateQueries({ queryKey: [key] });
			say(t('register.saved'));
			onClose();
		},
	});
	return (
		<Drawer title={`${t(`register.${move}`)}: ${institution.name}`} open onClose={onClose}>
			<Banner tone={move === 'merge' ? 'warn' : 'info'}>{t(`register.${move}Means`)}</Banner>
			<Form
				submit={t(`register.${move}`)}
				busy={save.isPending}
				error={save.error}
				onSubmit={() => save.mutate()}
				onCancel={onClose}
			>
				{move === 'rename' ? (
					<Field label={t('register.newName')} required maxLength={200} {...field('name')} />
				) : (
					<Select
						label={t('register.into')}
						required
						{...field('into')}
						choices={[
							{ value: '', label: t('assessment.chooseInstitution') },
							...[...all].filter(([id]) => id !== institution.id).map(([value, label]) => ({ value, label })),
						]}
					/>
				)}
				<Field label={t('register.fromDay')} type="date" required {...field('from')} />
			</Form>
		</Drawer>
	);
}
