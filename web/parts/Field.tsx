import {
	type InputHTMLAttributes,
	type ReactNode,
	type SelectHTMLAttributes,
	type TextareaHTMLAttributes,
	use,
	useId,
} from 'react';
import { useText } from '../text/text.tsx';
import css from './Field.module.css';
import { FormContext, useFieldFault } from './form-faults.tsx';
import { Icon } from './Icon.tsx';

interface Label {
	readonly label: string;
	readonly hint?: string;
	/** What is wrong with the value; is told to screen readers with the field. */
	readonly fault?: string;
}

function Frame({
	id,
	label,
	hint,
	fault,
	optional = false,
	children,
}: Label & { readonly id: string; readonly optional?: boolean; readonly children: ReactNode }) {
	const { t } = useText();
	return (
		<div className={css.field}>
			<label className={css.label} htmlFor={id}>
				{label}
				{optional && <span className={css.optional}> ({t('form.optional')})</span>}
			</label>
			{children}
			{fault !== undefined && (
				<span className={css.fault} id={`${id}-fault`}>
					<Icon name="bang" size={12} />
					{fault}
				</span>
			)}
			{hint !== undefined && (
				<span className={css.hint} id={`${id}-hint`}>
					{hint}
				</span>
			)}
		</div>
	);
}

/** Inside a form only: what may stay empty says so. */
function useOptional({ required, readOnly }: { readonly required?: boolean; readonly readOnly?: boolean }): boolean {
	return use(FormContext) !== null && required !== true && readOnly !== true;
}

function told(id: string, { hint, fault }: Pick<Label, 'hint' | 'fault'>) {
	const ids = [fault === undefined ? '' : `${id}-fault`, hint === undefined ? '' : `${id}-hint`].filter(Boolean).join(' ');
	return { 'aria-describedby': ids || undefined, 'aria-invalid': fault !== undefined || undefined, className: css.control };
}

export function Field({ label, hint, fault: given, ...input }: Label & InputHTMLAttributes<HTMLInputElement>) {
	const id = useId();
	const found = useFieldFault(id, input.name);
	const fault = given ?? found;
	return (
		<Frame id={id} label={label} hint={hint} fault={fault} optional={useOptional(input)}>
			<input id={id} {...input} {...told(id, { hint, fault })} />
		</Frame>
	);
}

export function TextArea({ label, hint, fault: given, ...input }: Label & TextareaHTMLAttributes<HTMLTextAreaElement>) {
	const id = useId();
	const found = useFieldFault(id, input.name);
	const fault = given ?? found;
	return (
		<Frame id={id} label={label} hint={hint} fault={fault} optional={useOptional(input)}>
			<textarea id={id} ref={(box) => box?.setCustomValidity(given ?? '')} {...input} {...told(id, { hint, fault })} />
		</Frame>
	);
}

export interface Choice {
	readonly value: string;
	readonly label: string;
}

export function Select({
	label,
	hint,
	fault: given,
	choices,
	...input
}: Label & { readonly choices: readonly Choice[] } & SelectHTMLAttributes<HTMLSelectElement>) {
	const id = useId();
	const found = useFieldFault(id, input.name);
	const fault = given ?? found;
	return (
		<Frame id={id} label={label} hint={hint} fault={fault}>
			<select id={id} {...input} {...told(id, { hint, fault })}>
				{choices.map((choice) => (
					<option key={choice.value} value={choice.value}>
						{choice.label}
					</option>
				))}
			</select>
		</Frame>
	);
}

/** @param fault keeps the form from being sent, for the first of a row of ticks of which one must be chosen */
export function Tick({
	label,
	fault = '',
	...input
}: { readonly label: string; readonly fault?: string } & InputHTMLAttributes<HTMLInputElement>) {
	const id = useId();
	const told = useFieldFault(id, input.name);
	return (
		<label className={css.tick}>
			<input
				type="checkbox"
				id={id}
				ref={(box) => box?.setCustomValidity(fault)}
				aria-invalid={told !== undefined || undefined}
				{...input}
			/>
			{label}
		</label>
	);
}
