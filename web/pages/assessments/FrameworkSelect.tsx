import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Select } from '../../parts/Field.tsx';
import { useText } from '../../text/text.tsx';

type Frameworks = Output<typeof norms.listFrameworks>;

interface FrameworkSelectProps {
	readonly name: string;
	readonly value: string;
	/** Leaves out what one organisation brought in for itself. */
	readonly sectorOnly?: boolean;
	onChoose(framework: string): void;
}

/** One of the frameworks that may be assessed, with its version. */
export function FrameworkSelect({ name, value, sectorOnly = false, onChoose }: FrameworkSelectProps) {
	const { t, both } = useText();
	const frameworks = useQuery({ queryKey: ['frameworks'], queryFn: () => api.get<Frameworks>('/v1/frameworks') });
	const choices = (frameworks.data?.items ?? [])
		.filter((one) => one.sector || !sectorOnly)
		.map((one) => ({ value: one.id, label: `${both(one.name)} ${one.version}` }));
	return (
		<Select
			label={t('norms.one')}
			name={name}
			required
			value={value}
			onChange={(event) => onChoose(event.target.value)}
			choices={[{ value: '', label: t('targets.choose') }, ...choices]}
		/>
	);
}
