import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { a, assessmentsBench, people } from '../../test/helpers/assessments.ts';

const folder = new URL('../../../shared/data/frameworks/', import.meta.url);
const { ciso, other } = people;

// Real catalogue files live beside the repository (../shared/data); without them there is nothing to import.
describe.skipIf(!existsSync(folder))('public catalogue files of ../shared/data', () => {
	it('become frameworks on which an institution agrees, assesses and sees its score', async () => {
		const t = await assessmentsBench();
		for (const name of ['abdo_2019.yaml', 'cbw_nis2.yaml', 'norea.yaml']) {
			const made = await t.app.inject({
				...{ method: 'POST', url: `/v1/frameworks/imports?fileName=${name}`, payload: readFileSync(new URL(name, folder)) },
				headers: { ...t.as(ciso), 'content-type': 'application/octet-stream' },
			});
			const framework: string = made.json().id;
			const { controls, scale } = await t.call('GET', `/v1/frameworks/${framework}`, ciso);
			const body = { framework, title: `Ronde ${name}`, fromDay: '2026-01-01', untilDay: '2026-12-31' };
			const round = await t.call('POST', '/v1/rounds', ciso, body);
			const { id } = await t.call('POST', '/v1/assessments', ciso, { round: round.id });
			const answers = controls.map((one: { id: string }, place: number) => ({
				...{ control: one.id, now: scale.min + (place % (scale.max - scale.min + 1)), version: 0 },
			}));
			expect(await t.call('PUT', `/v1/assessments/${id}/answers`, ciso, { answers }), name).toMatchObject({ status: 200 });
			expect(await t.call('POST', `/v1/assessments/${id}/submit`, ciso), name).toMatchObject({ status: 200, state: 'submitted' });
			const seen = await t.call('GET', `/v1/institutions/${a}/scores?framework=${framework}`, ciso);
			expect(seen.opinions[0].score.now.inputs.length, name).toBeGreaterThan(1);
			expect(await t.call('GET', `/v1/frameworks/${framework}`, other), name).toMatchObject({ status: 404 });
			expect(await t.call('POST', '/v1/assessments', other, { round: round.id }), name).toMatchObject({ status: 404 });
		}
		await t.stop();
	});
});
