import { createContext, use } from 'react';
import type * as institutions from '#institutions/contract';
import type { OrganisationKind, Role } from '#kernel';
import type { Output } from '#kernel/contract';

export type SessionAnswer = Output<typeof institutions.sessionEndpoint>;

/** Who is signed in and in which hat, flat for reading. */
export interface SessionView {
	readonly personId: string;
	readonly personName: string;
	readonly role: Role;
	readonly organisationId: string;
	readonly organisationName: string;
	readonly organisationKind: OrganisationKind;
	/** Own institution, when the organisation is one. */
	readonly institution: string | null;
	readonly theme: string | null;
	readonly demo: boolean;
	readonly hats: SessionAnswer['hats'];
}

export function viewSession({ person, organisation, role, demo, hats }: SessionAnswer): SessionView {
	return {
		...{ personId: person.id, personName: person.displayName, role, demo, hats },
		...{ organisationId: organisation.id, organisationName: organisation.name, organisationKind: organisation.kind },
		institution: organisation.kind === 'institution' ? organisation.id : null,
		theme: organisation.theme,
	};
}

export const SessionContext = createContext<SessionView | null>(null);

/** Only inside pages behind the sign-in. */
export function useSession(): SessionView {
	const session = use(SessionContext);
	if (session === null) throw new Error('useSession outside a signed-in page');
	return session;
}
