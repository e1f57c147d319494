import { useState } from 'react';
import { institutionKinds } from '#kernel';
import { Field, Select, Tick } from '../../parts/Field.tsx';
import { plain } from '../../parts/table/columns.ts';
import { useText } from '../../text/text.tsx';
import css from './Advisory.module.css';
import { type Chosen, reached, umbrellasOf } from './audience.ts';
import { useMembers } from './use-members.ts';

interface AudienceFieldsProps {
	readonly chosen: Chosen;
	/** TLP:RED goes to institutions by name only. */
	readonly onlyListed: boolean;
	onChoose(chosen: Chosen): void;
}

/** For whom an advisory is: all, some kinds, the members of an umbrella, or institutions by name. Says how many that are. */
export function AudienceFields({ chosen, onlyListed, onChoose }: AudienceFieldsProps) {
	const { t } = useText();
	const members = useMembers();
	const umbrellas = umbrellasOf(members);
	const choose = (to: string) => {
		if (to === 'kinds') onChoose({ to, kinds: [] });
		else if (to === 'umbrella') onChoose({ to, umbrella: umbrellas[0]?.id ?? '' });
		else if (to === 'listed') onChoose({ to, institutions: [] });
		else onChoose({ to: 'all' });
	};
	const ways = onlyListed ? (['listed'] as const) : (['all', 'kinds', 'umbrella', 'listed'] as const);
	return (
		<fieldset className={css.fields}>
			<legend className="unseen">{t('advisories.audience')}</legend>
			<Select
				label={t('advisories.audience')}
				hint={t('compose.reach', { count: reached(chosen, members).length })}
				value={chosen.to}
				onChange={(event) => choose(event.target.value)}
				choices={ways.map((value) => ({ value, label: t(`audienceTo.${value}`) }))}
			/>
			{chosen.to === 'kinds' && (
				<div className={css.ticks}>
					{institutionKinds.map((kind) => (
						<Tick
							key={kind}
							label={t(`kind.${kind}`)}
							checked={chosen.kinds.includes(kind)}
							onChange={(event) =>
								onChoose({
									to: 'kinds',
									kinds: event.target.checked ? [...chosen.kinds, kind] : chosen.kinds.filter((one) => one !== kind),
								})
							}
						/>
					))}
				</div>
			)}
			{chosen.to === 'umbrella' && (
				<Select
					label={t('compose.umbrella')}
					value={chosen.umbrella}
					onChange={(event) => onChoose({ to: 'umbrella', umbrella: event.target.value })}
					choices={umbrellas.map(({ id, name }) => ({ value: id, label: name }))}
				/>
			)}
			{chosen.to === 'listed' && <ByName chosen={chosen.institutions} onChoose={onChoose} />}
		</fieldset>
	);
}

function ByName({ chosen, onChoose }: { readonly chosen: readonly string[]; onChoose(chosen: Chosen): void }) {
	const { t } = useText();
	const members = useMembers();
	const [question, setQuestion] = useState('');
	const found = members.filter(({ name }) => plain(name).includes(plain(question)));
	return (
		<>
			<Field
				label={t('compose.findByName')}
				type="search"
				name="question"
				value={question}
				onChange={(event) => setQuestion(event.target.value)}
			/>
			<fieldset className={css.names}>
				<legend className="unseen">{t('audienceTo.listed')}</legend>
				{found.map(({ id, name }) => (
					<Tick
						key={id}
						label={name}
						checked={chosen.includes(id)}
						onChange={(event) =>
							onChoose({
								to: 'listed',
								institutions: event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
							})
						}
					/>
				))}
			</fieldset>
		</>
	);
}
