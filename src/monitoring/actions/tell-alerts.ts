import type { Work } from '#platform';
import { tellScreens } from '../store/live.ts';
import { alertAudience } from '../store/raise.ts';

export interface TouchedAlert {
	readonly id: string;
	readonly institution: string;
}

const idsTold = 500;

/**
 * Tells the screens of the institutions of these alerts, and of those they disclosed their alerts to. Ids only, and to
 * each organisation only those it may see.
 */
export async function tellAlerts(work: Work, what: 'raised' | 'changed', touched: readonly TouchedAlert[]): Promise<void> {
	if (touched.length === 0) return;
	const byInstitution = Map.groupBy(touched, ({ institution }) => institution);
	const ids = new Map<string, string[]>();
	const add = (organisation: string, institution: string) => {
		const more = (byInstitution.get(institution) ?? []).map(({ id }) => id);
		ids.set(organisation, [...(ids.get(organisation) ?? []), ...more]);
	};
	for (const institution of byInstitution.keys()) add(institution, institution);
	for (const { institution, audience } of await alertAudience(work.tx, [...byInstitution.keys()])) add(audience, institution);
	const messages = [...ids].map(([organisation, told]) => ({ organisation, payload: { [what]: told.slice(0, idsTold) } }));
	await tellScreens(work.tx, 'alerts', messages);
}
