import { ClusterEngine } from './cluster.ts';
import { EmbeddedEngine } from './embedded.ts';
import { InsertGroups } from './group.ts';
import type { Engine, Parameters, QueryOptions, Telemetry, TelemetryLog, TelemetryTable } from './telemetry.ts';
import { TelemetryAway } from './telemetry.ts';

export interface TelemetryOptions {
	/** ClickHouse cluster; absent: chDB in `<dataDir>/telemetry`. */
	readonly clickhouseUrl?: string | undefined;
	readonly dataDir: string;
	readonly log: TelemetryLog;
}

/** Opens the telemetry store and waits until it answers. Rejects when it does not start. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
	const engine =
		options.clickhouseUrl === undefined
			? new EmbeddedEngine(options.dataDir, options.log)
			: new ClusterEngine(options.clickhouseUrl);
	await engine.ready();
	return telemetryOn(engine);
}

/** The one interface on either engine. */
export function telemetryOn(engine: Engine): Telemetry {
	const groups = new InsertGroups(engine);
	const underWay = new Set<Promise<unknown>>();
	let stopped = false;

	function track<T>(work: () => Promise<T>): Promise<T> {
		if (stopped) return Promise.reject(new TelemetryAway('The telemetry store is stopped'));
		const promise = work();
		underWay.add(promise);
		const forget = () => underWay.delete(promise);
		promise.then(forget, forget);
		return promise;
	}

	return {
		insert: (table: TelemetryTable, block: Uint8Array) => track(() => groups.insert(table, block)),
		query: <T>(sql: string, parameters: Parameters = {}, options: QueryOptions = {}) =>
			track(() => engine.query(sql, withMoments(parameters), options.signal)).then((text) => parseRows<T>(text)),
		command: (sql: string, parameters: Parameters = {}) =>
			track(() => engine.query(sql, withMoments(parameters))).then(() => undefined),
		ready: () => engine.ready(),
		async stop() {
			stopped = true;
			await Promise.allSettled(underWay);
			await engine.close();
		},
		get restarts() {
			return engine.restarts;
		},
		get waitingBytes() {
			return groups.waitingBytes + engine.waitingBytes;
		},
	};
}

/** A Date is bound as DateTime64(3, 'UTC'); the drivers' own reading of it drops the milliseconds. */
function withMoments(parameters: Parameters): Parameters {
	const bound: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(parameters)) {
		bound[name] = value instanceof Date ? value.toISOString().slice(0, -1).replace('T', ' ') : value;
	}
	return bound;
}

function parseRows<T>(text: string): T[] {
	const body = text.trimEnd();
	return body === '' ? [] : (JSON.parse(`[${body.replaceAll('\n', ',')}]`) as T[]);
}
