import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type * as norms from '#norms/contract';
import { api } from '../../parts/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, Select } from '../../parts/Field.tsx';
import { useText } from '../../text/text.tsx';
import css from './ControlAnswer.module.css';
import type { Given } from './target-terms.ts';

type Framework = Output<typeof norms.readFrameworkDetail>;

interface TargetPartsProps {
	/** Id of the framework version; empty while none is chosen. */
	readonly framework: string;
	readonly given: Given;
	onChange(change: Partial<Given>): void;
}

/** For who wants more than one number: a level of its own per cluster, and controls that must each reach it. */
export function TargetParts({ framework, given, onChange }: TargetPartsProps) {
	const { t, both } = useText();
	const query = useQuery({
		queryKey: ['framework', framework],
		queryFn: () => api.get<Framework>(`/v1/frameworks/${framework}`),
		enabled: framework !== '',
		staleTime: 600_000,
	});
	if (query.data === undefined) return null;
	const { clusters, controls } = query.data;
	const named = (id: string) => controls.find((control) => control.id === id);
	return (
		<details open={Object.keys(given.clusters).length > 0 || given.keyControls.length > 0}>
			<summary>{t('targets.parts')}</summary>
			<div className={css.part}>
				<p className={css.soft}>{t('targets.partsHint')}</p>
				{clusters.map((cluster) => (
					<Field
						key={cluster.id}
						label={both(cluster.title)}
						inputMode="decimal"
						pattern="[0-9]+([.,][0-9])?"
						value={given.clusters[cluster.id] ?? ''}
						onChange={(event) => onChange({ clusters: { ...given.clusters, [cluster.id]: event.target.value } })}
					/>
				))}
				<Select
					label={t('targets.addKey')}
					hint={t('targets.keyHint')}
					value=""
					onChange={(event) => onChange({ keyControls: [...given.keyControls, event.target.value] })}
					choices={[
						{ value: '', label: t('targets.chooseControl') },
						...controls
							.filter(({ id, activeByDefault }) => activeByDefault && !given.keyControls.includes(id))
							.map(({ id, title }) => ({ value: id, label: `${id} ${both(title)}` })),
					]}
				/>
				<ul className={css.files}>
					{given.keyControls.map((id) => {
						const control = named(id);
						return (
							<li key={id}>
								<span>{control === undefined ? id : both(control.title)}</span>
								<Button
									small
									tone="quiet"
									onClick={() => onChange({ keyControls: given.keyControls.filter((one) => one !== id) })}
								>
									{t('targets.dropKey')}
									<span className="unseen">: {id}</span>
								</Button>
							</li>
						);
					})}
				</ul>
			</div>
		</details>
	);
}
