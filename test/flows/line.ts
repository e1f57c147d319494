import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line {
	readonly base: string;
	/** Breaks what is open and refuses what is new, as a cable that is pulled out. */
	cut(): Promise<void>;
	mend(): Promise<void>;
}

/** A line to the server that can be cut; a browser that is told to be offline keeps the stream it has. */
export async function lineTo(base: string): Promise<Line> {
	const to = Number(new URL(base).port);
	const open = new Set<Socket>();
	const ends = createServer((near) => {
		const far = connect(to, '127.0.0.1');
		for (const end of [near, far]) {
			open.add(end);
			end.once('close', () => {
				open.delete(end);
				near.destroy();
				far.destroy();
			});
			end.on('error', () => end.destroy());
		}
		near.pipe(far).pipe(near);
	});
	const listen = (port: number) => new Promise<void>((done) => ends.listen(port, '127.0.0.1', done));
	await listen(0);
	const { port } = ends.address() as AddressInfo;
	return {
		base: `http://localhost:${port}`,
		cut() {
			const closed = new Promise<void>((done) => ends.close(() => done()));
			for (const end of open) end.destroy();
			return closed;
		},
		mend: () => listen(port),
	};
}
