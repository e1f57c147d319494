import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner, DescriptionList } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './Duty.module.css';
import { type Contact, contactOwners } from './types.ts';

/** One contact: ask it to show that it answers, take its code, or take it away. */
export function ContactDrawer({ contact, onClose }: { readonly contact: Contact; onClose(): void }) {
	const { t, locale } = useText();
	const session = useSession();
	return (
		<Drawer title={contact.name} open onClose={onClose}>
			<DescriptionList
				terms={[
					[t('duty.function'), contact.function || '–'],
					[t('duty.mail'), contact.mail ?? '–'],
					[t('duty.phone'), contact.phone || '–'],
					[t('duty.webhook'), contact.webhook ?? '–'],
					[t('duty.provenAt'), contact.confirmedAt === null ? t('duty.neverProven') : formatMoment(contact.confirmedAt, locale)],
				]}
			/>
			{contact.challenge !== null && (
				<Banner tone={contact.challenge.state === 'failed' ? 'bad' : contact.challenge.state === 'confirmed' ? 'good' : 'info'}>
					{t(`challenge.${contact.challenge.state}`, { at: formatMoment(contact.challenge.askedAt, locale) })}
					{contact.challenge.fault !== '' && <span lang="en">{contact.challenge.fault}</span>}
				</Banner>
			)}
			{contactOwners.includes(session.role) && <Prove contact={contact} onGone={onClose} />}
		</Drawer>
	);
}

function Prove({ contact, onGone }: { readonly contact: Contact; onGone(): void }) {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const [code, setCode] = useState('');
	const fresh = () => void client.invalidateQueries({ queryKey: ['duty'] });
	const ask = useMutation({
		mutationFn: (channel: 'mail' | 'webhook') => api.post(`/v1/duty/contacts/${contact.id}/challenge`, { channel }),
		onSuccess: fresh,
	});
	const confirm = useMutation({
		mutationFn: () => api.post(`/v1/duty/contacts/${contact.id}/confirm`, { code }),
		onSuccess: () => {
			setCode('');
			fresh();
			say(t('duty.proven'));
		},
	});
	const end = useMutation({
		mutationFn: () => api.remove(`/v1/duty/contacts/${contact.id}`),
		onSuccess: () => {
			fresh();
			say(t('duty.gone'));
			onGone();
		},
	});
	const asked = contact.challenge?.state === 'sent' || contact.challenge?.state === 'waiting';
	return (
		<>
			<p>{t('duty.proveLead')}</p>
			<div className={css.row}>
				{contact.mail !== null && (
					<Button tone={asked ? 'plain' : 'main'} disabled={ask.isPending} onClick={() => ask.mutate('mail')}>
						{t('duty.askMail')}
					</Button>
				)}
				{contact.webhook !== null && (
					<Button disabled={ask.isPending} onClick={() => ask.mutate('webhook')}>
						{t('duty.askWebhook')}
					</Button>
				)}
			</div>
			{ask.error !== null && <Fault error={ask.error} />}
			{asked && (
				<Form submit={t('duty.confirm')} busy={confirm.isPending} error={confirm.error} onSubmit={() => confirm.mutate()}>
					<Field
						label={t('duty.code')}
						hint={t('duty.codeHint')}
						required
						pattern="\d{8}"
						inputMode="numeric"
						autoComplete="one-time-code"
						name="code"
						value={code}
						onChange={(event) => setCode(event.target.value)}
					/>
				</Form>
			)}
			<div>
				<Button tone="danger" disabled={end.isPending} onClick={() => end.mutate()}>
					{t('duty.endContact')}
				</Button>
			</div>
		</>
	);
}
