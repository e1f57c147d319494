import { useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { TextArea } from '../../parts/Field.tsx';
import { Fault } from '../../parts/Loaded.tsx';
import { useText } from '../../text/text.tsx';
import css from './AlertView.module.css';
import type { AlertActs } from './use-alert-acts.ts';

/** A note for whoever comes after. Ctrl and Enter keep it without the mouse. */
export function AlertNote({ id, acts, focus }: { readonly id: string; readonly acts: AlertActs; readonly focus: boolean }) {
	const { t } = useText();
	const [text, setText] = useState('');
	const place = useRef<HTMLFormElement>(null);
	useEffect(() => {
		if (focus) place.current?.querySelector('textarea')?.focus();
	}, [focus]);
	const send = () => {
		if (text.trim() !== '') acts.note.mutate({ id, text }, { onSuccess: () => setText('') });
	};
	return (
		<form
			ref={place}
			className={css.note}
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<TextArea
				label={t('alerts.note')}
				required
				rows={2}
				name="text"
				value={text}
				onChange={(event) => setText(event.target.value)}
				onKeyDown={(event) => {
					if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
				}}
			/>
			<div>
				<Button type="submit" small disabled={acts.note.isPending}>
					{t('alerts.addNote')}
				</Button>
			</div>
			{acts.note.error !== null && <Fault error={acts.note.error} />}
		</form>
	);
}
