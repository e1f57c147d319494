import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../parts/api.ts';
import { ApiError } from '../../parts/problem.ts';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import type { AlertRow } from './types.ts';

export interface Decision {
	readonly decision: NonNullable<AlertRow['decision']>;
	readonly reason: string;
}

const at = (id: string, verb: string) => `/v1/alerts/${id}/${verb}`;

/** Verbs on alerts. Each says what it did and offers the way back: undo beats confirm. */
export function useAlertActs() {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const last = useRef<(() => void) | null>(null);
	const fresh = () => void client.invalidateQueries({ queryKey: ['alerts'] });
	const onError = (error: unknown) => say(t(error instanceof ApiError ? `errors.${error.code}` : 'errors.crashed'));
	const did = (text: string, back?: () => void) => {
		fresh();
		last.current = back ?? null;
		say(text, back);
	};
	const release = useMutation({
		mutationFn: (id: string) => api.post<AlertRow>(at(id, 'release')),
		onSuccess: (_row, id) => did(t('alerts.released'), () => take.mutate({ id })),
		onError,
	});
	const take = useMutation({
		mutationFn: ({ id, over = false }: { id: string; over?: boolean }) =>
			api.post<AlertRow>(at(id, 'take'), over ? { takeOver: true } : {}),
		onSuccess: (_row, { id }) => did(t('alerts.taken'), () => release.mutate(id)),
		onError,
	});
	const reopen = useMutation({
		mutationFn: (id: string) => api.post<AlertRow>(at(id, 'reopen')),
		onSuccess: () => did(t('queue.reopened')),
		onError,
	});
	const note = useMutation({
		mutationFn: ({ id, text }: { id: string; text: string }) => api.post(at(id, 'notes'), { text }),
		onSuccess: fresh,
	});
	const decide = useMutation({
		mutationFn: ({ id, ...body }: Decision & { id: string }) => api.post<AlertRow>(at(id, 'decide'), body),
		onSuccess: (_row, { id }) => did(t('alerts.decided'), () => reopen.mutate(id)),
	});
	const takeBundle = useMutation({
		mutationFn: (bundle: string) => api.post<{ taken: number; held: number }>('/v1/alerts/take-bundle', { bundle }),
		onSuccess: ({ taken, held }) => did(t('bundles.taken', { taken, held })),
		onError,
	});
	const decideBundle = useMutation({
		mutationFn: (body: Decision & { bundle: string }) =>
			api.post<{ decided: number; held: number }>('/v1/alerts/decide-bundle', body),
		onSuccess: ({ decided, held }) => did(t('bundles.decided', { decided, held })),
	});
	/** The way back of the last act, once. */
	const undo = () => {
		last.current?.();
		last.current = null;
	};
	return { take, release, reopen, note, decide, takeBundle, decideBundle, undo };
}

export type AlertActs = ReturnType<typeof useAlertActs>;
