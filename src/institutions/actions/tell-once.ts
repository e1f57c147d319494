import type { Role } from '#kernel';
import type { Endpoint, Input, Output } from '#kernel/contract';
import { type Ctx, type Route, raw } from '#platform';

/** A POST whose answer holds a secret. Answers under an idempotency key are kept to be repeated; this one must not be kept. */
export function tellOnce<E extends Endpoint>(
	path: string,
	access: readonly Role[] | 'signed-in',
	endpoint: E,
	action: (ctx: Ctx, input: Input<E>) => Promise<Output<E>>,
): Route {
	return raw('POST', path, access, endpoint, async (exchange, input) => {
		const result = endpoint.response.parse(await exchange.within((ctx) => action(ctx, input)));
		exchange.reply.status(endpoint.status ?? 200);
		return result;
	});
}
