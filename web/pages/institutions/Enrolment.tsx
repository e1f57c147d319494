import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Card } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import { makePasskey, PasskeyFault } from './Passkey.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Invitation = Output<typeof institutions.lookUpInvitationEndpoint>;
type Enrolled = Output<typeof institutions.enrolEndpoint>;

interface EnrolmentProps {
	/** Secret of the invitation; null asks for a printed recovery code instead. */
	readonly invitation: string | null;
	onSignedIn(): void;
}

/** A first passkey, by an invitation or by a recovery code. */
export function Enrolment({ invitation, onSignedIn }: EnrolmentProps) {
	const { t } = useText();
	const [code, setCode] = useState('');
	const [name, setName] = useState('');
	const ticket = invitation ?? code.trim();
	const enrol = useMutation({ mutationFn: () => makePasskey<Enrolled>('/v1/enrolment', name, ticket) });
	if (enrol.data !== undefined) {
		return (
			<Card title={t('signIn.codes')}>
				<RecoveryCodes codes={enrol.data.recoveryCodes} />
				<div>
					<Button
						tone="main"
						onClick={() => {
							window.history.replaceState(null, '', '/');
							onSignedIn();
						}}
					>
						{t('signIn.goOn')}
					</Button>
				</div>
			</Card>
		);
	}
	return (
		<Card title={t(invitation === null ? 'signIn.recovery' : 'signIn.invited')}>
			{invitation === null ? <p>{t('signIn.recoveryLead')}</p> : <Invited secret={invitation} />}
			<Form submit={t('signIn.makePasskey')} busy={enrol.isPending} onSubmit={() => enrol.mutate()}>
				{invitation === null && (
					<Field
						label={t('signIn.recoveryCode')}
						autoComplete="off"
						required
						minLength={16}
						value={code}
						onChange={(event) => setCode(event.target.value)}
					/>
				)}
				<Field
					label={t('signIn.passkeyName')}
					hint={t('signIn.passkeyNameHint')}
					required
					maxLength={100}
					value={name}
					onChange={(event) => setName(event.target.value)}
				/>
				{enrol.error !== null && <PasskeyFault error={enrol.error} />}
			</Form>
		</Card>
	);
}

function Invited({ secret }: { readonly secret: string }) {
	const { t, word } = useText();
	const query = useQuery({
		queryKey: ['invitation', secret],
		queryFn: () => api.post<Invitation>('/v1/invitations/look-up', { secret }),
		retry: false,
		staleTime: Number.POSITIVE_INFINITY,
	});
	return (
		<Loaded query={query} lines={1}>
			{({ displayName, organisationName, role }) => (
				<p>{t('signIn.invitedLead', { name: displayName, organisation: organisationName, role: word('role', role) })}</p>
			)}
		</Loaded>
	);
}
