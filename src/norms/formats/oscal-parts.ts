import { z } from 'zod';

const prop = z.looseObject({ name: z.string(), value: z.string(), class: z.string().nullish() });

export interface OscalPart {
	name: string;
	prose?: string | null;
	props?: z.infer<typeof prop>[] | null;
	parts?: OscalPart[] | null;
}
export interface OscalControl {
	id: string;
	title: string;
	props?: z.infer<typeof prop>[] | null;
	params?: z.infer<typeof param>[] | null;
	parts?: OscalPart[] | null;
	controls?: OscalControl[] | null;
}
export interface OscalGroup {
	id?: string | null;
	title: string;
	groups?: OscalGroup[] | null;
	controls?: OscalControl[] | null;
}

const param = z.looseObject({
	id: z.string(),
	label: z.string().nullish(),
	select: z.looseObject({ choice: z.array(z.string()).nullish() }).nullish(),
});
const part: z.ZodType<OscalPart> = z.lazy(() =>
	z.looseObject({
		name: z.string(),
		prose: z.string().nullish(),
		props: z.array(prop).nullish(),
		parts: z.array(part).nullish(),
	}),
);
export const oscalControl: z.ZodType<OscalControl> = z.lazy(() =>
	z.looseObject({
		id: z
			.string()
			.regex(/^[\p{L}_][\p{L}\p{N}._-]*$/u, 'an OSCAL id begins with a letter or _')
			.max(200),
		title: z.string().min(1).max(500),
		props: z.array(prop).nullish(),
		params: z.array(param).nullish(),
		parts: z.array(part).nullish(),
		controls: z.array(oscalControl).nullish(),
	}),
);
export const oscalGroup: z.ZodType<OscalGroup> = z.lazy(() =>
	z.looseObject({
		id: z.string().max(200).nullish(),
		title: z.string().min(1).max(500),
		groups: z.array(oscalGroup).nullish(),
		controls: z.array(oscalControl).nullish(),
	}),
);

/** What the control asks: its statement (else its overview) as lines of text, each open parameter as `[label]`. */
export function proseOf(control: OscalControl): string {
	const statement =
		control.parts?.find((one) => one.name === 'statement') ?? control.parts?.find((one) => one.name === 'overview');
	if (statement === undefined) return '';
	const labels = new Map(
		(control.params ?? []).map((one) => [one.id, one.label ?? one.select?.choice?.join(' / ') ?? one.id] as const),
	);
	const filled = (text: string, depth: number): string =>
		text.replace(/\{\{\s*insert:\s*param,\s*([^\s}]{1,200})\s*\}\}/g, (_, id: string) =>
			depth > 3 ? `[${id}]` : `[${filled(labels.get(id) ?? id, depth + 1)}]`,
		);
	return lines(statement)
		.map((line) => filled(line, 0))
		.join('\n')
		.slice(0, 40_000);
}

function lines(part: OscalPart): string[] {
	const label = part.props?.find((one) => one.name === 'label')?.value;
	const own = part.prose ? [label ? `${label} ${part.prose}` : part.prose] : [];
	return [...own, ...(part.parts ?? []).flatMap(lines)];
}
