import {
	AckPolicy,
	type ConsumerMessages,
	DeliverPolicy,
	jetstream,
	jetstreamManager,
	type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { Platform } from '#platform';
import type { Mapping } from './mapping.ts';
import { type Content, type Message, Taker } from './take-messages.ts';

/** A batch is cut at this many messages, or this long after its first; milliseconds. */
const cut = { messages: 500, after: 200 };
/** Messages that may be delivered and not acknowledged: NATS sends no more, which is the back-pressure. */
const mostPending = 2000;
const ackWait = 60_000;

/** The durable pull consumer of a mapping, made when it is absent. Throws when the stream is. */
async function openConsumer(manager: JetStreamManager, { stream, subject, consumer }: Mapping): Promise<void> {
	await manager.consumers.add(stream, {
		durable_name: consumer,
		filter_subject: subject,
		ack_policy: AckPolicy.Explicit,
		deliver_policy: DeliverPolicy.All,
		ack_wait: nanos(ackWait),
		max_ack_pending: mostPending,
	});
}

/** Messages of a range, read from the stream itself. */
async function readRange(
	manager: JetStreamManager,
	{ stream, subject }: Mapping,
	first: number,
	last: number,
): Promise<Content[]> {
	const found: Content[] = [];
	for (let seq = first; seq <= last; ) {
		const query = { seq, next_by_subj: subject };
		const message = await manager.streams.getMessage(stream, query);
		if (message === null || message.seq > last) break;
		found.push({ seq: message.seq, data: message.data });
		seq = message.seq + 1;
	}
	return found;
}

/** Batches that a process claimed and did not finish before it died, once more under the same key. */
async function recover(manager: JetStreamManager, mapping: Mapping, taker: Taker): Promise<void> {
	for (const { first, last, finished } of await taker.ranges()) {
		if (finished) continue;
		const messages = await readRange(manager, mapping, first, last);
		if (messages.length > 0) await taker.accept(messages, { first, last });
	}
}

/** Reads a mapping until the signal; throws when the consumer or the connection fails for good. */
export async function readStream(
	platform: Platform,
	connection: NatsConnection,
	mapping: Mapping,
	signal: AbortSignal,
): Promise<void> {
	const manager = await jetstreamManager(connection);
	await openConsumer(manager, mapping);
	const taker = new Taker(platform, mapping, signal);
	await recover(manager, mapping, taker);
	const consumer = await jetstream(connection).consumers.get(mapping.stream, mapping.consumer);
	const messages = await consumer.consume({ max_messages: cut.messages });
	const stop = () => void messages.close();
	signal.addEventListener('abort', stop);
	try {
		for await (const batch of batchesOf(messages)) await taker.take(batch);
	} finally {
		signal.removeEventListener('abort', stop);
		await messages.close();
	}
}

/** Gathers messages into batches by number and time. */
async function* batchesOf(messages: ConsumerMessages): AsyncGenerator<Message[]> {
	const source = messages[Symbol.asyncIterator]();
	let next = source.next();
	for (;;) {
		const first = await next;
		if (first.done === true) return;
		const batch = [first.value];
		next = source.next();
		const ended = performance.now() + cut.after;
		while (batch.length < cut.messages) {
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<undefined>((resolve) => {
				timer = setTimeout(() => resolve(undefined), Math.max(ended - performance.now(), 0));
			});
			const more = await Promise.race([next, late]);
			clearTimeout(timer);
			if (more === undefined || more.done === true) break;
			batch.push(more.value);
			next = source.next();
		}
		yield batch.map((message) => ({
			seq: message.seq,
			deliverySequence: message.info.deliverySequence,
			redelivered: message.redelivered,
			data: message.data,
			ack: () => message.ack(),
		}));
	}
}
