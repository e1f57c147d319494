import { Refusal } from '#kernel';
import { noteLooks } from '#institutions';
import { asSystem, type Ctx, type Exchange, TelemetryRefusal } from '#platform';
import { closeSearch, openSearch, readableInstitutions, type SearchKind } from '../store/searches.ts';
import { unfinishedBatches } from '../telemetry/unfinished-batches.ts';
import type { Condition } from './condition.ts';
import { watchForStop } from './stopping.ts';

export interface AskedSearch {
	readonly kind: SearchKind;
	/** What is looked for, as it is shown among the searches that run. */
	readonly query: string;
	/** Only these; absent: all that the asker may read. */
	readonly institutions?: readonly string[] | undefined;
	/** Chosen by the asker, to be able to stop it. */
	readonly id?: string | undefined;
	/** Seconds after which it is stopped. */
	readonly seconds: number;
}

export interface OpenedSearch {
	readonly institutions: readonly string[];
	/** All that the asker may read, whatever it asked for. */
	readonly readable: readonly string[];
	readonly signal: AbortSignal;
	/** The condition for what counts: rows of a batch that was not finished are no events yet, and may never become any. */
	counted(condition: Condition): Condition;
}

/** Of one organisation at the same moment. */
const mostAtOnce = 6;

/**
 * Runs a search outside of any transaction: first a short one says whose events may be read, notes each look at another's
 * and writes the search down. It is stopped, in the engine too, when its time is up, its asker closes the connection or
 * somebody of the organisation stops it.
 */
export async function runSearch<T>(
	exchange: Exchange,
	asked: AskedSearch,
	work: (search: OpenedSearch) => Promise<T>,
): Promise<T> {
	const id = asked.id ?? crypto.randomUUID();
	const opened = await exchange.within((ctx) => open(ctx, id, asked));
	const unfinished = (await unfinishedBatches(exchange.platform, opened.institutions)).map(({ batch }) => batch);
	const counted = ({ sql, parameters }: Condition) => ({
		sql: `(${sql}) AND batch NOT IN (SELECT toUInt64(arrayJoin({unfinished:Array(String)})))`,
		parameters: { ...parameters, unfinished },
	});
	const stopping = new AbortController();
	const { platform, reply } = exchange;
	const left = () => stopping.abort(new Refusal('state-refused', 'the connection was closed'));
	reply.raw.once('close', left);
	const late = setTimeout(() => stopping.abort(tooMuch(`more than ${asked.seconds} seconds`)), asked.seconds * 1000);
	const unwatch = watchForStop(platform, id, () => stopping.abort(new Refusal('state-refused', 'the search was stopped')));
	try {
		return await work({ ...opened, signal: stopping.signal, counted });
	} catch (fault) {
		if (stopping.signal.aborted) throw stopping.signal.reason;
		throw fault instanceof TelemetryRefusal && fault.limit ? tooMuch('too much time or memory') : fault;
	} finally {
		clearTimeout(late);
		reply.raw.off('close', left);
		unwatch();
		await asSystem(platform, ({ tx }) => closeSearch(tx, id));
	}
}

function tooMuch(what: string): Refusal {
	return new Refusal('content-refused', `the search took ${what}: shorten the time or add a field:value`);
}

async function open(
	ctx: Ctx,
	id: string,
	{ kind, query, institutions: wanted }: AskedSearch,
): Promise<Pick<OpenedSearch, 'institutions' | 'readable'>> {
	const readable = await readableInstitutions(ctx.tx);
	const known = new Set(readable);
	if (wanted?.some((one) => !known.has(one))) throw new Refusal('not-found');
	const { organisation, person } = ctx.who;
	const search = { id, organisation, person, kind, query: query.slice(0, 2000), now: ctx.now };
	const opened = await openSearch(ctx.tx, search, mostAtOnce);
	if (opened === 'too-many')
		throw new Refusal('rate-limited', `${mostAtOnce} searches of your organisation run already; wait for one or stop one`);
	if (opened === 'known') throw new Refusal('already-exists', 'a search of this id runs already');
	const institutions = wanted ?? readable;
	await noteLooks(ctx, institutions, 'telemetry');
	return { institutions, readable };
}
