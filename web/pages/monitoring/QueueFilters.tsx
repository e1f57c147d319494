import { useAddress } from '../../parts/address.ts';
import { Button } from '../../parts/Button.tsx';
import { Select } from '../../parts/Field.tsx';
import { useNames } from '../../parts/names.ts';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../text/text.tsx';
import { severities } from './types.ts';

/** Filters of the queue that the server applies; they live in the address, so that a link shows the same list. */
export function QueueFilters() {
	const { t } = useText();
	const session = useSession();
	const address = useAddress();
	const { all } = useNames();
	const choose = (name: string) => ({
		value: address.get(name),
		onChange: (event: { target: { value: string } }) => address.set({ [name]: event.target.value }),
	});
	const everything = { value: '', label: t('common.all') };
	return (
		<>
			<Select
				label={t('common.state')}
				{...choose('show')}
				choices={[
					{ value: '', label: t('alerts.open') },
					...(['new', 'taken', 'decided'] as const).map((value) => ({ value, label: t(`alertState.${value}`) })),
				]}
			/>
			<Select
				label={t('alerts.severity')}
				{...choose('weight')}
				choices={[everything, ...severities.map((value) => ({ value, label: t(`severity.${value}`) }))]}
			/>
			{session.institution === null && (
				<Select
					label={t('common.institution')}
					{...choose('at')}
					choices={[everything, ...[...all].map(([value, label]) => ({ value, label }))]}
				/>
			)}
			<Select label={t('queue.whose')} {...choose('mine')} choices={[everything, { value: 'yes', label: t('queue.mine') }]} />
			{address.get('bundle') !== '' && (
				<Button small icon="cross" onClick={() => address.set({ bundle: '' })}>
					{t('queue.notOnlyBundle')}
				</Button>
			)}
		</>
	);
}
