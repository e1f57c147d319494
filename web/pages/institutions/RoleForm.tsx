import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Select } from '../../parts/Field.tsx';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { rolesOf } from './InvitationForm.tsx';
import type { People } from './types.ts';
import { UnitSelect } from './UnitSelect.tsx';

interface RoleFormProps {
	readonly people: People['items'];
	onClose(): void;
}

/** One more role for somebody who works here already. */
export function RoleForm({ people, onClose }: RoleFormProps) {
	const { t } = useText();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const roles = rolesOf[session.organisationKind].filter((role) => role !== 'board' || session.role === 'board');
	const { given, set, field } = useGiven({ person: '', role: roles[0] ?? '', unit: '' });
	const persons = new Map(people.map(({ person, displayName }) => [person, displayName]));
	const give = useMutation({
		mutationFn: () =>
			api.post('/v1/people', { person: given.person, role: given.role, ...(given.unit === '' ? {} : { unit: given.unit }) }),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['people'] });
			say(t('people.roleGiven'));
			onClose();
		},
	});
	return (
		<Drawer title={t('people.giveRole')} open onClose={onClose}>
			<Form
				submit={t('people.giveRole')}
				busy={give.isPending}
				error={give.error}
				onSubmit={() => give.mutate()}
				onCancel={onClose}
			>
				<Select
					label={t('common.person')}
					required
					{...field('person')}
					choices={[{ value: '', label: t('people.choose') }, ...[...persons].map(([value, label]) => ({ value, label }))]}
				/>
				<Select
					label={t('common.role')}
					{...field('role')}
					choices={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
				/>
				{given.role === 'faculty-contact' && <UnitSelect value={given.unit} onChange={(unit) => set({ unit })} />}
			</Form>
		</Drawer>
	);
}
