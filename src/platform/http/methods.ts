import type { Method, Route } from './table.ts';

/** The methods that an address knows, whatever the method it was asked with; none for an address that is not there. */
export type Methods = (url: string) => readonly Method[];

/** Looks addresses up among the rows of the tables. */
export function methodsOf(routes: readonly Route[]): Methods {
	const literal = (path: string) => path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
	const rows = routes.map(({ method, path }) => ({
		method,
		fits: new RegExp(`^${literal(path).replaceAll(/\{\w+\}/g, '[^/]+')}$`),
	}));
	return (url) => {
		const path = url.split('?', 1)[0] ?? '';
		return rows.filter(({ fits }) => fits.test(path)).map(({ method }) => method);
	};
}
