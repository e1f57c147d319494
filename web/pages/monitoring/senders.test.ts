import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sendersFor } from './senders.ts';

const page = readFileSync(new URL('../../../docs/how-to/connect-a-sensor.md', import.meta.url), 'utf8');

it('says on the screen what the documentation says', () => {
	const senders = sendersFor('https://dijkwacht.example', 'TOKEN');
	expect(senders).toHaveLength(6);
	for (const { name, text } of senders) expect(page, name).toContain(text);
});

it('gives rsyslog and Filebeat the port in the address, for they would add it after the path', () => {
	const text = sendersFor('http://localhost:8080', 'x').map((one) => one.text);
	expect(text[1]).toContain('server="http://localhost:8080/ingest/elastic"');
	expect(text[2]).toContain('["http://localhost:8080/ingest/elastic"]');
});
