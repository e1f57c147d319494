import { settings } from './config.ts';

interface Described {
	readonly name: string;
	/** As it would be written in the environment; undefined when there is none. */
	readonly standard: string | undefined;
	readonly description: string;
}

function described(): Described[] {
	const parsed: Record<string, unknown> = settings.parse({});
	return Object.entries(settings.shape).map(([name, schema]) => {
		const value = parsed[name];
		const standard = value === undefined ? undefined : Array.isArray(value) ? value.join(',') : String(value);
		return { name, standard, description: schema.description ?? '' };
	});
}

const origin = 'Written by `npm run -s cli -- settings` from src/platform/config.ts; a test compares it.';

/** The text of `.env.example`: every setting as a comment, with what it is when it is absent. */
export function environmentExample(): string {
	const blocks = described().map(({ name, standard, description }) => `# ${description}\n# ${name}=${standard ?? ''}`);
	return `# ${origin}\n# No setting is needed to start. NAME_FILE names a file that holds the value of NAME.\n\n${blocks.join('\n\n')}\n`;
}

/** The text of `docs/settings.md`. */
export function settingsTable(): string {
	const rows = described().map(
		({ name, standard, description }) => `| \`${name}\` | ${standard === undefined ? '' : `\`${standard}\``} | ${description} |`,
	);
	const words = [
		'# Settings',
		origin,
		'All settings come from the environment; none is needed to start. `NAME_FILE` names a file that holds the value of `NAME`,',
		'for secrets. A fault in any of them is told at start, all faults at once, and the server ends with exit code 2.',
	];
	const [title, ...rest] = words;
	return `${title}\n\n${rest.join('\n')}\n\n| Setting | When absent | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}
