import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { TextArea } from '../../parts/Field.tsx';
import { Dialog, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { AudienceFields } from './AudienceFields.tsx';
import { asAudience, type Chosen } from './audience.ts';
import type { Advisory } from './types.ts';
import { useMembers } from './use-members.ts';

type Open = 'nothing' | 'publishing' | 'closing';

/** Publish, with its audience once more in view, and close; for the author. */
export function AdvisoryMoves({ advisory }: { readonly advisory: Advisory }) {
	const { t } = useText();
	const session = useSession();
	const client = useQueryClient();
	const members = useMembers();
	const [open, setOpen] = useState<Open>('nothing');
	const [reason, setReason] = useState('');
	const [chosen, setChosen] = useState<Chosen>(advisory.audience);
	const move = useMutation({
		mutationFn: (to: object) => api.patch(`/v1/advisories/${advisory.id}`, to),
		onSuccess: () => {
			setOpen('nothing');
			void client.invalidateQueries({ queryKey: ['advisory', advisory.id] });
		},
	});
	if (advisory.author.id !== session.organisationId) return null;
	const leave = () => setOpen('nothing');
	return (
		<>
			{advisory.state === 'draft' && (
				<Button tone="main" onClick={() => setOpen('publishing')}>
					{t('advisories.publish')}
				</Button>
			)}
			{advisory.state === 'published' && <Button onClick={() => setOpen('closing')}>{t('advisories.close')}</Button>}
			<Dialog title={t('advisories.publish')} open={open === 'publishing'} onClose={leave}>
				<Form
					submit={t('compose.send')}
					busy={move.isPending}
					error={move.error}
					onSubmit={() => move.mutate({ state: 'published', audience: asAudience(chosen, members) })}
					onCancel={leave}
				>
					<AudienceFields chosen={chosen} onlyListed={advisory.tlp === 'red'} onChoose={setChosen} />
				</Form>
			</Dialog>
			<Dialog title={t('advisories.close')} open={open === 'closing'} onClose={leave}>
				<Form
					submit={t('advisories.close')}
					busy={move.isPending}
					error={move.error}
					onSubmit={() => move.mutate({ state: 'closed', reason })}
					onCancel={leave}
				>
					<TextArea
						label={t('common.reason')}
						required
						minLength={3}
						name="reason"
						value={reason}
						onChange={(event) => setReason(event.target.value)}
					/>
				</Form>
			</Dialog>
		</>
	);
}
