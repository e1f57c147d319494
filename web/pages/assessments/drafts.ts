import type { Finding } from '#kernel';
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

function draftOf(answer: Answer): Draft {
	const { answeredAt: _when, ...given } = answer;
	return { ...emptyDraft(answer.control), ...given };
}

export function draftsOf(answers: readonly Answer[]): Drafts {
	return new Map(answers.map((answer) => [answer.control, draftOf(answer)]));
}

/** Has a level, or says why not. */
export function isAnswered(draft: Draft | undefined): boolean {
	return draft !== undefined && (draft.notApplicable ? draft.reason.trim().length >= 3 : draft.now !== null);
}

/** Not applicable without a reason, or an expectation without a whole day, waits for its other half before it is sent. */
export function mayBeSent(draft: Draft): boolean {
	if (draft.notApplicable) return draft.reason.trim().length >= 3;
	if (draft.expectedOn !== null && (draft.expectedOn < '1900' || draft.expectedOn >= '2200')) return false;
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

/** What others saved meanwhile comes in; what changed here and was not sent yet stays. */
export function withFresh(drafts: Drafts, fresh: readonly Answer[], changed: ReadonlySet<string>): Drafts {
	const next = new Map(drafts);
	for (const answer of fresh) if (!changed.has(answer.control)) next.set(answer.control, draftOf(answer));
	return next;
}

function same(a: Draft, b: Draft): boolean {
	return (['now', 'expected', 'expectedOn', 'wanted', 'notApplicable', 'reason'] as const).every((part) => a[part] === b[part]);
}

/** What this browser kept when it could not save; what says the same as the server is dropped. */
export function withKept(drafts: Drafts, kept: readonly Draft[]): { readonly drafts: Drafts; readonly changed: Set<string> } {
	const next = new Map(drafts);
	const changed = new Set<string>();
	for (const draft of kept) {
		if (same(draft, drafts.get(draft.control) ?? emptyDraft(draft.control))) continue;
		next.set(draft.control, draft);
		changed.add(draft.control);
	}
	return { drafts: next, changed };
}

/** One control that was answered here and by somebody else. */
export interface Conflict {
	readonly control: string;
	readonly theirs: Draft;
}

/** Which of the unsent answers were typed over an older version than the server has now. */
export function conflictsOf(sent: readonly Draft[], fresh: readonly Answer[]): Conflict[] {
	const there = draftsOf(fresh);
	return sent.flatMap((draft) => {
		const theirs = there.get(draft.control);
		return theirs === undefined || theirs.version === draft.version || same(theirs, draft)
			? []
			: [{ control: draft.control, theirs }];
	});
}

/** Controls whose answer was refused, by the places the server names: `/body/answers/3/now`. */
export function refusedControls(findings: readonly Finding[], sent: readonly Draft[]): Set<string> {
	const places = findings.map(({ where }) => Number(/^\/body\/answers\/(\d+)/.exec(where)?.[1] ?? -1));
	return new Set(places.flatMap((place) => sent[place]?.control ?? []));
}
