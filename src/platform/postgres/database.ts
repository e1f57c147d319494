import { type Kysely, Kysely as KyselyClient, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { Refusal, type OrganisationKind, type Role } from '#kernel';
import { databaseAway } from './away.ts';

/** Rooms write SQL with kysely's `sql` template, or `tx.withTables<RoomTables>()` for the builder. */
// biome-ignore lint/complexity/noBannedTypes: kysely's own way to say "no tables known"
export type Tx = Transaction<{}>;

/** Who is asking: settings of the tenant transaction, read by the policies. */
export interface Who {
	readonly person: string | null;
	readonly organisation: string;
	readonly organisationKind: OrganisationKind;
	readonly role: Role;
	/** Session or token the request came with. */
	readonly session: string | null;
	readonly token: string | null;
}

export interface Database {
	readonly pool: pg.Pool;
	/** As one person or machine of one organisation; row-level security applies. */
	as<T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T>;
	/** As Dijkwacht itself, for jobs and sign-in: sees every row, so its callers answer for what they hand out. */
	system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	/** From now on somebody waits for an answer: a connection that is not to be had soon is refused as away. */
	hurry(): void;
	stop(): Promise<void>;
}

/** Milliseconds to wait for a connection: at a start, on a machine that is busy with it, and once people ask. */
const patience = { starting: 120_000, serving: 10_000 };

// Counts and amounts fit in a number; int8 ids are read as text by the statements that need them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Refusals of PostgreSQL that a client caused or that will pass, in the words of our catalogue. */
function asRefusal(fault: unknown): unknown {
	const code = (fault as { code?: string }).code;
	if (databaseAway(fault)) return new Refusal('not-ready', 'the database is away for a moment; send the same again');
	if (code === '23505') return new Refusal('already-exists');
	if (code === '42501') return new Refusal('not-found');
	if (code === '22003' || code === '22007' || code === '22008') return new Refusal('input-invalid');
	if (code === '22P02' || code === '22P05' || code === '22021') return new Refusal('input-invalid');
	if (code === '23503') return new Refusal('not-found');
	return fault;
}

export function openDatabase(url: string, onStatement: (statement: string) => void = () => undefined): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: 24,
		connectionTimeoutMillis: patience.starting,
		idleTimeoutMillis: 30_000,
	});
	// A lost connection is met by the next statement on it, which fails and is answered; it must not end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	// biome-ignore lint/complexity/noBannedTypes: kysely's own way to say "no tables known"
	const kysely: Kysely<{}> = new KyselyClient({
		dialect: new PostgresDialect({ pool }),
		log: (event) => onStatement(event.query.sql),
	});

	async function inside<T>(dbRole: string, who: Who | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
		try {
			return await kysely.transaction().execute(async (tx) => {
				await sql`select set_config('role', ${dbRole}, true), set_config('dijkwacht.person', ${who?.person ?? ''}, true),
					set_config('dijkwacht.organisation', ${who?.organisation ?? ''}, true),
					set_config('dijkwacht.organisation_kind', ${who?.organisationKind ?? ''}, true),
					set_config('dijkwacht.role', ${who?.role ?? ''}, true)`.execute(tx);
				return work(tx);
			});
		} catch (fault) {
			throw asRefusal(fault);
		}
	}
	return {
		pool,
		as: (who, work) => inside('dijkwacht_app', who, work),
		system: (work) => inside('dijkwacht_system', undefined, work),
		hurry() {
			pool.options.connectionTimeoutMillis = patience.serving;
		},
		stop: () => pool.end(),
	};
}
