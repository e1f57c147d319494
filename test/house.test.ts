import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entrances, house, notBuiltYet, type Room } from '../house.ts';

const root = join(import.meta.dirname, '..');
const source = (pattern: string) =>
	globSync(pattern, { cwd: root }).filter((file) => !file.includes('node_modules') && !file.includes('/dist/'));

interface Opening {
	readonly file: string;
	readonly target: string;
}

function openings(files: readonly string[]): Opening[] {
	const importLine =
		/^\s*(?:import|export)\s[^'"`;=()]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm;
	return files.flatMap((file) =>
		[...readFileSync(join(root, file), 'utf8').matchAll(importLine)].map((hit) => ({
			file,
			target: hit[1] ?? hit[2] ?? hit[3] ?? '',
		})),
	);
}

/** The rooms a room may open: those it names and all below those. */
function reach(room: Room): Set<string> {
	const doors = new Set<string>();
	const walk = (name: Room) => {
		for (const door of house[name]) {
			doors.add(door);
			walk(door);
		}
	};
	walk(room);
	return doors;
}

const rooms = Object.keys(house) as Room[];
const roomOf = (file: string) => file.split('/')[1] ?? '';

it('lists the rooms bottom-up, so that no circle can exist', () => {
	for (const [place, room] of rooms.entries()) {
		for (const door of house[room]) {
			expect(rooms.indexOf(door), `house.ts: ${room} opens ${door}, which must stand above it in the list`).toBeLessThan(place);
		}
	}
});

it('has a row in house.ts for every folder in src, and a folder for every row', () => {
	const folders = readdirSync(join(root, 'src')).filter((name) => statSync(join(root, 'src', name)).isDirectory());
	expect(folders.length).toBeGreaterThan(5);
	expect(folders.sort(), 'add the room to house.ts or remove its folder').toEqual([...rooms].sort());
	for (const room of notBuiltYet) expect(folders, `${room} exists now: take it off notBuiltYet`).not.toContain(room);
});

it('gives every room a door and a README', () => {
	for (const room of rooms) {
		const files = readdirSync(join(root, 'src', room));
		expect(files, `src/${room} needs index.ts, its door`).toContain('index.ts');
		expect(files, `src/${room} needs a README.md of about 20 lines: purpose, nouns, arrows`).toContain('README.md');
	}
});

it('keeps relative imports inside the room', () => {
	// What stands in testing/ serves tests only, as the tests themselves do.
	const forTests = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/');
	const files = source('src/*/**/*.ts');
	expect(files.length).toBeGreaterThan(50);
	for (const { file, target } of openings(files)) {
		if (!target.startsWith('.')) continue;
		const landed = join(file, '..', target);
		const allowed = landed.startsWith(`src/${roomOf(file)}/`) || (forTests(file) && /^(test|content)\//.test(landed));
		expect(allowed, `${file} reaches ${target}: cross a wall through its door, import '#room'`).toBe(true);
	}
});

it('opens only the doors on the plan', () => {
	const crossings = openings(source('src/*/**/*.ts')).filter(({ target }) => target.startsWith('#'));
	expect(crossings.length).toBeGreaterThan(30);
	for (const { file, target } of crossings) {
		if (file.endsWith('.test.ts')) continue;
		const room = roomOf(file) as Room;
		const door = target.slice(1).split('/')[0] ?? '';
		const fine = reach(room).has(door);
		expect(
			fine,
			`${file} opens #${door}; house.ts lets ${room} open: ${[...reach(room)].join(', ')}. Send news up instead.`,
		).toBe(true);
	}
});

it('lets contracts open contracts only, because they travel to the browser', () => {
	const contracts = source('src/*/contract.ts').concat(source('src/*/contract/*.ts'));
	expect(contracts.length).toBeGreaterThan(3);
	for (const { file, target } of openings(contracts)) {
		const fine =
			target === 'zod' ||
			target === '#kernel' ||
			target.endsWith('/contract') ||
			/^\.\/(contract\/)?[\w-]+\.ts$/.test(target) ||
			/^\.\.\/contract\.ts$/.test(target);
		expect(fine, `${file} opens ${target}: a contract opens zod, #kernel and other contracts`).toBe(true);
		if (target.startsWith('./') && file.startsWith('src/kernel/')) continue;
		if (target.startsWith('./') && file.endsWith('contract.ts')) {
			expect(target, `${file} opens ${target}: keep the parts of a contract in contract/`).toMatch(/^\.\/contract\//);
		}
	}
});

it('keeps the web outside the rooms but for their contracts', () => {
	const files = source('web/**/*.{ts,tsx}');
	expect(files.length).toBeGreaterThan(20);
	for (const { file, target } of openings(files)) {
		if (target.startsWith('#')) {
			expect(target, `${file} opens ${target}: the web opens #kernel and #room/contract`).toMatch(/^#(kernel|[a-z]+\/contract)$/);
		}
		if (!target.startsWith('.')) continue;
		const landed = join(file, '..', target);
		expect(landed.startsWith('web/'), `${file} reaches ${target}, outside web/`).toBe(true);
		const page = /^web\/pages\/([^/]+)\//.exec(file)?.[1];
		const opened = /^web\/pages\/([^/]+)\//.exec(landed)?.[1];
		if (page !== undefined && opened !== undefined) expect(opened, `${file}: a page opens itself, parts and text`).toBe(page);
	}
});

it('keeps entrances to lists', () => {
	for (const name of entrances) {
		const lines = readFileSync(join(root, 'src', name), 'utf8').split('\n').length;
		expect(lines, `src/${name} is an entrance: move logic into a room`).toBeLessThan(200);
	}
});
