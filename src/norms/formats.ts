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
	write?(framework: FrameworkContent): string;
}

export const frameworkFormats: readonly FrameworkFormat[] = [
	dijkwachtYaml, // our own, content/frameworks
	cisoAssistant, // libraries of CISO Assistant
	oscalCatalog, //  OSCAL catalogue, JSON
];

/** Reads a framework file of any known form. */
export function readFramework(text: string, fileName: string): Result<FrameworkContent> {
	const format = frameworkFormats.find((one) => one.accepts(text));
	return format ? format.read(text, fileName) : unknownForm(fileName);
}

/** Reads a crosswalk file of any known form. */
export function readCrosswalk(text: string, fileName: string): Result<CrosswalkContent> {
	const format = frameworkFormats.find((one) => one.accepts(text));
	return format?.readCrosswalk ? format.readCrosswalk(text, fileName) : unknownForm(fileName);
}

function unknownForm(fileName: string): Result<never> {
	const names = frameworkFormats.map((one) => one.name).join(', ');
	return fail(finding('media-type-unsupported', place(fileName, []), `not a form that is known here; known: ${names}`));
}
