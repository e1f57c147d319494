import { record, recordSystem } from '#institutions';
import { Refusal } from '#kernel';
import type { Input, Output } from '#kernel/contract';
import { asSystem, type Exchange } from '#platform';
import type * as contract from '../contract.ts';
import { hashOf, judgeCode } from '../model/challenge.ts';
import { confirmPage } from '../send/words.ts';
import { challengeOfToken, confirmChallenge, countWrongCode, lastChallenge } from '../store/challenges.ts';

/** By the code. A wrong code is counted in a transaction that commits, so that a refusal does not forget it. */
export async function byCode(
	{ within, platform }: Exchange,
	{ params, body }: Input<typeof contract.confirmContact>,
): Promise<Output<typeof contract.confirmContact>> {
	const now = platform.clock.now();
	const verdict = await within(async (ctx) => {
		const challenge = await lastChallenge(ctx.tx, params.id);
		const judged = judgeCode(challenge, body.code, now);
		if (challenge === undefined) throw new Refusal('not-found');
		if (judged === 'wrong') await countWrongCode(ctx.tx, challenge.id);
		if (judged === 'right') {
			await confirmChallenge(ctx.tx, challenge.id, now);
			await record(ctx, 'duty-contact.confirmed', params.id, { how: 'code' });
		}
		return judged;
	});
	if (verdict === 'right') return { confirmedAt: now.toISOString() };
	throw new Refusal(
		'state-refused',
		verdict === 'wrong' ? 'this is not the code' : 'nothing was asked, or too long ago, or too often',
	);
}

/** The page behind the link; opening it changes nothing. */
export async function showPage({ platform, reply }: Exchange, { params }: Input<typeof contract.confirmByLink>): Promise<string> {
	const found = await asSystem(platform, ({ tx, now }) => challengeOfToken(tx, hashOf(params.token), now));
	// Without a referrer policy of its own the browser would send the form with the origin "null", which is refused.
	reply.type('text/html; charset=utf-8').header('referrer-policy', 'same-origin');
	return confirmPage(found?.locale ?? 'nl', found?.open === true ? 'ask' : 'over');
}

/** The button on that page. */
export async function byLink({ platform, reply }: Exchange, { params }: Input<typeof contract.confirmByLink>): Promise<string> {
	const page = await asSystem(platform, async (work) => {
		const found = await challengeOfToken(work.tx, hashOf(params.token), work.now);
		const institution = found === undefined ? undefined : await confirmChallenge(work.tx, found.id, work.now);
		if (found === undefined || institution === undefined) return confirmPage(found?.locale ?? 'nl', 'over');
		await recordSystem(work, institution, 'duty-contact.confirmed', found.id, { how: 'link' });
		await work.live('duty', { challenge: found.id }, institution);
		return confirmPage(found.locale, 'done');
	});
	reply.type('text/html; charset=utf-8');
	return page;
}
