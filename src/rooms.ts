import { commands as engineCommands } from '#engine';
import { authenticate, commands as institutionsCommands, jobs as institutionsJobs, routes as institutionsRoutes } from '#institutions';
import { type Command, every, forgetLive, type Job, platformCommands, progressRoutes, type Route } from '#platform';

export { authenticate };

/** All addresses, room by room, bottom-up. */
export const routes: readonly Route[] = [...progressRoutes, ...institutionsRoutes];

/** All jobs, room by room, bottom-up. */
export const jobs: readonly Job[] = [every('*/15 * * * *', 'platform.forget-live', forgetLive), ...institutionsJobs];

/** All commands that open the database. */
export const commands: readonly Command[] = [...platformCommands, ...institutionsCommands];

/** Commands that need neither server nor database. */
export { engineCommands };
