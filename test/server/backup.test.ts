import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, personaClient } from '#demo';
import { type RealServer, realServer } from '../helpers/server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await realServer();
});
afterAll(() => server.remove());

const evidence = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(4000)]);

interface Listed {
	readonly items: readonly { readonly id: string; readonly framework?: string; readonly sector?: boolean }[];
}

/** The newest own assessment that is still open, with a file in it. */
async function addEvidence(ciso: Client): Promise<string> {
	const frameworks = (await ciso.send('GET', '/v1/frameworks')) as Listed;
	const framework = frameworks.items.find((one) => one.framework === 'ho-6c')?.id;
	const year = new Date().getUTCFullYear();
	const round = { framework, title: 'Herstelproef', fromDay: `${year}-01-01`, untilDay: `${year}-12-31` };
	const made = (await ciso.send('POST', '/v1/rounds', JSON.stringify(round))) as { id: string };
	const draft = (await ciso.send('POST', '/v1/assessments', JSON.stringify({ round: made.id, opinion: 'self' }))) as {
		id: string;
	};
	const path = `/v1/assessments/${draft.id}/evidence`;
	const file = (await ciso.send(
		'POST',
		`${path}?fileName=verslag.pdf`,
		new Uint8Array(evidence),
		'application/octet-stream',
	)) as {
		id: string;
	};
	return `${path}/${file.id}`;
}

async function scoresSeen(coordinator: Client): Promise<Map<string, string>> {
	const { items } = (await coordinator.send('GET', '/v1/institutions?limit=20')) as Listed;
	const seen = new Map<string, string>();
	for (const { id } of items) {
		const answer = await fetch(`${coordinator.base}/v1/institutions/${id}/scores`, { headers: coordinator.identity });
		if (answer.ok) seen.set(id, await answer.text());
	}
	return seen;
}

it('brings scores, audit trail and evidence back from one file', { timeout: 500_000 }, async () => {
	const ciso = await personaClient(server.base(), 'ciso');
	const file = await addEvidence(ciso);
	const before = await scoresSeen(await personaClient(server.base(), 'toetser'));
	expect(before.size).toBeGreaterThan(3);
	expect(await server.stop()).toBe(0);
	const head = await server.cli('audit', 'verify');
	expect(head, head.err).toMatchObject({ code: 0 });

	const target = join(server.dataDir, '../backup.tar.gz');
	const saved = await server.cli('backup', target);
	expect(saved, saved.err).toMatchObject({ code: 0 });
	renameSync(server.dataDir, `${server.dataDir}-lost`);

	const restored = await server.cli('restore', target);
	expect(restored, restored.err).toMatchObject({ code: 0 });
	expect((await server.cli('audit', 'verify')).out).toBe(head.out);
	const twice = await server.cli('restore', target);
	expect(twice.code, 'a second restore is refused').toBe(1);

	await server.start();
	const again = await personaClient(server.base(), 'ciso');
	const answer = await fetch(`${server.base()}${file}`, { headers: again.identity });
	expect(Buffer.from(await answer.arrayBuffer()).equals(evidence), `evidence, status ${answer.status}`).toBe(true);
	expect(await scoresSeen(await personaClient(server.base(), 'toetser'))).toEqual(before);
});
