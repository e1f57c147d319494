import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../text/text.tsx';
import { Button } from './Button.tsx';
import { checkForm, type FieldFault, FaultSummary, FormContext, faultsOf } from './form-faults.tsx';
import { Fault } from './Loaded.tsx';
import css from './Overlay.module.css';

interface OverlayProps {
	readonly title: string;
	readonly open: boolean;
	onClose(): void;
	readonly children: ReactNode;
}

function Overlay({ title, open, onClose, children, place }: OverlayProps & { readonly place: 'side' | 'middle' }) {
	const { t } = useText();
	const [filled, setFilled] = useState(false);
	const close = (next: boolean) => {
		if (next) return;
		setFilled(false);
		onClose();
	};
	return (
		// A press beside the form must not throw away what was filled in, nor a secret that is shown once.
		<ModalOverlay isOpen={open} onOpenChange={close} isDismissable={!filled} className={css.veil} data-place={place}>
			<Modal className={css[place]}>
				<AriaDialog className={css.dialog}>
					<div className={css.head}>
						<Heading slot="title" level={2}>
							{title}
						</Heading>
						<Button tone="quiet" small icon="cross" onClick={onClose}>
							{t('common.close')}
						</Button>
					</div>
					<div className={css.filled} onInput={() => setFilled(true)}>
						{children}
					</div>
				</AriaDialog>
			</Modal>
		</ModalOverlay>
	);
}

/** For a short question or a result that needs an answer. */
export function Dialog(props: OverlayProps) {
	return <Overlay {...props} place="middle" />;
}

/** For a form or the details of a row, beside the list it came from. */
export function Drawer(props: OverlayProps) {
	return <Overlay {...props} place="side" />;
}

interface FormProps {
	readonly submit: string;
	readonly busy: boolean;
	/** What the server said; its findings stand above the form and at their fields. */
	readonly error?: unknown;
	onSubmit(): void;
	onCancel?(): void;
	readonly children: ReactNode;
}

/** Checks everything at once before it sends; faults of both sides come in one summary with links to the fields. */
export function Form({ submit, busy, error = null, onSubmit, onCancel, children }: FormProps) {
	const text = useText();
	const form = useRef<HTMLFormElement>(null);
	const [seen, setSeen] = useState<readonly FieldFault[]>([]);
	const told = useMemo(() => faultsOf(error, text), [error, text]);
	const faults = seen.length > 0 ? seen : told;
	const byField = useMemo(() => new Map(faults.map((fault) => [fault.field, fault.text])), [faults]);
	const send = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const found = checkForm(event.currentTarget, text);
		setSeen(found);
		if (found.length === 0) onSubmit();
	};
	return (
		<form className={css.form} onSubmit={send} ref={form} noValidate>
			{faults.length > 0 && <FaultSummary faults={faults} form={form.current} />}
			{faults.length === 0 && error !== null && <Fault error={error} />}
			<FormContext value={byField}>{children}</FormContext>
			<div className={css.foot}>
				<Button tone="main" type="submit" disabled={busy}>
					{submit}
				</Button>
				{onCancel !== undefined && <Button onClick={onCancel}>{text.t('common.cancel')}</Button>}
			</div>
		</form>
	);
}
