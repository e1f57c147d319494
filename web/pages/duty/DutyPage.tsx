import { Page } from '../../parts/Blocks.tsx';
import { useFresh } from '../../parts/live.tsx';
import { useSession } from '../../parts/session.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useText } from '../../text/text.tsx';
import { ContactList } from './ContactList.tsx';
import { OnDuty } from './OnDuty.tsx';
import { RotaList } from './RotaList.tsx';
import { contactReaders, planners } from './types.ts';

/** Who stands watch now, who is planned, and who can be woken. */
export function DutyPage() {
	const { t } = useText();
	const session = useSession();
	useFresh(['duty'], ['duty']);
	const plans = planners.includes(session.role);
	const reads = session.institution !== null && contactReaders.includes(session.role);
	return (
		<Page title={t('duty.title')} lead={t('duty.lead')}>
			<Tabs
				label={t('duty.title')}
				tabs={[
					{ id: 'now', label: t('duty.now'), panel: <OnDuty plans={plans} /> },
					...(reads ? [{ id: 'contacts', label: t('duty.contacts'), panel: <ContactList /> }] : []),
					...(plans ? [{ id: 'rotas', label: t('duty.rotas'), panel: <RotaList /> }] : []),
				]}
			/>
		</Page>
	);
}
