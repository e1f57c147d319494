interface Road {
	/** Fails when the server cannot be reached. */
	reach(): Promise<unknown>;
	/** Asks the whole application anew; false when that was done a moment ago. */
	reload(): boolean;
}

/**
 * Fetches the script of a page. After a new release the old scripts are gone, so the application is asked anew, once;
 * but never while the server is away, for then the browser would put its own error page in the place of ours.
 */
export async function loadPage<T>(load: () => Promise<T>, { reach, reload }: Road): Promise<T> {
	try {
		return await load();
	} catch (fault) {
		await reach();
		if (reload()) return new Promise<never>(() => undefined);
		throw fault;
	}
}
