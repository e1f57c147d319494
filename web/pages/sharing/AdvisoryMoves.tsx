import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { TextArea } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Dialog, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import type { Advisory } from './types.ts';

/** Publish and close, for the author. */
export function AdvisoryMoves({ advisory }: { readonly advisory: Advisory }) {
	const { t } = useText();
	const session = useSession();
	const client = useQueryClient();
	const [closing, setClosing] = useState(false);
	const [reason, setReason] = useState('');
	const move = useMutation({
		mutationFn: (to: { state: 'published' } | { state: 'closed'; reason: string }) =>
			api.patch(`/v1/advisories/${advisory.id}`, to),
		onSuccess: () => {
			setClosing(false);
			void client.invalidateQueries({ queryKey: ['advisory', advisory.id] });
		},
	});
	if (advisory.author.id !== session.organisationId) return null;
	return (
		<>
			{advisory.state === 'draft' && (
				<Button tone="main" disabled={move.isPending} onClick={() => move.mutate({ state: 'published' })}>
					{t('advisories.publish')}
				</Button>
			)}
			{advisory.state === 'published' && <Button onClick={() => setClosing(true)}>{t('advisories.close')}</Button>}
			{!closing && move.error !== null && <Fault error={move.error} />}
			<Dialog title={t('advisories.close')} open={closing} onClose={() => setClosing(false)}>
				<Form submit={t('advisories.close')} busy={move.isPending} onSubmit={() => move.mutate({ state: 'closed', reason })}>
					<TextArea
						label={t('common.reason')}
						required
						minLength={3}
						value={reason}
						onChange={(event) => setReason(event.target.value)}
					/>
					{move.error !== null && <Fault error={move.error} />}
				</Form>
			</Dialog>
		</>
	);
}
