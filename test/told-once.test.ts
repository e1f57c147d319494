import { expect, it } from 'vitest';
import { z } from 'zod';
import { routes } from '../src/rooms.ts';

/** Names of parts in an answer that open something. */
const opens = /"(?:secret|token|recoveryCodes|link)":/;

it('keeps no answer with a secret to repeat it under an idempotency key', () => {
	const telling = routes.filter(({ method, endpoint }) => {
		const schema = JSON.stringify(z.toJSONSchema(endpoint.response, { unrepresentable: 'any', io: 'input' }));
		return method !== 'GET' && opens.test(schema);
	});
	expect(telling.map(({ path }) => path)).toEqual(expect.arrayContaining(['/v1/tokens', '/v1/sensors', '/v1/recovery-codes']));
	const kept = telling.filter(({ act }) => act.kind === 'action' && act.tellsOnce !== true);
	expect(kept.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
