import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { asSystem, type Platform, type Who } from '#platform';
import { alertStands, type Check, type CheckResult, closeChecks, forgetChecks, openChecks } from '../store/synthetic.ts';
import { takeLines } from '../ways/take.ts';

const atOnce = 4;

/** One event of our own plain form, packed as a sensor would pack it. */
function eventOf(check: Check, now: Date): Readable {
	const event = {
		time: now.toISOString(),
		logsource: { product: 'dijkwacht', service: 'synthetic' },
		check: check.id,
		host: check.id,
	};
	return Readable.from([gzipSync(`${JSON.stringify(event)}\n`)], { objectMode: false });
}

async function prove(platform: Platform, check: Check): Promise<CheckResult> {
	const source = { institution: check.institution, sensor: check.sensor, synthetic: true };
	try {
		await takeLines(platform, source, eventOf(check, platform.clock.now()), 'gzip', check.id);
		const asInstitution: Who = {
			...{ person: null, organisation: check.institution, organisationKind: 'institution', role: 'ciso' },
			...{ session: null, token: null },
		};
		const stands = await platform.database.as(asInstitution, (tx) => alertStands(tx, check.id));
		return stands
			? { id: check.id, passedAt: platform.clock.now(), fault: null }
			: { id: check.id, passedAt: null, fault: 'the event was accepted but no alert stands' };
	} catch (fault) {
		return { id: check.id, passedAt: null, fault: (fault as Error).message.slice(0, 300) };
	}
}

/**
 * Sends a synthetic event for every connected institution by the way of every other event, and looks in that
 * institution's queue, with its own rights, whether the alert came.
 */
export async function sendSynthetic(platform: Platform): Promise<{ passed: number; failed: number }> {
	const checks = await asSystem(platform, ({ tx, now }) => openChecks(tx, now));
	const results: CheckResult[] = [];
	const left = [...checks];
	const worker = async () => {
		for (let check = left.pop(); check !== undefined; check = left.pop()) results.push(await prove(platform, check));
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	await asSystem(platform, async (work) => {
		await closeChecks(work.tx, results);
		await forgetChecks(work.tx, work.now);
		await work.live('watch-board', {}, null);
	});
	const failed = results.filter(({ passedAt }) => passedAt === null).length;
	if (failed > 0) platform.log.error({ failed }, 'synthetic alerts did not arrive');
	return { passed: results.length - failed, failed };
}
