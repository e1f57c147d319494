export { startTelemetry, type TelemetryOptions, telemetryOn } from './start.ts';
export {
	type Parameters,
	type QueryOptions,
	type Telemetry,
	TelemetryRefusal,
	type TelemetryTable,
} from './telemetry.ts';
