/**
 * The floor plan, bottom-up: each room and the doors it may open. A door brings the doors below it along, so a room
 * names only the highest ones it needs. `test/house.test.ts` reads the folders and holds the code against this list.
 */
export const house = {
	kernel: [],
	engine: ['kernel'],
	platform: ['kernel'],
	institutions: ['platform'],
	norms: ['institutions'],
	improvement: ['norms'],
	sharing: ['institutions'],
	duty: ['institutions'],
	assessments: ['norms', 'improvement'],
	monitoring: ['engine', 'sharing', 'duty'],
	steering: ['assessments', 'monitoring'],
	demo: ['steering'],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof house;

/** Entrances list the rooms' routes, jobs and commands; they may open every door. */
export const entrances = ['main.ts', 'cli.ts', 'rooms.ts', 'boot.ts'] as const;

/** Rooms of the plan whose issue has not come yet; this list only shrinks. */
export const notBuiltYet = ['incidents', 'reports', 'exercises'] as const;
