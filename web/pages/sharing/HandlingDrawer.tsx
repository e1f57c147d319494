import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Banner, DescriptionList } from '../../parts/Blocks.tsx';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { formatDay, formatMoment } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import { type Advisory, type Cell, type HandlingState, handlingSign, handlingTone, nextStates } from './types.ts';

interface HandlingDrawerProps {
	readonly advisory: Advisory;
	/** Name of the institution whose row this is. */
	readonly institution: string;
	readonly institutionId: string;
	readonly cell: Cell;
	onClose(): void;
}

const handlers = ['ciso', 'security-officer', 'faculty-contact', 'cert-handler', 'auditor'];

/** The words of a change, shaped as the state asks; the server judges who may. */
function shape(state: HandlingState, words: string, day: string, owner: string) {
	if (state === 'planned') return { state, plannedOn: day, owner };
	if (state === 'done') return { state, proof: words };
	if (state === 'verified') return { state, how: words };
	return { state, reason: words };
}

export function HandlingDrawer({ advisory, institution, institutionId, cell, onClose }: HandlingDrawerProps) {
	const { t, both, locale } = useText();
	const client = useQueryClient();
	const say = useToast();
	const [words, setWords] = useState('');
	const [day, setDay] = useState('');
	const [owner, setOwner] = useState('');
	const session = useSession();
	const own = session.institution === institutionId;
	const youDid = cell.state === 'done' && cell.doneBy === session.personId;
	// An institution moves its own rows; the desk and auditors verify those of others, or refuse the proof. Nobody verifies what he did.
	const next = nextStates[cell.state].filter((to) => (own || cell.state === 'done') && !(to === 'verified' && youDid));
	const mayChange = handlers.includes(session.role) && (own || session.institution === null) && next.length > 0;
	const [state, setState] = useState<HandlingState>(next[0] ?? cell.state);
	const line = advisory.lines.find(({ id }) => id === cell.lineId);
	const change = useMutation({
		mutationFn: () => api.patch(`/v1/handling/${cell.id}`, { change: shape(state, words, day, owner), version: cell.version }),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['advisory', advisory.id] });
			say(t('common.saved'));
			onClose();
		},
	});
	const wordsName = { done: 'proof', verified: 'how', 'not-applicable': 'reason', received: 'reason' } as const;
	const wordsLabel = { done: 'advisories.proof', verified: 'advisories.how', planned: 'common.reason' } as const;
	return (
		<Drawer title={institution} open onClose={onClose}>
			<p>{line === undefined ? '' : both(line.text)}</p>
			<DescriptionList
				terms={[
					[
						t('common.state'),
						<StateBadge key="state" tone={handlingTone[cell.state]} sign={handlingSign[cell.state]}>
							{t(`handling.${cell.state}`)}
						</StateBadge>,
					],
					...(cell.reason === null ? [] : [[t('common.reason'), cell.reason] as const]),
					...(cell.plannedOn === null ? [] : [[t('advisories.plannedOn'), formatDay(cell.plannedOn, locale)] as const]),
					...(cell.owner === null ? [] : [[t('advisories.owner'), cell.owner] as const]),
					...(cell.proof === null ? [] : [[t('advisories.proof'), cell.proof] as const]),
					...(cell.verifiedHow === null ? [] : [[t('advisories.how'), cell.verifiedHow] as const]),
					[t('advisories.changed'), formatMoment(cell.changedAt, locale)],
				]}
			/>
			{youDid && <Banner tone="info">{t('follow.youDid')}</Banner>}
			{mayChange && (
				<Form
					submit={t('common.save')}
					busy={change.isPending}
					error={change.error}
					onSubmit={() => change.mutate()}
					onCancel={onClose}
				>
					<Select
						label={t('advisories.newState')}
						name="state"
						value={state}
						onChange={(event) => setState(event.target.value as HandlingState)}
						choices={next.map((value) => ({ value, label: t(`handling.${value}`) }))}
					/>
					{state === 'planned' ? (
						<>
							<Field
								label={t('advisories.plannedOn')}
								type="date"
								required
								name="change.plannedOn"
								value={day}
								onChange={(event) => setDay(event.target.value)}
							/>
							<Field
								label={t('advisories.owner')}
								required
								name="change.owner"
								value={owner}
								onChange={(event) => setOwner(event.target.value)}
							/>
						</>
					) : (
						<TextArea
							label={t(state === 'done' || state === 'verified' ? wordsLabel[state] : 'common.reason')}
							required
							minLength={3}
							name={`change.${wordsName[state]}`}
							value={words}
							onChange={(event) => setWords(event.target.value)}
						/>
					)}
				</Form>
			)}
		</Drawer>
	);
}
