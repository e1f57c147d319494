import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Platform } from '../context.ts';

/** A probe behind a busy proxy shares its address with people: refusing it would take the server out of service. */
const unlimited = { config: { rateLimit: false } } as const;

/** `/healthz`: the process lives. `/readyz`: database and telemetry answer, each named with its state. */
export function addHealth(app: FastifyInstance, platform: Platform): void {
	app.get('/healthz', unlimited, async () => ({ status: 'up' }));
	app.get('/readyz', unlimited, async (_request, reply) => {
		const check = (work: Promise<unknown>) =>
			work.then(
				() => 'up',
				() => 'down',
			);
		const database = await check(platform.database.system((tx) => sql`select 1`.execute(tx)));
		const telemetry = await check(platform.telemetry.ready());
		const ready = database === 'up' && telemetry === 'up';
		return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', database, telemetry });
	});
}
