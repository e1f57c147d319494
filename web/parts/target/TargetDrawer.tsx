import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { Banner, DescriptionList } from '../Blocks.tsx';
import { Button } from '../Button.tsx';
import { formatDay, formatLevel, formatMoment } from '../format.ts';
import { Fault } from '../Loaded.tsx';
import { useNames } from '../names.ts';
import { Drawer } from '../Overlay.tsx';
import { StateBadge } from '../State.tsx';
import { type SessionView, useSession } from '../session.tsx';
import { useToast } from '../Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from '../Overlay.module.css';
import { type Target, targetTone, termsIn } from './target.ts';

/** May this person put the signature that is still missing? Who proposes to lower does not sign that for the board. */
export function maySign(target: Target, { role, institution, personId }: SessionView): boolean {
	if (target.state !== 'proposed' && target.state !== 'half-signed') return false;
	if (role === 'audit-coordinator') return target.coordinator === null;
	const second = !target.lowers || target.proposedBy !== personId;
	return role === 'board' && target.board === null && target.institution === institution && second;
}

export function mayWithdraw(target: Target, { role, institution }: SessionView): boolean {
	const waiting = target.state === 'proposed' || target.state === 'half-signed';
	return waiting && target.institution === institution && (role === 'board' || role === 'ciso');
}

/** One version of an agreement as a whole: what one signs stands above the signature. */
export function TargetDrawer({ target, onClose }: { readonly target: Target; onClose(): void }) {
	const { t, both, locale } = useText();
	const { name } = useNames();
	const session = useSession();
	const client = useQueryClient();
	const say = useToast();
	const move = useMutation({
		mutationFn: (verb: 'signatures' | 'withdrawal') => api.post<Target>(`/v1/targets/${target.id}/${verb}`),
		onSuccess: (answer, verb) => {
			for (const key of ['targets', 'board', 'scores', 'milestones', 'calendar'])
				void client.invalidateQueries({ queryKey: [key] });
			const signed = answer.state === 'in-force' ? 'targets.nowHolds' : 'targets.signed';
			say(t(verb === 'withdrawal' ? 'targets.withdrawn' : signed));
			onClose();
		},
	});
	const signature = (given: Target['board']): ReactNode =>
		given === null ? (
			<StateBadge tone="idle">{t('targets.unsigned')}</StateBadge>
		) : (
			<StateBadge tone="good">{t('targets.signedOn', { at: formatMoment(given.at, locale) })}</StateBadge>
		);
	const terms = termsIn(target);
	const clusters = terms.clusters.map(({ cluster, level }) => `${cluster}: ${formatLevel(level, locale)}`).join(', ');
	const others = session.role === 'board' && target.board === null && target.lowers && target.proposedBy === session.personId;
	return (
		<Drawer title={t('targets.version', { number: target.number, institution: name(target.institution) })} open onClose={onClose}>
			<DescriptionList
				terms={[
					[
						t('common.state'),
						<StateBadge key="state" tone={targetTone[target.state]}>
							{t(`targetState.${target.state}`)}
						</StateBadge>,
					],
					[
						t('norms.one'),
						<Link key="framework" to={`/frameworks/${target.framework.id}`}>
							{both(target.framework.name)} {target.framework.version}
						</Link>,
					],
					[t('common.level'), formatLevel(target.level, locale)],
					[t('targets.floor'), terms.floor ?? t('common.none')],
					...(clusters === '' ? [] : [[t('targets.ownLevels'), clusters] as const]),
					...(terms.keyControls.length === 0 ? [] : [[t('targets.keyControls'), terms.keyControls.join(', ')] as const]),
					[t('targets.by'), formatDay(target.byDay, locale)],
					...(target.reason === '' ? [] : [[t('targets.why'), target.reason] as const]),
					...(target.lowers ? [[t('targets.lowering'), target.loweringReason] as const] : []),
					[t('targets.proposedAt'), formatMoment(target.proposedAt, locale)],
					[t('targets.byBoard'), signature(target.board)],
					[t('targets.byCoordinator'), signature(target.coordinator)],
					...(target.inForceAt === null ? [] : [[t('targets.since'), formatMoment(target.inForceAt, locale)] as const]),
					...(target.endedAt === null ? [] : [[t('targets.ended'), formatMoment(target.endedAt, locale)] as const]),
				]}
			/>
			{target.lowers && <Banner tone="warn">{t('targets.lowers')}</Banner>}
			{others && <Banner tone="info">{t('targets.otherSigns')}</Banner>}
			{move.error !== null && <Fault error={move.error} />}
			<div className={css.foot}>
				{maySign(target, session) && (
					<Button tone="main" disabled={move.isPending} onClick={() => move.mutate('signatures')}>
						{t(session.role === 'board' ? 'targets.signBoard' : 'targets.signCoordinator')}
					</Button>
				)}
				{mayWithdraw(target, session) && (
					<Button tone="danger" disabled={move.isPending} onClick={() => move.mutate('withdrawal')}>
						{t('targets.withdraw')}
					</Button>
				)}
			</div>
		</Drawer>
	);
}
