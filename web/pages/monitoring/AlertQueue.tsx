import { Page } from '../../parts/Blocks.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useText } from '../../text/text.tsx';
import { AlertList } from './AlertList.tsx';
import { BundleList } from './BundleList.tsx';

/** The live queue, alert by alert or by what they have in common. */
export function AlertQueue() {
	const { t } = useText();
	return (
		<Page title={t('alerts.title')} lead={t('alerts.lead')}>
			<Tabs
				label={t('alerts.title')}
				tabs={[
					{ id: 'queue', label: t('queue.title'), panel: <AlertList /> },
					{ id: 'bundles', label: t('bundles.title'), panel: <BundleList /> },
				]}
			/>
		</Page>
	);
}
