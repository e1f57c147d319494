import type { FormEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../text/text.tsx';
import { Button } from './Button.tsx';
import css from './Overlay.module.css';

interface OverlayProps {
	readonly title: string;
	readonly open: boolean;
	onClose(): void;
	readonly children: ReactNode;
}

function Overlay({ title, open, onClose, children, place }: OverlayProps & { readonly place: 'side' | 'middle' }) {
	const { t } = useText();
	return (
		<ModalOverlay isOpen={open} onOpenChange={(next) => next || onClose()} isDismissable className={css.veil} data-place={place}>
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
					{children}
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
	onSubmit(): void;
	onCancel?(): void;
	readonly children: ReactNode;
}

export function Form({ submit, busy, onSubmit, onCancel, children }: FormProps) {
	const { t } = useText();
	const send = (event: FormEvent) => {
		event.preventDefault();
		onSubmit();
	};
	return (
		<form className={css.form} onSubmit={send}>
			{children}
			<div className={css.foot}>
				<Button tone="main" type="submit" disabled={busy}>
					{submit}
				</Button>
				{onCancel !== undefined && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
			</div>
		</form>
	);
}
