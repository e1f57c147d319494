import { useQuery } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Banner } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { useText } from '../../text/text.tsx';
import css from './Duty.module.css';
import type { Rotas } from './types.ts';
import { usePresent } from './use-present.ts';

/** Shifts of the own organisation that run and that nobody took up: until somebody does, the desk is not staffed for anybody. */
export function TakeUp() {
	const { t } = useText();
	const present = usePresent();
	const { data } = useQuery({
		queryKey: ['duty', 'rotas'],
		queryFn: ({ signal }) => api.get<Rotas>('/v1/duty/rotas', undefined, signal),
		refetchInterval: 60_000,
	});
	const open = data?.items.flatMap(({ now }) => now.filter(({ presentAt }) => presentAt === null)) ?? [];
	if (open.length === 0) return null;
	return (
		<Banner tone="warn">
			<ul className={css.takeUp}>
				{open.map((shift) => (
					<li key={shift.id}>
						{t('duty.notTakenUp', { name: shift.personName })}{' '}
						<Button small tone="main" onClick={() => present.mutate(shift.id)}>
							{t('duty.iAmThere')}
						</Button>
					</li>
				))}
			</ul>
		</Banner>
	);
}
