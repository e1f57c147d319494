import { prepare, welcome } from '#demo';
import * as institutions from '#institutions';
import * as norms from '#norms';
import {
	type Command,
	every,
	forgetLive,
	type Job,
	type Platform,
	platformCommands,
	progressRoutes,
	type Route,
} from '#platform';

export const { authenticate } = institutions;
export { prepare, welcome };

/** All addresses, room by room, bottom-up. */
export const routes: readonly Route[] = [...progressRoutes, ...institutions.routes, ...norms.routes];

/** All jobs, room by room, bottom-up. */
export const jobs: readonly Job[] = [every('*/15 * * * *', 'platform.forget-live', forgetLive), ...institutions.jobs];

/** All commands that open the database. */
export const commands: readonly Command[] = [...platformCommands, ...institutions.commands];

/** What rooms keep in memory while the server runs. */
export function startUp(_platform: Platform): Promise<{ stop(): Promise<void> }> {
	return Promise.resolve({ stop: () => Promise.resolve() });
}
