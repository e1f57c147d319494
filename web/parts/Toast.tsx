import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { Button } from './Button.tsx';
import css from './Toast.module.css';

interface Toast {
	readonly id: number;
	readonly text: string;
	readonly undo: (() => void) | undefined;
}

type Say = (text: string, undo?: () => void) => void;
const ToastContext = createContext<Say>(() => undefined);

/** Long enough to read and to reach the button by keyboard (WCAG 2.2.1: nothing is lost when it goes, the act can be undone on the page too). */
const stay = 12_000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
	const { t } = useText();
	const [toasts, setToasts] = useState<readonly Toast[]>([]);
	const count = useRef(0);
	const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
	const say = useCallback<Say>(
		(text, undo) => {
			count.current += 1;
			const id = count.current;
			setToasts((all) => [...all.slice(-2), { id, text, undo }]);
			setTimeout(() => drop(id), stay);
		},
		[drop],
	);
	return (
		<ToastContext value={say}>
			{children}
			<div className={css.stack} role="status">
				{toasts.map((toast) => (
					<div key={toast.id} className={css.toast}>
						<span>{toast.text}</span>
						<span>
							{toast.undo !== undefined && (
								<Button
									small
									onClick={() => {
										toast.undo?.();
										drop(toast.id);
									}}
								>
									{t('common.undo')}
								</Button>
							)}
							<Button small tone="quiet" onClick={() => drop(toast.id)}>
								{t('common.close')}
							</Button>
						</span>
					</div>
				))}
			</div>
		</ToastContext>
	);
}

/** Says what was done, with a way back when there is one. */
export function useToast(): Say {
	return use(ToastContext);
}
