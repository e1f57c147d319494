import type { ComponentType } from 'react';

/** One row of a room's pages. The page arrives when somebody goes there. */
export interface PageRoute {
	readonly path: string;
	load(): Promise<ComponentType>;
}
