import { fail, finding, type OrganisationKind, ok, type Result, type Role } from '#kernel';

/** Four opinions stand side by side and never overwrite each other. */
export const opinions = ['self', 'internal-audit', 'peer-review', 'external-audit'] as const;
export type Opinion = (typeof opinions)[number];

export const assessmentStates = ['draft', 'submitted'] as const;
export type AssessmentState = (typeof assessmentStates)[number];

/** Drawn in docs/state-machines/assessment.md. There is no way back: a next round corrects. */
export const assessmentSteps = {
	answer: { from: 'draft', to: 'draft' },
	submit: { from: 'draft', to: 'submitted' },
} as const satisfies Record<string, { from: AssessmentState; to: AssessmentState }>;

export function stepAssessment(state: AssessmentState, verb: keyof typeof assessmentSteps): Result<AssessmentState> {
	const { from, to } = assessmentSteps[verb];
	return state === from ? ok(to) : fail(finding('state-refused', '/state', 'a submitted assessment is locked'));
}

export interface Author {
	readonly organisation: string;
	readonly organisationKind: OrganisationKind;
	readonly role: Role;
}

/** An institution speaks of itself; about another speak a peer (institution, SURFaudit or auditor) and, as outsider, an auditor only. */
export function mayGive(opinion: Opinion, author: Author, institution: string): boolean {
	const own = author.organisation === institution;
	switch (opinion) {
		case 'self':
		case 'internal-audit':
			return own && author.organisationKind === 'institution';
		case 'peer-review':
			return !own && ['institution', 'surf-audit', 'auditor'].includes(author.organisationKind);
		case 'external-audit':
			return !own && author.organisationKind === 'auditor';
	}
}

/** A faculty contact answers; who submits speaks for the whole institution. */
export function maySubmit(role: Role): boolean {
	return role !== 'faculty-contact';
}
