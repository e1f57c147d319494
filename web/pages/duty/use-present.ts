import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';

/** Says of a shift that runs that its person is there. */
export function usePresent() {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	return useMutation({
		mutationFn: (shift: string) => api.post(`/v1/duty/shifts/${shift}/present`),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['duty'] });
			say(t('duty.youAreThere'));
		},
	});
}
