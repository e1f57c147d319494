import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { useGiven } from '../../parts/given.ts';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useText } from '../../text/text.tsx';
import { SensorSetup } from './SensorSetup.tsx';
import { minutesOf, type NewSensor, secondsOf } from './types.ts';

const kinds = ['network', 'endpoint', 'server', 'cloud', 'mail', 'identity', 'mixed'] as const;

/** Connects a sensor: its facts, then its key and what to paste, then the first sign of life. */
export function SensorForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const { given, set, field } = useGiven({ name: '', kind: 'network', rhythmSeconds: 300, scope: '' });
	const connect = useMutation({
		mutationFn: () => api.post<NewSensor>('/v1/sensors', given),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['sensors'] }),
	});
	return (
		<Drawer title={t('sensors.connect')} open onClose={onClose}>
			{connect.data !== undefined ? (
				<>
					<Secret secret={connect.data.secret.token} lead={t('sensors.tokenOnce')} />
					<SensorSetup sensor={connect.data.id} token={connect.data.secret.token} before={null} />
					<div>
						<Button tone="main" onClick={onClose}>
							{t('connect.ready')}
						</Button>
					</div>
				</>
			) : (
				<Form
					submit={t('sensors.connect')}
					busy={connect.isPending}
					error={connect.error}
					onSubmit={() => connect.mutate()}
					onCancel={onClose}
				>
					<Field label={t('common.name')} required maxLength={200} {...field('name')} />
					<Select
						label={t('common.kind')}
						{...field('kind')}
						choices={kinds.map((value) => ({ value, label: t(`sensorKind.${value}`) }))}
					/>
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
					<TextArea label={t('sensors.scope')} hint={t('sensors.scopeHint')} maxLength={1000} {...field('scope')} />
				</Form>
			)}
		</Drawer>
	);
}
