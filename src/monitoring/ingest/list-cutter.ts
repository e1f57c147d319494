import { limits } from './limits.ts';

/** A list of objects alone, or as clouds hand it over: `{"Records": [`, `{"@odata.context": "...", "value": [`. */
export const opening =
	/^\s*(?:\{\s*(?:"[@\w.-]{1,40}"\s*:\s*"[^"\\]{0,300}"\s*,\s*){0,5}"(?:Records|records|value|items)"\s*:\s*)?\[(?=\s*\{)/;

/** What stands behind the list of a cloud is no longer than this. */
const longestTail = 25_000;

export interface Listed {
	readonly bytes: Buffer;
	/** Only its begin is kept. */
	readonly tooLong: boolean;
}

const [quote, backslash, comma, openBracket, closeBracket, openBrace, closeBrace] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];
const isWhite = (code: number) => code === 0x20 || (code >= 9 && code <= 13);

/** Cuts the objects out of one list, however its bytes arrive; holds them and the one that is open. */
export class ListCutter {
	readonly #head: string;
	readonly #most: number;
	readonly #events: Listed[] = [];
	#open: Buffer[] = [];
	#openBytes = 0;
	#depth = 0;
	#quoted = false;
	#escaped = false;
	#comma = true;
	/** Behind the list. */
	#tail: string | undefined;
	#broken = false;
	/** Bytes that the events hold in memory; each costs its object too. */
	kept = 0;

	/** @param head what `opening` matched; @param most events that are taken, beyond which it counts as no list */
	constructor(head: string, most: number = limits.lines) {
		this.#head = head;
		this.#most = most;
	}

	/** The bytes behind the head, in pieces. */
	add(chunk: Buffer): void {
		let start = 0;
		for (let at = 0; at < chunk.length && !this.#broken; at++) {
			if (this.#tail !== undefined) {
				this.#addTail(chunk.toString('latin1', at));
				return;
			}
			const code = chunk[at]!;
			if (this.#quoted) at = this.#inText(chunk, at);
			else if (this.#depth > 0) {
				if (code === quote) this.#quoted = true;
				else if (code === openBrace || code === openBracket) this.#depth++;
				else if ((code === closeBrace || code === closeBracket) && --this.#depth === 0)
					this.#close(chunk.subarray(start, at + 1));
			} else if (code === openBrace && this.#comma) {
				start = at;
				this.#depth = 1;
				this.#comma = false;
			} else if (code === comma && !this.#comma) this.#comma = true;
			else if (code === closeBracket && !this.#comma) this.#tail = '';
			else this.#broken = !isWhite(code);
		}
		if (this.#depth > 0 && !this.#broken) this.#hold(chunk.subarray(start));
	}

	/** Undefined when it was no list after all, did not close or held too many. */
	end(): readonly Listed[] | undefined {
		return this.#broken || this.#tail === undefined || !this.#endsWell(this.#tail) ? undefined : this.#events;
	}

	/** Steps over what needs no look inside a text. */
	#inText(chunk: Buffer, at: number): number {
		if (this.#escaped) {
			this.#escaped = false;
			return at;
		}
		for (let next = at; next < chunk.length; next++) {
			const code = chunk[next];
			if (code !== quote && code !== backslash) continue;
			if (code === quote) this.#quoted = false;
			else this.#escaped = true;
			return next;
		}
		return chunk.length;
	}

	#hold(part: Buffer): void {
		const before = this.#openBytes;
		this.#openBytes += part.length;
		if (before <= limits.line) this.#open.push(part);
		if (before <= limits.line && this.#openBytes > limits.line)
			this.#open = [Buffer.from(Buffer.concat(this.#open).subarray(0, limits.excerpt))];
	}

	#close(part: Buffer): void {
		this.#hold(part);
		const bytes = this.#open.length === 1 ? this.#open[0]! : Buffer.concat(this.#open);
		this.#events.push({ bytes, tooLong: this.#openBytes > limits.line });
		this.kept += bytes.length + 100;
		this.#open = [];
		this.#openBytes = 0;
		if (this.#events.length > this.#most) this.#break();
	}

	#addTail(text: string): void {
		this.#tail += text;
		if ((this.#tail?.length ?? 0) > longestTail && this.#tail?.trim() !== '') this.#break();
		else if ((this.#tail?.length ?? 0) > longestTail) this.#tail = '';
	}

	#break(): void {
		this.#broken = true;
		this.#events.length = 0;
		this.#open = [];
		this.kept = 0;
	}

	/** Behind the list of a cloud more about it may stand, but no list. */
	#endsWell(tail: string): boolean {
		if (!this.#head.includes('{')) return tail.trim() === '';
		return /^\s*(?:,\s*"[@\w.-]{1,40}"\s*:\s*(?:"[^"\\]{0,2000}"|[\w.-]{1,30})\s*){0,10}\}\s*$/.test(tail);
	}
}
