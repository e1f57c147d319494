export { sql } from 'kysely';
export { type Config, isLoopback, readConfig, settings } from './config.ts';
export type { Ctx, Platform, Work } from './context.ts';
export { openFiles } from './files.ts';
export type { Authenticate } from './http/mount.ts';
export { wholeBody } from './http/whole-body.ts';
export { buildServer } from './http/server.ts';
export {
	type Access,
	del,
	type Exchange,
	get,
	patch,
	post,
	put,
	type Route,
	raw,
	stream,
	takesEvents,
	type Tell,
	telling,
	tellOnce,
} from './http/table.ts';
export { every, type Job, job, on, subscribersOf } from './jobs.ts';
export { forgetLive, liveUpdates } from './live.ts';
export { type Log, openLog } from './log.ts';
export { openDatabase, type Database, type Tx, type Who } from './postgres/database.ts';
export { type EmbeddedPostgres, startEmbedded } from './postgres/embedded.ts';
export { migrate } from './postgres/migrate.ts';
export { claimTelemetry, inTurn } from './postgres/turn.ts';
export { canWrap, unwrapSecret, wrapSecret } from './secrets.ts';
export { startJobs } from './queue/run.ts';
export { openProgress, progressRoutes, tellProgress } from './progress.ts';
export { type Telemetry, TelemetryRefusal } from './telemetry/telemetry.ts';
export { startTelemetry } from './telemetry/start.ts';
export { nextTrace, traced, traceHeaders } from './trace.ts';
export { asSystem, asWho } from './work.ts';
export { type Command, type CommandCall, type Opened, option } from './command.ts';
export { commands as platformCommands } from './commands.ts';
export { addHealth } from './http/health.ts';
export { addSecurityTxt } from './http/security-txt.ts';
export { notePort, runningServer, takeFolder } from './lock.ts';
export {
	alertsRaised,
	eventsIngested,
	eventsRefused,
	measureAnswers,
	registry,
	serveMetrics,
	telemetryRestarts,
} from './metrics.ts';
export { buildWeb } from './web-build.ts';
export { type BackupReport, backup } from './backup/backup.ts';
export { restore } from './backup/restore.ts';
export { telemetryJobs } from './backup/telemetry.ts';
export { dumpSchema } from './postgres/dump.ts';
export { openApi } from './http/openapi.ts';
export { environmentExample, settingsTable } from './describe-settings.ts';
