import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../parts/api.ts';
import { Field, Select, TextArea } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { Drawer, Form } from '../../parts/Overlay.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { useText } from '../../text/text.tsx';
import type { NewSensor } from './types.ts';

const kinds = ['network', 'endpoint', 'server', 'cloud', 'mail', 'identity', 'mixed'] as const;

export function SensorForm({ onClose }: { onClose(): void }) {
	const { t } = useText();
	const client = useQueryClient();
	const [given, setGiven] = useState({ name: '', kind: 'network', rhythmSeconds: 300, scope: '' });
	const connect = useMutation({
		mutationFn: () => api.post<NewSensor>('/v1/sensors', given),
		onSuccess: () => void client.invalidateQueries({ queryKey: ['sensors'] }),
	});
	return (
		<Drawer title={t('sensors.connect')} open onClose={onClose}>
			{connect.data !== undefined ? (
				<Secret secret={connect.data.secret.token} lead={t('sensors.tokenOnce')} />
			) : (
				<Form submit={t('sensors.connect')} busy={connect.isPending} onSubmit={() => connect.mutate()} onCancel={onClose}>
					<Field
						label={t('common.name')}
						required
						value={given.name}
						onChange={(event) => setGiven({ ...given, name: event.target.value })}
					/>
					<Select
						label={t('common.kind')}
						value={given.kind}
						onChange={(event) => setGiven({ ...given, kind: event.target.value })}
						choices={kinds.map((value) => ({ value, label: t(`sensorKind.${value}`) }))}
					/>
					<Field
						label={t('sensors.rhythm')}
						hint={t('sensors.rhythmHint')}
						type="number"
						min={10}
						max={604800}
						required
						value={given.rhythmSeconds}
						onChange={(event) => setGiven({ ...given, rhythmSeconds: Number(event.target.value) })}
					/>
					<TextArea
						label={t('sensors.scope')}
						hint={t('sensors.scopeHint')}
						value={given.scope}
						onChange={(event) => setGiven({ ...given, scope: event.target.value })}
					/>
					{connect.error !== null && <Fault error={connect.error} />}
				</Form>
			)}
		</Drawer>
	);
}
