import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '../parts/api.ts';
import { type SessionAnswer, useSession } from '../parts/session.tsx';
import { useText } from '../text/text.tsx';

/** Another hat of the same person, and the way out. */
export function Hats() {
	const { t, word } = useText();
	const session = useSession();
	const client = useQueryClient();
	const go = useNavigate();
	const change = useMutation({
		mutationFn: (hat: { organisation: string; role: string }) => api.post<SessionAnswer>('/v1/session/hat', hat),
		onSuccess: (answer) => {
			client.clear();
			client.setQueryData(['session'], answer);
			void go('/');
		},
	});
	const leave = useMutation({
		mutationFn: () => {
			// What was being written here is the writer's alone.
			sessionStorage.clear();
			return api.remove('/v1/session');
		},
		onSettled: () => window.location.assign('/'),
	});
	const key = (organisation: string, role: string) => `${organisation} ${role}`;
	return (
		<>
			{session.hats.length > 1 && (
				<select
					aria-label={t('app.hat')}
					value={key(session.organisationId, session.role)}
					onChange={(event) => {
						const [organisation = '', role = ''] = event.target.value.split(' ');
						change.mutate({ organisation, role });
					}}
				>
					{session.hats.map((hat) => (
						<option key={key(hat.organisation, hat.role)} value={key(hat.organisation, hat.role)}>
							{hat.organisationName}: {word('role', hat.role)}
						</option>
					))}
				</select>
			)}
			<button type="button" onClick={() => leave.mutate()}>
				{session.demo ? t('app.changePersona') : t('common.signOut')}
			</button>
		</>
	);
}
