import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, withQuery } from '../../parts/api.ts';
import { Banner, DescriptionList } from '../../parts/Blocks.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { TextArea } from '../../parts/Field.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { useSession } from '../../parts/session.tsx';
import { StateBadge } from '../../parts/State.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import { RuleText } from './RuleText.tsx';
import { type RuleRow, severitySign, severityTone } from './types.ts';

const switchers = ['ciso', 'security-officer'];

/** One rule: what it says, what it raised, and the switch for the own institution. */
export function RuleDrawer({ rule, onClose }: { readonly rule: RuleRow | undefined; onClose(): void }) {
	const { t, word, locale } = useText();
	const session = useSession();
	if (rule === undefined) return null;
	return (
		<Drawer title={locale === 'nl' ? rule.titleNl : rule.title} open onClose={onClose}>
			<div className={css.view}>
				{!rule.enabled && (
					<Banner tone="warn">
						<strong>{t('rules.offBecause')}</strong>
						<span>{rule.reason}</span>
					</Banner>
				)}
				<DescriptionList
					terms={[
						[
							t('alerts.severity'),
							<StateBadge key="s" tone={severityTone[rule.severity]} sign={severitySign[rule.severity]}>
								{t(`severity.${rule.severity}`)}
							</StateBadge>,
						],
						[t('common.state'), `${word('rules', rule.status)}${rule.silent ? `. ${t('rules.partHint')}` : ''}`],
						[t('sensors.alerts30'), formatNumber(rule.alerts30Days, locale)],
						[t('rules.tags'), rule.tags.join(', ')],
					]}
				/>
				{rule.alerts30Days > 0 && (
					<div>
						<ButtonLink small to={withQuery('/alerts', { bundle: `rule:${rule.id}` })}>
							{t('rules.show')}
						</ButtonLink>
					</div>
				)}
				<section>
					<RuleText id={rule.id} open />
				</section>
				{switchers.includes(session.role) && <RuleSwitch key={String(rule.enabled)} rule={rule} />}
			</div>
		</Drawer>
	);
}

function RuleSwitch({ rule }: { readonly rule: RuleRow }) {
	const { t } = useText();
	const say = useToast();
	const client = useQueryClient();
	const [reason, setReason] = useState('');
	const change = useMutation({
		mutationFn: () => api.put(`/v1/rules/${encodeURIComponent(rule.id)}/state`, { enabled: !rule.enabled, reason }),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ['rules'] });
			say(t(rule.enabled ? 'rules.turnedOff' : 'rules.turnedOn'));
		},
	});
	return (
		<section>
			<Form
				submit={t(rule.enabled ? 'rules.turnOff' : 'rules.turnOn')}
				busy={change.isPending}
				error={change.error}
				onSubmit={() => change.mutate()}
			>
				<TextArea
					label={t('common.reason')}
					{...(rule.enabled ? { hint: t('rules.reasonHint') } : {})}
					required
					minLength={3}
					rows={2}
					name="reason"
					value={reason}
					onChange={(event) => setReason(event.target.value)}
				/>
			</Form>
		</section>
	);
}
