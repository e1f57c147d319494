import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, withQuery } from '../../parts/api.ts';
import { DescriptionList } from '../../parts/Blocks.tsx';
import { Copy } from '../../parts/Copy.tsx';
import { Field } from '../../parts/Field.tsx';
import { formatMoment } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { Tlp } from '../../parts/Tlp.tsx';
import { useText } from '../../text/text.tsx';
import { IndicatorState } from './IndicatorState.tsx';
import { authors, type IndicatorRow } from './types.ts';

/** One indicator, and for its source the way to take it back. */
export function IndicatorDrawer({ row, onClose }: { readonly row: IndicatorRow; onClose(): void }) {
	const { t, locale } = useText();
	const session = useSession();
	const mine = authors.includes(session.role) && row.source.id === session.organisationId;
	return (
		<Drawer title={row.value.length > 60 ? t(`indicatorKind.${row.kind}`) : row.value} open onClose={onClose}>
			<DescriptionList
				terms={[
					[t('indicators.value'), <code key="value">{row.value}</code>],
					[t('common.kind'), t(`indicatorKind.${row.kind}`)],
					[t('indicators.match'), t(`indicatorMatch.${row.match}`)],
					[t('common.state'), <IndicatorState key="state" row={row} />],
					['TLP', <Tlp key="tlp" value={row.tlp} />],
					[t('readIn.confidence'), `${row.confidence}%`],
					[t('indicators.source'), row.source.name],
					[t('indicators.validFrom'), formatMoment(row.validFrom, locale)],
					[t('readIn.validUntil'), row.validUntil === null ? t('readIn.noEnd') : formatMoment(row.validUntil, locale)],
					...(row.advisoryId === null
						? []
						: [
								[
									t('advisories.one'),
									<Link key="advisory" to={`/advisories/${row.advisoryId}`}>
										{t('readIn.toAdvisory')}
									</Link>,
								] as const,
							]),
					...(row.withdrawnAt === null
						? []
						: [[t('indicators.withdrawn'), `${formatMoment(row.withdrawnAt, locale)}: ${row.withdrawnReason ?? ''}`] as const]),
				]}
			/>
			<div>
				<Copy text={row.value} what={row.value} />
			</div>
			{mine && row.withdrawnAt === null && <Withdraw id={row.id} onDone={onClose} />}
		</Drawer>
	);
}

function Withdraw({ id, onDone }: { readonly id: string; onDone(): void }) {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const [reason, setReason] = useState('');
	const withdraw = useMutation({
		mutationFn: () => api.remove(withQuery(`/v1/indicators/${id}`, { reason })),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['indicators'] });
			void client.invalidateQueries({ queryKey: ['advisory'] });
			say(t('readIn.withdrawnNow'));
			onDone();
		},
	});
	return (
		<Form submit={t('readIn.withdraw')} busy={withdraw.isPending} error={withdraw.error} onSubmit={() => withdraw.mutate()}>
			<Field
				label={t('readIn.why')}
				hint={t('readIn.withdrawHint')}
				required
				minLength={3}
				maxLength={500}
				name="reason"
				value={reason}
				onChange={(event) => setReason(event.target.value)}
			/>
		</Form>
	);
}
