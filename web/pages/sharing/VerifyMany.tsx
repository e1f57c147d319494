import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { TextArea } from '../../parts/Field.tsx';
import { Dialog, Form } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import type { Cell } from './types.ts';

interface VerifyManyProps {
	readonly advisory: string;
	readonly cells: readonly Cell[];
	onClose(): void;
}

/** Verifies what stands as done on the screen, all or none, with one account of how. */
export function VerifyMany({ advisory, cells, onClose }: VerifyManyProps) {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const [how, setHow] = useState('');
	const verify = useMutation({
		mutationFn: () => api.patch('/v1/handling', { ids: cells.map(({ id }) => id), change: { state: 'verified', how } }),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['advisory', advisory] });
			say(t('common.saved'));
			onClose();
		},
	});
	return (
		<Dialog title={t('follow.verifyMany', { count: cells.length })} open onClose={onClose}>
			<Form
				submit={t('follow.verify')}
				busy={verify.isPending}
				error={verify.error}
				onSubmit={() => verify.mutate()}
				onCancel={onClose}
			>
				<TextArea
					label={t('advisories.how')}
					hint={t('follow.howHint')}
					autoFocus
					required
					minLength={3}
					name="change.how"
					value={how}
					onChange={(event) => setHow(event.target.value)}
				/>
			</Form>
		</Dialog>
	);
}
