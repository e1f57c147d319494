import { fail, finding, type Result } from '#kernel';
import { cisoAssistant } from './formats/ciso-assistant.ts';
import { dijkwachtYaml } from './formats/dijkwacht-yaml.ts';
import { oscalCatalog } from './formats/oscal-catalog.ts';
import type { CrosswalkContent, FrameworkContent } from './model/framework.ts';
import { place } from './model/framework-check.ts';

/** A form in which frameworks come and go. `accepts` looks at the beginning only; `read` never throws on what a file holds. */
export interface FrameworkFormat {
	readonly name: string;
	accepts(text: string): boolean;
	read(text: string, fileName: string): Result<FrameworkContent>;
	readCrosswalk?(text: string, fileName: string): Result<CrosswalkContent>;
	/** `now` for forms that state when they were written. */
	write?(framework: FrameworkContent, now: Date): string;
}

export const frameworkFormats: readonly FrameworkFormat[] = [
	dijkwachtYaml, // our own, content/frameworks
	cisoAssistant, // libraries of CISO Assistant
	oscalCatalog, //  OSCAL catalogue, JSON
];

/** Reads a framework file of any known form. */
export function readFramework(text: string, fileName: string): Result<FrameworkContent> {
	const bare = withoutMark(text);
	const format = frameworkFormats.find((one) => one.accepts(bare));
	return format ? format.read(bare, fileName) : unknownForm(fileName);
}

/** Reads a crosswalk file of any known form. */
export function readCrosswalk(text: string, fileName: string): Result<CrosswalkContent> {
	const bare = withoutMark(text);
	const format = frameworkFormats.find((one) => one.accepts(bare));
	return format?.readCrosswalk ? format.readCrosswalk(bare, fileName) : unknownForm(fileName);
}

/** Without the byte order mark that some editors put in front. */
function withoutMark(text: string): string {
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function unknownForm(fileName: string): Result<never> {
	const names = frameworkFormats.map((one) => one.name).join(', ');
	return fail(finding('form-unknown', place(fileName, []), `not a form that is known here; known: ${names}`));
}
