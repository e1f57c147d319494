/** A block of the Native form: short texts and numbers under 2^32 only. */
export function nativeBlock(rows: readonly (readonly [batch: number, line: number, value: string])[]): Uint8Array {
	const text = (value: string) => {
		const bytes = Buffer.from(value);
		return Buffer.concat([Buffer.of(bytes.length), bytes]);
	};
	const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
	const column = (name: string, type: string, values: Buffer[]) => Buffer.concat([text(name), text(type), ...values]);
	return Buffer.concat([
		Buffer.of(3, rows.length),
		column(
			'batch',
			'UInt32',
			rows.map(([batch]) => number(batch)),
		),
		column(
			'line',
			'UInt32',
			rows.map(([, line]) => number(line)),
		),
		column(
			'value',
			'String',
			rows.map(([, , value]) => text(value)),
		),
	]);
}
