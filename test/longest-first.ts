import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose files start programs and browsers and take longest: begun first, the short ones fill up what is left. */
const long = [/\/test\/(flows|server|senders)\//, /\/test\//];

const rankOf = ({ moduleId }: TestSpecification) => {
	const found = long.findIndex((folder) => folder.test(moduleId));
	return found === -1 ? long.length : found;
};

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
	}
}
