import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { traceHeaders } from '../trace.ts';
import { type Engine, limits, type Parameters, TelemetryRefusal, type TelemetryTable } from './telemetry.ts';

/** A ClickHouse server or cluster over HTTP; parameters travel in the body, because look-backs bind thousands. */
export class ClusterEngine implements Engine {
	readonly #client: ClickHouseClient;
	readonly restarts = 0;
	readonly waitingBytes = 0;

	constructor(url: string) {
		const settings = Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)]));
		this.#client = createClient({
			url,
			application: 'dijkwacht',
			request_timeout: (limits.max_execution_time + 10) * 1000,
			use_multipart_params_auto: true,
			clickhouse_settings: settings,
			// Its faults come as refusals; its own lines would go around our log and what that leaves out.
			log: { level: ClickHouseLogLevel.OFF },
		});
	}

	async write({ name, columns }: TelemetryTable, blocks: readonly Uint8Array[]): Promise<void> {
		const query = `INSERT INTO ${name} (${columns.join(', ')}) FORMAT Native`;
		const { stream } = await named(
			this.#client.exec({ query, values: Readable.from(blocks, { objectMode: false }), http_headers: { ...traceHeaders() } }),
		);
		await finished(stream.resume());
	}

	async query(sql: string, parameters: Parameters, signal?: AbortSignal): Promise<string> {
		if (!/^\s*(select|with|show|describe)\b/i.test(sql)) {
			await named(this.#client.command({ query: sql, query_params: parameters }));
			return '';
		}
		const query_id = randomUUID();
		const stop = () => void this.#stop(query_id);
		signal?.addEventListener('abort', stop, { once: true });
		const asked = {
			query: sql,
			query_params: parameters,
			format: 'JSONEachRow',
			query_id,
			http_headers: { ...traceHeaders() },
		} as const;
		try {
			const answer = await named(this.#client.query({ ...asked, ...(signal && { abort_signal: signal }) }));
			return await answer.text();
		} finally {
			signal?.removeEventListener('abort', stop);
		}
	}

	/** Closing the connection is no message to the engine: it would work on to its limit of time. */
	async #stop(query_id: string): Promise<void> {
		const query = 'KILL QUERY WHERE query_id = {query_id:String} ASYNC';
		await this.#client.command({ query, query_params: { query_id } }).catch(() => undefined);
	}

	async ready(): Promise<void> {
		await named(this.#client.command({ query: 'CREATE DATABASE IF NOT EXISTS dijkwacht' }));
	}

	close(): Promise<void> {
		return this.#client.close();
	}
}

async function named<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof ClickHouseError) throw new TelemetryRefusal(error.message, Number(error.code));
		throw error;
	}
}
