/** Two independent 32-bit hashes of a growing text; together they tell 2^64 texts apart. */
export class TextHash {
	high = 0;
	low = 0;
	private a = 0;
	private b = 0;

	start(seed: number): void {
		this.a = (seed ^ 0x9e3779b9) | 0;
		this.b = (Math.imul(seed, 0x85ebca6b) ^ 0x41c6ce57) | 0;
	}

	add(code: number): void {
		this.a = Math.imul(this.a ^ code, 0x9e3779b1);
		this.b = Math.imul(this.b ^ code, 0x5f356495) ^ (this.b >>> 15);
	}

	/** Mixes what was added so far into `high` and `low`; more may be added afterwards. */
	finish(): void {
		this.low = mix(this.a ^ (this.b >>> 7));
		this.high = mix(this.b ^ Math.imul(this.a, 0x27d4eb2f));
	}
}

function mix(value: number): number {
	let hash = value ^ (value >>> 16);
	hash = Math.imul(hash, 0x85ebca6b);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) | 0;
}
