import { useState } from 'react';
import { Select, TextArea, Tick } from '../../parts/Field.tsx';
import { Form } from '../../parts/Overlay.tsx';
import { useText } from '../../text/text.tsx';
import type { AlertActs, Decision } from './use-alert-acts.ts';

const decisions = ['true-positive', 'false-positive', 'benign'] as const;

interface AlertDecideProps {
	readonly acts: AlertActs;
	/** Absent: the bundle is decided whole. */
	readonly alert?: string;
	readonly bundle: string;
	/** There are more alerts of the same cause. */
	readonly others: boolean;
	onDone(): void;
}

/** A decision with its reason, on one alert or on all of the same cause. */
export function AlertDecide({ acts, alert, bundle, others, onDone }: AlertDecideProps) {
	const { t } = useText();
	const [decision, setDecision] = useState<Decision['decision']>('true-positive');
	const [reason, setReason] = useState('');
	const [whole, setWhole] = useState(alert === undefined);
	const move = whole ? acts.decideBundle : acts.decide;
	const send = () => {
		if (whole) acts.decideBundle.mutate({ bundle, decision, reason }, { onSuccess: onDone });
		else if (alert !== undefined) acts.decide.mutate({ id: alert, decision, reason }, { onSuccess: onDone });
	};
	return (
		<Form
			submit={t(whole ? 'bundles.decide' : 'alerts.decide')}
			busy={move.isPending}
			error={move.error}
			onSubmit={send}
			onCancel={onDone}
		>
			<Select
				label={t('alerts.decision')}
				autoFocus
				name="decision"
				value={decision}
				onChange={(event) => setDecision(event.target.value as Decision['decision'])}
				choices={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
			/>
			<TextArea
				label={t('common.reason')}
				hint={t('queue.reasonHint')}
				required
				minLength={3}
				rows={3}
				name="reason"
				value={reason}
				onChange={(event) => setReason(event.target.value)}
			/>
			{alert !== undefined && others && (
				<Tick label={t('queue.alsoOthers')} checked={whole} onChange={(event) => setWhole(event.target.checked)} />
			)}
		</Form>
	);
}
