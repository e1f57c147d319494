import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { ApiError } from '../../parts/problem.ts';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import type { AlertRow } from './types.ts';

export interface Decision {
	readonly id: string;
	readonly decision: NonNullable<AlertRow['decision']>;
	readonly reason: string;
}

const at = (id: string, verb: string) => `/v1/alerts/${id}/${verb}`;

/** Verbs on an alert. Each says what it did and offers the way back: undo beats confirm. */
export function useAlertActs() {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const fresh = () => void client.invalidateQueries({ queryKey: ['alerts'] });
	const refused = (error: unknown) => say(t(error instanceof ApiError ? `errors.${error.code}` : 'errors.crashed'));
	const release = useMutation({
		mutationFn: (id: string) => api.post<AlertRow>(at(id, 'release')),
		onSuccess: () => {
			fresh();
			say(t('alerts.released'));
		},
		onError: refused,
	});
	const take = useMutation({
		mutationFn: (id: string) => api.post<AlertRow>(at(id, 'take')),
		onSuccess: (_row, id) => {
			fresh();
			say(t('alerts.taken'), () => release.mutate(id));
		},
		onError: refused,
	});
	const reopen = useMutation({
		mutationFn: (id: string) => api.post<AlertRow>(at(id, 'reopen')),
		onSuccess: fresh,
		onError: refused,
	});
	const note = useMutation({
		mutationFn: ({ id, text }: { id: string; text: string }) => api.post(at(id, 'notes'), { text }),
		onSuccess: fresh,
	});
	const decide = useMutation({
		mutationFn: ({ id, ...body }: Decision) => api.post<AlertRow>(at(id, 'decide'), body),
		onSuccess: (_row, { id }) => {
			fresh();
			say(t('alerts.decided'), () => reopen.mutate(id));
		},
	});
	return { take, release, reopen, note, decide };
}
