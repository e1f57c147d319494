export interface Sender {
	readonly id: 'curl' | 'rsyslog' | 'filebeat' | 'vector' | 'otel' | 'splunk';
	readonly name: string;
	/** Ready to be pasted. */
	readonly text: string;
}

/**
 * How well-known senders are pointed at this Dijkwacht; the same texts stand in docs/how-to/connect-a-sensor.md.
 * @param base address of this Dijkwacht without a slash at its end
 */
export function sendersFor(base: string, token: string): readonly Sender[] {
	const { protocol, hostname, port } = new URL(base);
	const secure = protocol === 'https:';
	// rsyslog adds its own port unless one stands in the address, and it adds it after the path.
	const withPort = `${protocol}//${hostname}:${port === '' ? (secure ? 443 : 80) : port}`;
	return [
		{
			id: 'curl',
			name: 'curl',
			text: `printf '%s\\n' '{"time":"'$(date -u +%FT%TZ)'","message":"hello","host":"pc1"}' |
  curl -sS -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/x-ndjson' \\
    --data-binary @- ${base}/v1/ingest/events`,
		},
		{
			id: 'rsyslog',
			name: 'rsyslog',
			text: `module(load="omelasticsearch")
template(name="dijkwacht" type="string" string="{\\"message\\":\\"<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% - - %msg:::json%\\"}")
action(type="omelasticsearch" server="${withPort}/ingest/elastic"
  uid="sensor" pwd="${token}" template="dijkwacht" searchIndex="events"
  bulkmode="on" action.resumeRetryCount="-1"
  queue.type="LinkedList" queue.filename="dijkwacht" queue.saveOnShutdown="on")`,
		},
		{
			id: 'filebeat',
			name: 'Filebeat',
			text: `output.elasticsearch:
  hosts: ["${withPort}/ingest/elastic"]
  username: sensor
  password: ${token}
setup.template.enabled: false
setup.ilm.enabled: false`,
		},
		{
			id: 'vector',
			name: 'Vector',
			text: `[sinks.dijkwacht]
type = "http"
inputs = ["eve"]
uri = "${base}/v1/ingest/events"
encoding.codec = "json"
framing.method = "newline_delimited"
compression = "zstd"
auth.strategy = "bearer"
auth.token = "${token}"`,
		},
		{
			id: 'otel',
			name: 'OpenTelemetry Collector',
			text: `exporters:
  otlphttp:
    endpoint: ${base}/ingest/otlp
    compression: gzip
    headers: { Authorization: "Bearer ${token}" }`,
		},
		{
			id: 'splunk',
			name: 'Splunk HEC',
			text: `curl -sS -H 'Authorization: Splunk ${token}' \\
  -d '{"time": '$(date +%s)', "host": "pc1", "event": "hello"}' \\
  ${base}/ingest/splunk/services/collector/event`,
		},
	];
}
