import { type FieldReading, Router } from '../logsource/router.ts';
import { EventContext } from '../match/context.ts';
import { FieldReader } from '../match/reading.ts';
import type { EventRecord } from '../model.ts';

/** Reads the fields that correlations group by and look at, under the same names that rules use. */
export class GroupFields {
	private readonly router = new Router();
	private readonly readers = new Map<string, FieldReader>();
	private readonly slots: ReadonlyMap<string, number>;
	private readonly context: EventContext;

	constructor(fields: Iterable<string>) {
		this.slots = new Map([...new Set(fields)].map((field, slot) => [field, slot]));
		this.context = new EventContext(this.slots.size + 1);
	}

	/** To be called before `text`; the answers hold for this event. */
	open(event: EventRecord): void {
		const { reading } = this.router.route(event);
		this.context.begin(event);
		this.reader(reading).read(event, this.context);
	}

	/** The value as text, several joined; `undefined` when it is absent or null. */
	text(field: string): string | undefined {
		const slot = this.slots.get(field);
		if (slot === undefined) return undefined;
		const values = this.context.all(slot).filter((value) => value !== null);
		return values.length === 0 ? undefined : values.map(String).join(', ');
	}

	private reader(reading: FieldReading): FieldReader {
		const known = this.readers.get(reading.name);
		if (known) return known;
		const reader = new FieldReader(this.slots, reading);
		this.readers.set(reading.name, reader);
		return reader;
	}
}
