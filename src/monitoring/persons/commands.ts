import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Command, type CommandCall, option } from '#platform';
import { aboutPseudonym, fingerprintOf, type KeyPair, newKeyPair, openSealed } from './seal.ts';

const keyFile = z.object({
	kind: z.literal('dijkwacht-persons-key'),
	publicKey: z.string(),
	privateKey: z.string(),
});
const challenge = z.object({ institution: z.string(), key: z.object({ id: z.string() }), challenge: z.string() });
const entries = z.object({
	institution: z.string(),
	items: z.array(z.object({ pseudonym: z.string(), sealed: z.string() })),
});
const bytesOf = (given: string) => Buffer.from(given, 'base64url');

async function readKey(call: CommandCall): Promise<KeyPair | undefined> {
	const file = option(call.args, 'key');
	if (file === undefined) {
		call.error('Give the file of the key: --key FILE.');
		return undefined;
	}
	const read = keyFile.safeParse(await readJson(readFile(file, 'utf8')));
	if (!read.success) call.error(`${file} is no key of \`persons new-key\`.`);
	return read.success ? { publicKey: bytesOf(read.data.publicKey), privateKey: bytesOf(read.data.privateKey) } : undefined;
}

async function readJson(given: Promise<string>): Promise<unknown> {
	try {
		return JSON.parse(await given);
	} catch {
		return undefined;
	}
}

async function newKey(call: CommandCall): Promise<number> {
	const [file] = call.args;
	if (file === undefined || file.startsWith('--')) {
		call.error('Give the file to write the key to.');
		return 2;
	}
	const { publicKey, privateKey } = newKeyPair();
	const pair = { publicKey: publicKey.toString('base64url'), privateKey: privateKey.toString('base64url') };
	const fingerprint = fingerprintOf(publicKey);
	const told = { kind: 'dijkwacht-persons-key', fingerprint, ...pair };
	try {
		await writeFile(file, `${JSON.stringify(told, null, '\t')}\n`, { mode: 0o600, flag: 'wx', flush: true });
	} catch (fault) {
		call.error((fault as { code?: string }).code === 'EEXIST' ? `${file} is there already.` : `${file} cannot be written.`);
		return 1;
	}
	call.out(JSON.stringify({ publicKey: pair.publicKey }));
	call.error(`${file} holds the private key; fingerprint ${fingerprint}`);
	call.error('Without it nobody opens the names that are sealed under it, we neither: keep two copies, offline.');
	return 0;
}

async function proveKey(call: CommandCall): Promise<number> {
	const pair = await readKey(call);
	if (pair === undefined) return 2;
	const read = challenge.safeParse(await readJson(text(process.stdin)));
	if (!read.success) {
		call.error('Give the answer of POST /v1/persons/keys on standard input.');
		return 2;
	}
	const { institution, key, challenge: sealed } = read.data;
	const answer = openSealed(bytesOf(sealed), pair, aboutPseudonym(institution, key.id));
	if (answer === undefined) {
		call.error('This key does not open the challenge.');
		return 1;
	}
	call.out(JSON.stringify({ answer }));
	return 0;
}

async function openNames(call: CommandCall): Promise<number> {
	const pair = await readKey(call);
	if (pair === undefined) return 2;
	const read = entries.safeParse(await readJson(text(process.stdin)));
	if (!read.success) {
		call.error('Give the answer of POST /v1/persons/look-up on standard input.');
		return 2;
	}
	const { institution, items } = read.data;
	const names = new Map<string, string>();
	for (const { pseudonym, sealed } of items) {
		const name = openSealed(bytesOf(sealed), pair, aboutPseudonym(institution, pseudonym));
		if (name !== undefined) names.set(pseudonym, name);
	}
	for (const [pseudonym, name] of names) call.out(`${pseudonym}\t${name}`);
	const left = [...new Set(items.map(({ pseudonym }) => pseudonym))].filter((one) => !names.has(one));
	for (const pseudonym of left) call.error(`${pseudonym} is sealed under another key.`);
	return left.length === 0 ? 0 : 1;
}

const here = 'It works on this machine alone: nothing is sent, no server is needed.';

export const personCommands: readonly Command[] = [
	{
		words: 'persons new-key',
		summary: 'Make the key that opens the names behind pseudonyms',
		usage: 'FILE',
		details: `Writes both halves to FILE, for its owner alone, and the body for POST /v1/persons/keys to standard output.\n${here}`,
		run: newKey,
	},
	{
		words: 'persons prove',
		summary: 'Answer the challenge that came with a public key',
		usage: '--key FILE',
		details: `Reads the answer of POST /v1/persons/keys and writes the body for its prove.\n${here}`,
		run: proveKey,
	},
	{
		words: 'persons open',
		summary: 'Open the names behind pseudonyms',
		usage: '--key FILE',
		details: `Reads the answer of POST /v1/persons/look-up and writes a line of pseudonym, tab and name for each.\n${here}`,
		run: openNames,
	},
];
