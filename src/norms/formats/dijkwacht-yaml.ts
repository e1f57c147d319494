import { fail, finding, type Result } from '#kernel';
import { dump } from 'js-yaml';
import { z } from 'zod';
import type { CrosswalkContent, FrameworkContent } from '../model/framework.ts';
import { checkCrosswalk, checkFramework, place, shaped } from '../model/framework-check.ts';
import { readYamlText } from './safe-text.ts';

/** Our own form: the first key says what the file is and in which version of the form. */
const FRAMEWORK = 'dijkwacht-framework/1';
const CROSSWALK = 'dijkwacht-crosswalk/1';
const envelope = z.looseObject({ format: z.string() });

export const dijkwachtYaml = {
	name: 'dijkwacht-yaml',
	accepts: (text: string) => /^format:\s*['"]?dijkwacht-(framework|crosswalk)\//m.test(text.slice(0, 4000)),
	read: (text: string, fileName: string): Result<FrameworkContent> => readAs(FRAMEWORK, text, fileName, checkFramework),
	readCrosswalk: (text: string, fileName: string): Result<CrosswalkContent> => readAs(CROSSWALK, text, fileName, checkCrosswalk),
	/** The same framework as a file that `read` reads back unchanged. */
	write: (framework: FrameworkContent): string => write(FRAMEWORK, framework),
	writeCrosswalk: (crosswalk: CrosswalkContent): string => write(CROSSWALK, crosswalk),
};

function readAs<T>(
	format: string,
	text: string,
	fileName: string,
	check: (value: unknown, fileName: string) => Result<T>,
): Result<T> {
	const read = readYamlText(text, fileName);
	if (!read.ok) return read;
	const opened = shaped(envelope, read.value, fileName);
	if (!opened.ok) return opened;
	const { format: found, ...content } = opened.value;
	if (found !== format)
		return fail(finding('content-refused', place(fileName, ['format']), `this is ${found.slice(0, 80)}, expected ${format}`));
	return check(numbered(content), fileName);
}

const NUMERIC = new Set(['level', 'min', 'max']);
const BOOLEAN = new Set(['activeByDefault']);

/** The safe reader leaves all scalars text; only these keys of our form hold numbers or yes/no. Bounded by the reader's budget. */
function numbered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(numbered);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scalar(key, inner)]));
}

function scalar(key: string, value: unknown): unknown {
	if (typeof value !== 'string') return numbered(value);
	if (NUMERIC.has(key) && /^\d{1,3}$/.test(value)) return Number(value);
	if (BOOLEAN.has(key) && (value === 'true' || value === 'false')) return value === 'true';
	return value;
}

function write(format: string, content: object): string {
	return dump({ format, ...content }, { lineWidth: 140, noRefs: true });
}
