import { useQuery } from '@tanstack/react-query';
import type * as institutions from '#institutions/contract';
import type { Output } from '#kernel/contract';
import { api } from '../../parts/api.ts';
import { Select } from '../../parts/Field.tsx';
import { useText } from '../../text/text.tsx';

type Units = Output<typeof institutions.unitsEndpoint>;

/** A faculty, service or location of our institution. */
export function UnitSelect({ value, onChange }: { readonly value: string; onChange(unit: string): void }) {
	const { t } = useText();
	const units = useQuery({ queryKey: ['units'], queryFn: () => api.get<Units>('/v1/units') });
	return (
		<Select
			label={t('people.unit')}
			name="unit"
			value={value}
			onChange={(event) => onChange(event.target.value)}
			choices={[
				{ value: '', label: t('common.none') },
				...(units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
			]}
		/>
	);
}
