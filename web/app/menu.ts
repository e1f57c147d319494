import type { OrganisationKind, Role } from '#kernel';
import type { SessionView } from '../parts/session.tsx';
import type { TextKey } from '../text/text.tsx';

export interface MenuRow {
	readonly path: string;
	readonly text: TextKey;
	/** Kinds of organisation that have work to do there; absent: all. */
	readonly parties?: readonly OrganisationKind[];
	/** Roles that the server lets in; absent: all. */
	readonly roles?: readonly Role[];
}
export interface MenuGroup {
	readonly text: TextKey;
	readonly rows: readonly MenuRow[];
}

const watchers: readonly OrganisationKind[] = ['institution', 'surf-soc', 'surf-cert'];
/** Not for whom the server keeps the four proofs from: auditors, faculties and the operator. */
const watchReaders: readonly Role[] = [
	...(['soc-analyst', 'ciso', 'security-officer', 'cert-handler', 'board', 'umbrella-officer'] as const),
	...(['ministry-officer', 'inspector', 'audit-coordinator'] as const),
];
const alertReaders: readonly Role[] = ['soc-analyst', 'ciso', 'security-officer', 'cert-handler'];
const peopleManagers: readonly Role[] = [
	'board',
	'ciso',
	'soc-analyst',
	'cert-handler',
	'audit-coordinator',
	'umbrella-officer',
	'ministry-officer',
	'inspector',
	'auditor',
	'operator',
];
const readers: readonly OrganisationKind[] = ['institution', 'surf-audit', 'umbrella', 'ministry', 'inspectorate', 'auditor'];

export const menu: readonly MenuGroup[] = [
	{
		text: 'menu.steering',
		rows: [
			{ path: '/board', text: 'menu.board', parties: ['institution'] },
			{ path: '/sector', text: 'menu.sector' },
			{ path: '/calendar', text: 'menu.calendar' },
		],
	},
	{
		text: 'menu.testing',
		rows: [
			{ path: '/assessments', text: 'menu.assessments', parties: readers },
			{ path: '/frameworks', text: 'menu.frameworks' },
		],
	},
	{
		text: 'menu.threats',
		rows: [
			{ path: '/alerts', text: 'menu.alerts', roles: alertReaders },
			{ path: '/advisories', text: 'menu.advisories' },
			{ path: '/indicators', text: 'menu.indicators', parties: watchers },
			{ path: '/watch', text: 'menu.watch', roles: watchReaders },
			{ path: '/sensors', text: 'menu.sensors', roles: alertReaders },
			{ path: '/duty', text: 'menu.duty', parties: watchers },
		],
	},
	{
		text: 'menu.parties',
		rows: [
			{ path: '/institutions', text: 'menu.register' },
			{ path: '/imports', text: 'menu.imports', parties: ['operator'] },
			{ path: '/disclosures', text: 'menu.disclosures' },
			{ path: '/people', text: 'menu.people' },
			{ path: '/audit-trail', text: 'menu.audit', roles: peopleManagers },
			{ path: '/jobs', text: 'menu.jobs' },
		],
	},
];

/** Rows for this hat; groups without rows fall away. */
export function menuFor({ organisationKind, role }: Pick<SessionView, 'organisationKind' | 'role'>): MenuGroup[] {
	const has = ({ parties, roles }: MenuRow) => (parties?.includes(organisationKind) ?? true) && (roles?.includes(role) ?? true);
	return menu.map((group) => ({ ...group, rows: group.rows.filter(has) })).filter((group) => group.rows.length > 0);
}

const homes: Partial<Record<Role, string>> = {
	board: '/board',
	'soc-analyst': '/alerts',
	'cert-handler': '/advisories',
	operator: '/institutions',
};

/** Where the day begins for this role. */
export function homeOf(session: Pick<SessionView, 'role' | 'institution'>): string {
	return homes[session.role] ?? (session.institution === null ? '/sector' : `/institutions/${session.institution}`);
}
