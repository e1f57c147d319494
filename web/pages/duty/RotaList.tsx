import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner, Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatClock } from '../../parts/format.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import css from './Duty.module.css';
import { ShiftForm } from './ShiftForm.tsx';
import { ShiftList } from './ShiftList.tsx';
import type { Rota, Rotas } from './types.ts';

/** The rotas of the own organisation: who is there, what is not covered, and the shifts of the coming two weeks. */
export function RotaList() {
	const { t } = useText();
	const [opening, setOpening] = useState(false);
	const query = useQuery({
		queryKey: ['duty', 'rotas'],
		queryFn: ({ signal }) => api.get<Rotas>('/v1/duty/rotas', undefined, signal),
	});
	return (
		<Loaded query={query}>
			{({ items }) => (
				<>
					{items.length === 0 && <p>{t('duty.noRota')}</p>}
					{items.map((rota) => (
						<OneRota key={rota.id} rota={rota} />
					))}
					<div>
						<Button icon="plus" onClick={() => setOpening(true)}>
							{t('duty.openRota')}
						</Button>
					</div>
					{opening && <RotaForm onClose={() => setOpening(false)} />}
				</>
			)}
		</Loaded>
	);
}

function OneRota({ rota }: { readonly rota: Rota }) {
	const { t, locale } = useText();
	const [planning, setPlanning] = useState(false);
	const { now, next, gaps } = rota;
	return (
		<Card
			title={rota.name}
			tools={
				<Button small tone="main" icon="plus" onClick={() => setPlanning(true)}>
					{t('duty.plan')}
				</Button>
			}
		>
			<p>
				{now.length === 0 ? t('duty.nobodyNow') : t('duty.nowIs', { names: now.map(({ personName }) => personName).join(', ') })}{' '}
				{next !== null && t('duty.nextIs', { name: next.personName, at: formatClock(next.startsAt, locale) })}
			</p>
			{gaps.length > 0 && (
				<Banner tone="warn">
					<strong>{t('duty.gaps', { count: gaps.length })}</strong>
					<ul className={css.gaps}>
						{gaps.slice(0, 6).map((gap) => (
							<li key={gap.from}>
								{formatClock(gap.from, locale)} – {formatClock(gap.to, locale)}
							</li>
						))}
					</ul>
				</Banner>
			)}
			<ShiftList rota={rota.id} />
			{planning && <ShiftForm rota={rota.id} onClose={() => setPlanning(false)} />}
		</Card>
	);
}

function RotaForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const [name, setName] = useState('');
	const [phone, setPhone] = useState('');
	const open = useMutation({
		mutationFn: () => api.post('/v1/duty/rotas', { name, phone }),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['duty'] });
			onClose();
		},
	});
	return (
		<Drawer title={t('duty.openRota')} open onClose={onClose}>
			<Form submit={t('common.save')} busy={open.isPending} error={open.error} onSubmit={() => open.mutate()} onCancel={onClose}>
				<Field
					label={t('common.name')}
					required
					minLength={2}
					maxLength={200}
					name="name"
					value={name}
					onChange={(event) => setName(event.target.value)}
				/>
				<Field
					label={t('duty.phone')}
					type="tel"
					maxLength={30}
					name="phone"
					value={phone}
					onChange={(event) => setPhone(event.target.value)}
				/>
			</Form>
		</Drawer>
	);
}
