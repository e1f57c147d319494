import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Banner, DescriptionList } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field, TextArea } from '../../parts/Field.tsx';
import { formatMoment, formatNumber } from '../../parts/format.ts';
import { Fault } from '../../parts/Loaded.tsx';
import { useNames } from '../../parts/names.ts';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useSession } from '../../parts/session.tsx';
import { useToast } from '../../parts/Toast.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import { DeadLetters } from './DeadLetters.tsx';
import { SensorSetup } from './SensorSetup.tsx';
import { SensorState } from './SensorState.tsx';
import { minutesOf, type NewSensor, type SensorRow, secondsOf } from './types.ts';

export const keepers = ['ciso', 'security-officer'];

/** One sensor: how it does, what could not be read, and for its keepers the key, the facts and the end. */
export function SensorDrawer({ sensor, onClose }: { readonly sensor: SensorRow; onClose(): void }) {
	const { t, locale } = useText();
	const { name } = useNames();
	const session = useSession();
	const keeps = keepers.includes(session.role) && session.institution === sensor.institution;
	return (
		<Drawer title={sensor.name} open onClose={onClose}>
			<div className={css.view}>
				<DescriptionList
					terms={[
						[t('common.state'), <SensorState key="state" sensor={sensor} />],
						[t('common.institution'), name(sensor.institution)],
						[t('common.kind'), t(`sensorKind.${sensor.kind}`)],
						[t('sensors.scope'), sensor.scope || '–'],
						[t('sensors.last'), sensor.lastReportAt === null ? '–' : formatMoment(sensor.lastReportAt, locale)],
						[t('connect.rhythm'), formatNumber(minutesOf(sensor.rhythmSeconds), locale)],
						[t('sensors.events'), formatNumber(sensor.eventsToday, locale)],
						[t('connect.since'), formatMoment(sensor.createdAt, locale)],
						...(sensor.retiredAt === null ? [] : [[t('connect.retired'), formatMoment(sensor.retiredAt, locale)] as const]),
					]}
				/>
				{keeps && <DeadLetters sensor={sensor} />}
				{!keeps && sensor.deadLetters > 0 && <p>{t('connect.lettersElsewhere', { count: sensor.deadLetters })}</p>}
				{keeps && sensor.retiredAt === null && (
					<>
						<Key sensor={sensor} />
						<Facts sensor={sensor} />
						<Retire sensor={sensor} onDone={onClose} />
					</>
				)}
			</div>
		</Drawer>
	);
}

function Key({ sensor }: { readonly sensor: SensorRow }) {
	const { t } = useText();
	const renew = useMutation({ mutationFn: () => api.post<NewSensor['secret']>(`/v1/sensors/${sensor.id}/tokens`) });
	return (
		<section>
			<h3>{t('connect.key')}</h3>
			<p>{t('connect.keyLead')}</p>
			{renew.data === undefined ? (
				<div>
					<Button icon="key" disabled={renew.isPending} onClick={() => renew.mutate()}>
						{t('connect.newKey')}
					</Button>
				</div>
			) : (
				<Secret secret={renew.data.token} lead={t('sensors.tokenOnce')} />
			)}
			{renew.error !== null && <Fault error={renew.error} />}
			<details open={renew.data !== undefined}>
				<summary>{t('connect.config')}</summary>
				<SensorSetup sensor={sensor.id} token={renew.data?.token ?? null} before={sensor.lastReportAt} />
			</details>
		</section>
	);
}

function useChange(sensor: SensorRow) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (change: object) => api.patch(`/v1/sensors/${sensor.id}`, change),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['sensors'] }),
	});
}

function Facts({ sensor }: { readonly sensor: SensorRow }) {
	const { t } = useText();
	const say = useToast();
	const change = useChange(sensor);
	const { given, set, field } = useGiven({ name: sensor.name, rhythmSeconds: sensor.rhythmSeconds, scope: sensor.scope });
	return (
		<section>
			<h3>{t('connect.facts')}</h3>
			<Form
				submit={t('common.save')}
				busy={change.isPending}
				error={change.error}
				onSubmit={() => change.mutate(given, { onSuccess: () => say(t('common.saved')) })}
			>
				<Field label={t('common.name')} required maxLength={200} {...field('name')} />
				<Field
					label={t('connect.rhythm')}
					hint={t('sensors.rhythmHint')}
					type="number"
					min={1}
					max={10080}
					required
					name="rhythmSeconds"
					value={minutesOf(given.rhythmSeconds)}
					onChange={(event) => set({ rhythmSeconds: secondsOf(event.target.value) })}
				/>
				<TextArea label={t('sensors.scope')} maxLength={1000} {...field('scope')} />
			</Form>
		</section>
	);
}

function Retire({ sensor, onDone }: { readonly sensor: SensorRow; onDone(): void }) {
	const { t } = useText();
	const say = useToast();
	const change = useChange(sensor);
	const retire = () => {
		const back = () => change.mutate({ retired: false });
		change.mutate(
			{ retired: true },
			{
				onSuccess: () => {
					say(t('connect.wasRetired'), back);
					onDone();
				},
			},
		);
	};
	return (
		<section>
			<h3>{t('connect.end')}</h3>
			<Banner tone="info">{t('connect.endLead')}</Banner>
			<div>
				<Button tone="danger" disabled={change.isPending} onClick={retire}>
					{t('connect.retire')}
				</Button>
			</div>
			{change.error !== null && <Fault error={change.error} />}
		</section>
	);
}
