import { createContext, use, useEffect, useRef } from 'react';
import { type Text, useText } from '../text/text.tsx';
import css from './Blocks.module.css';
import { formatDay } from './format.ts';
import { ApiError } from './problem.ts';

/** What is wrong with one field; `field` is its name or, for a field without one, its id. */
export interface FieldFault {
	readonly field: string;
	readonly text: string;
}

/** Inside a form: its faults by field. Outside one: null. */
export const FormContext = createContext<ReadonlyMap<string, string> | null>(null);

export function useFieldFault(id: string, name: string | undefined): string | undefined {
	const faults = use(FormContext);
	return faults?.get(id) ?? (name === undefined ? undefined : faults?.get(name));
}

/** `/body/items/0/actual` is the field `items.0.actual`. */
export function fieldOf(where: string): string {
	return where.replace(/^\/(body|query|params)\//, '').replaceAll('/', '.');
}

/** A place in a file in the reader's language; a place in what was sent stays as it is. */
export function placeOf(where: string, { t }: Pick<Text, 't'>): string {
	if (where === 'file') return t('errors.wholeFile');
	const [, line, column] = /^line (\d+)(?:, column (.+))?$/.exec(where) ?? [];
	if (line === undefined) return where;
	return column === undefined ? t('errors.line', { line }) : t('errors.lineColumn', { line, column });
}

/** The sentence of a finding in the reader's language; for a code without one, what the server said. */
export function sentenceOf(found: { readonly code: string; readonly detail: string }, { word }: Pick<Text, 'word'>): string {
	const sentence = word('finding', found.code);
	return sentence === found.code ? found.detail : sentence;
}

/** Faults that the server found, by field; empty for a refusal of another kind. */
export function faultsOf(error: unknown, text: Pick<Text, 'word'>): FieldFault[] {
	if (!(error instanceof ApiError)) return [];
	return error.findings.map((found) => ({ field: fieldOf(found.where), text: sentenceOf(found, text) }));
}

type Words = Pick<Text, 't' | 'locale'>;
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isControl(element: Element): element is Control {
	return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

/** What a date misses: too early and too late each name the day that still can. */
export function dayFault(
	{ validity, min, max }: Pick<HTMLInputElement, 'validity' | 'min' | 'max'>,
	{ t, locale }: Words,
): string {
	if (validity.rangeUnderflow) return t('form.dayFrom', { day: formatDay(min, locale) });
	if (validity.rangeOverflow) return t('form.dayUntil', { day: formatDay(max, locale) });
	return t('form.day');
}

function sentenceFor(control: Control, words: Words): string {
	const { t } = words;
	const { validity } = control;
	if (validity.customError) return control.validationMessage;
	if (validity.valueMissing) return t('form.missing');
	if (validity.typeMismatch && control.type === 'email') return t('form.mail');
	if (validity.tooShort) return t('form.short', { count: (control as HTMLInputElement).minLength });
	if (control.type === 'date') return dayFault(control as HTMLInputElement, words);
	if (validity.badInput || validity.typeMismatch || validity.patternMismatch) return t('form.shape');
	const { min, max } = control as HTMLInputElement;
	return min !== '' && max !== '' ? t('form.between', { min, max }) : t('form.shape');
}

/** What can be seen before anything is sent: every field at once, in our own words and language. */
export function checkForm(form: HTMLFormElement, words: Words): FieldFault[] {
	return [...form.elements]
		.filter(isControl)
		.filter((control) => control.willValidate && !control.validity.valid)
		.map((control) => ({ field: control.id, text: sentenceFor(control, words) }));
}

function controlOf(form: HTMLFormElement | null, field: string): Control | null {
	const element = form?.elements.namedItem(field) ?? null;
	return element instanceof Element && isControl(element) ? element : null;
}

/** A tick is named by its row, any other field by its label. */
function nameOf(control: Control, field: string): string {
	const row = control.type === 'checkbox' ? control.closest('fieldset')?.querySelector('legend') : null;
	return row?.textContent ?? control.labels?.[0]?.firstChild?.textContent ?? field;
}

/** Above a form that was refused: all faults, each a link to its field. It is read out, and the first field at fault has the focus. */
export function FaultSummary({
	faults,
	form,
}: {
	readonly faults: readonly FieldFault[];
	readonly form: HTMLFormElement | null;
}) {
	const { t } = useText();
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const first = faults.map(({ field }) => controlOf(form, field)).find((control) => control !== null);
		(first ?? box.current)?.focus();
	}, [faults, form]);
	return (
		<div className={css.summary} role="alert" tabIndex={-1} ref={box}>
			<strong>{t('form.faults', { count: faults.length })}</strong>
			<ul>
				{faults.map(({ field, text }) => {
					const control = controlOf(form, field);
					if (control === null) return <li key={field + text}>{text}</li>;
					return (
						<li key={field + text}>
							<a
								href={`#${control.id}`}
								onClick={(event) => {
									event.preventDefault();
									control.focus();
								}}
							>
								{nameOf(control, field)}: {text}
							</a>
						</li>
					);
				})}
			</ul>
		</div>
	);
}
