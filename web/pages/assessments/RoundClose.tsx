import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Dialog } from '../../parts/Overlay.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import type { Round } from './types.ts';

/** Closing cannot be undone: what it stops is said before. */
export function RoundClose({ round, onClose }: { readonly round: Round; onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const say = useToast();
	const close = useMutation({
		mutationFn: () => api.post<Round>(`/v1/rounds/${round.id}/closure`),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['rounds'] });
			say(t('rounds.closed', { title: round.title }));
			onClose();
		},
	});
	return (
		<Dialog title={`${t('rounds.close')}: ${round.title}`} open onClose={onClose}>
			<p>{t('rounds.closeMeans')}</p>
			{close.error !== null && <Fault error={close.error} />}
			<div className={css.walk}>
				<Button onClick={onClose}>{t('common.cancel')}</Button>
				<Button tone="danger" disabled={close.isPending} onClick={() => close.mutate()}>
					{t('rounds.closeSure')}
				</Button>
			</div>
		</Dialog>
	);
}
