import * as assessments from '#assessments';
import { commands as demoCommands, prepare, startPulse, welcome } from '#demo';
import * as duty from '#duty';
import { commands as engineCommands } from '#engine';
import * as improvement from '#improvement';
import * as institutions from '#institutions';
import * as monitoring from '#monitoring';
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
	telemetryJobs,
} from '#platform';
import * as sharing from '#sharing';
import * as steering from '#steering';

export const { authenticate } = institutions;
/** Commands that need neither server nor database. */
export { engineCommands, prepare, startPulse, welcome };

/** All addresses, room by room, bottom-up. */
export const routes: readonly Route[] = [
	...progressRoutes,
	...institutions.routes,
	...norms.routes,
	...improvement.routes,
	...sharing.routes,
	...duty.routes,
	...assessments.routes,
	...monitoring.routes,
	...steering.routes,
];

/** All jobs, room by room, bottom-up. */
export const jobs: readonly Job[] = [
	every('*/15 * * * *', 'platform.forget-live', forgetLive),
	...telemetryJobs,
	...institutions.jobs,
	...sharing.jobs,
	...duty.jobs,
	...assessments.jobs,
	...monitoring.jobs,
	...steering.jobs,
];

/** All commands that open the database. */
export const commands: readonly Command[] = [
	...platformCommands,
	...institutions.commands,
	...norms.commands,
	...monitoring.commands,
	...demoCommands,
];

/** What rooms keep in memory while the server runs. */
export async function startUp(platform: Platform): Promise<{ stop(): Promise<void> }> {
	return monitoring.startWatch(platform);
}
