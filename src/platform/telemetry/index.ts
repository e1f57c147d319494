export { startTelemetry, type TelemetryOptions, telemetryOn } from './start.ts';
export {
	type Cell,
	type Parameters,
	type QueryOptions,
	type Telemetry,
	TelemetryRefusal,
	type TelemetryTable,
} from './telemetry.ts';
