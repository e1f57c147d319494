import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { useAddress } from './address.ts';
import { Field } from './Field.tsx';

/** As much as the server takes for a search. */
const mostLetters = 200;

/**
 * What is looked for in a list, kept in the address under `name`.
 * The address follows a moment later: whoever types fast would lose letters if the field waited for it.
 */
export function SearchField({ name }: { readonly name: string }) {
	const { t } = useText();
	const address = useAddress();
	const kept = address.get(name);
	const [typed, setTyped] = useState(kept);
	const typing = useRef(false);
	useEffect(() => {
		if (!typing.current) setTyped(kept);
	}, [kept]);
	return (
		<Field
			label={t('common.search')}
			type="search"
			maxLength={mostLetters}
			value={typed}
			onFocus={() => {
				typing.current = true;
			}}
			onBlur={() => {
				typing.current = false;
			}}
			onChange={(event) => {
				setTyped(event.target.value);
				address.set({ [name]: event.target.value });
			}}
		/>
	);
}
