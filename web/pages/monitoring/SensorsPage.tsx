import { useState } from 'react';
import { Page } from '../../parts/Blocks.tsx';
import { Button } from '../../parts/Button.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useText } from '../../text/text.tsx';
import { RuleList } from './RuleList.tsx';
import { keepers } from './SensorDrawer.tsx';
import { SensorForm } from './SensorForm.tsx';
import { SensorList } from './SensorList.tsx';

/** What is connected and what it is matched with. */
export function SensorsPage() {
	const { t } = useText();
	const session = useSession();
	const [connecting, setConnecting] = useState(false);
	const connects = keepers.includes(session.role);
	return (
		<Page
			title={t('sensors.title')}
			lead={t('sensors.lead')}
			tools={
				connects && (
					<Button tone="main" icon="plus" onClick={() => setConnecting(true)}>
						{t('sensors.connect')}
					</Button>
				)
			}
		>
			<Tabs
				label={t('sensors.title')}
				tabs={[
					{ id: 'sensors', label: t('sensors.title'), panel: <SensorList /> },
					{ id: 'rules', label: t('sensors.rules'), panel: <RuleList /> },
				]}
			/>
			{connecting && <SensorForm onClose={() => setConnecting(false)} />}
		</Page>
	);
}
