import { z } from 'zod';
import { asSystem, every, type Job, job, type Platform } from '#platform';
import { answerHours, codeHash, hashOf, newSecrets, reachableDays } from './model/challenge.ts';
import { sendMail } from './send/mail.ts';
import { type Delivery, deliverWebhook } from './send/webhook.ts';
import { challengeWords } from './send/words.ts';
import { askStale, challengeToSend, markFault, markSent, type ToSend, webhookKey } from './store/challenges.ts';

const dayMs = 86_400_000;
/** A week of warning before a proof lapses. */
const askAgainDays = reachableDays - 7;

async function send(platform: Platform, challenge: ToSend): Promise<Delivery> {
	const secrets = newSecrets();
	const key = await asSystem(platform, async (work) => {
		await markSent(work.tx, challenge.id, hashOf(secrets.token), codeHash(challenge.id, secrets.code), work.now);
		return challenge.channel === 'webhook' ? webhookKey(work.tx, challenge.contactId) : undefined;
	});
	const link = `${platform.config.baseUrl}/v1/duty/confirmations/${secrets.token}`;
	const at = platform.clock.now();
	if (challenge.channel === 'webhook' && challenge.webhook !== null && key !== undefined) {
		const body = {
			type: 'duty.challenge',
			institution: challenge.institution,
			code: secrets.code,
			link,
			expiresAt: challenge.expiresAt,
		};
		return deliverWebhook({ url: challenge.webhook, key, id: challenge.id, body, at, inside: platform.config.DEMO });
	}
	if (challenge.mail === null) return { ok: false, again: false, why: 'no address' };
	if (platform.config.SMTP_URL === undefined) return { ok: false, again: false, why: 'no mail server is set (SMTP_URL)' };
	await sendMail(platform.config, {
		to: challenge.mail,
		...challengeWords(challenge.locale, challenge.institution, secrets, link),
	});
	return { ok: true };
}

/** Sends one challenge. What a later try can mend is thrown, so that the queue tries again, longer and longer after, 12 times. */
export async function sendChallenge(platform: Platform, id: string): Promise<void> {
	const challenge = await asSystem(platform, ({ tx }) => challengeToSend(tx, id));
	if (challenge === undefined || challenge.expiresAt <= platform.clock.now()) return;
	if (challenge.state === 'confirmed' || challenge.state === 'failed') return;
	const delivery = await send(platform, challenge).catch(
		(fault: Error): Delivery => ({ ok: false, again: true, why: fault.message }),
	);
	if (delivery.ok) return;
	await asSystem(platform, ({ tx }) => markFault(tx, id, delivery.why, !delivery.again));
	if (delivery.again) throw new Error(`challenge was not delivered: ${delivery.why}`);
}

/** Asks every contact whose proof is about to lapse, at most once a week. */
export async function askContacts(platform: Platform): Promise<void> {
	await asSystem(platform, async (work) => {
		const before = (days: number) => new Date(work.now.getTime() - days * dayMs);
		const expires = new Date(work.now.getTime() + answerHours * 3_600_000);
		for (const id of await askStale(work.tx, before(askAgainDays), before(7), work.now, expires)) {
			await work.job('duty.send-challenge', { challenge: id }, { key: `challenge ${id}` });
		}
	});
}

export const jobs: readonly Job[] = [
	job('duty.send-challenge', z.object({ challenge: z.uuid() }), (platform, { challenge }) => sendChallenge(platform, challenge)),
	every('20 6 * * *', 'duty.ask-contacts', askContacts),
];
