/** Logs of OTLP in the shape of their JSON mapping (opentelemetry-proto, logs/v1 and common/v1); protobuf is read into the same. */
export interface AnyValue {
	readonly stringValue?: string;
	readonly boolValue?: boolean;
	readonly intValue?: string | number;
	/** Text for what JSON has no number for: `NaN`, `Infinity`. */
	readonly doubleValue?: number | string;
	/** Base64, as OTLP's JSON form writes it. */
	readonly bytesValue?: string;
	readonly arrayValue?: { readonly values?: readonly AnyValue[] };
	readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}
export interface KeyValue {
	readonly key?: string;
	readonly value?: AnyValue;
}
export interface LogRecord {
	readonly timeUnixNano?: string | number;
	readonly observedTimeUnixNano?: string | number;
	readonly severityNumber?: number;
	readonly severityText?: string;
	readonly traceId?: string;
	readonly spanId?: string;
	readonly flags?: number;
	readonly eventName?: string;
	readonly body?: AnyValue;
	readonly attributes?: readonly KeyValue[];
	readonly droppedAttributesCount?: number;
}
export interface Resource {
	readonly attributes?: readonly KeyValue[];
}
export interface Scope extends Resource {
	readonly name?: string;
	readonly version?: string;
	readonly droppedAttributesCount?: number;
}
export interface ScopeLogs {
	readonly scope?: Scope;
	readonly logRecords?: readonly LogRecord[];
	readonly schemaUrl?: string;
}
export interface ExportLogs {
	readonly resourceLogs?: readonly { readonly resource?: Resource; readonly scopeLogs?: readonly ScopeLogs[] }[];
}
