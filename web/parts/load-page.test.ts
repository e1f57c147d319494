import { describe, expect, it, vi } from 'vitest';
import { loadPage } from './load-page.ts';
import { ApiError } from './problem.ts';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('the script of a page', () => {
	it('stays where it is and says so while the server is away', async () => {
		const reload = vi.fn(() => true);
		const reach = () => Promise.reject(new ApiError('unreachable', 0, '', []));
		await expect(loadPage(gone, { reach, reload })).rejects.toMatchObject({ code: 'unreachable' });
		expect(reload).not.toHaveBeenCalled();
	});

	it('asks the application anew when a release took the script away', async () => {
		const asked = new Promise<void>((resolve) => {
			const reload = () => {
				resolve();
				return true;
			};
			void loadPage(gone, { reach: () => Promise.resolve(), reload });
		});
		await expect(asked).resolves.toBeUndefined();
	});

	it('fails when that did not help', async () => {
		await expect(loadPage(gone, { reach: () => Promise.resolve(), reload: () => false })).rejects.toThrow(TypeError);
	});
});
