import type { Answer } from './types.ts';

/** What a person typed for one control, and the version it was typed over. */
export interface Draft {
	readonly control: string;
	readonly now: number | null;
	readonly expected: number | null;
	readonly expectedOn: string | null;
	readonly wanted: number | null;
	readonly notApplicable: boolean;
	readonly reason: string;
	readonly version: number;
}
export type Drafts = ReadonlyMap<string, Draft>;

export function emptyDraft(control: string): Draft {
	return { control, now: null, expected: null, expectedOn: null, wanted: null, notApplicable: false, reason: '', version: 0 };
}

export function draftsOf(answers: readonly Answer[]): Drafts {
	return new Map(answers.map((answer) => [answer.control, { ...emptyDraft(answer.control), ...answer }]));
}

/** Not applicable without a reason, or an expectation without a day, waits for its other half before it is sent. */
export function mayBeSent(draft: Draft): boolean {
	if (draft.notApplicable) return draft.reason.trim().length >= 3;
	return draft.expected === null || draft.expectedOn !== null;
}

/** Answers to send out of those that changed. */
export function toSend(drafts: Drafts, changed: ReadonlySet<string>): Draft[] {
	return [...changed].flatMap((control) => {
		const draft = drafts.get(control);
		return draft !== undefined && mayBeSent(draft) ? [draft] : [];
	});
}

/** New versions after a save; what was typed meanwhile stays as typed. */
export function withVersions(drafts: Drafts, saved: readonly { readonly control: string; readonly version: number }[]): Drafts {
	const next = new Map(drafts);
	for (const { control, version } of saved) {
		const draft = next.get(control);
		if (draft !== undefined) next.set(control, { ...draft, version });
	}
	return next;
}
