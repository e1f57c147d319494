import { fileTypeFromBuffer } from 'file-type';
import { fail, finding, ok, type Result } from '#kernel';

/** Largest evidence file in bytes. */
export const evidenceLimit = 25 * 1024 * 1024;
/** How much of the beginning decides. */
export const headBytes = 64 * 1024;

const recognised = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const office: Record<string, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	odt: 'application/vnd.oasis.opendocument.text',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
	odp: 'application/vnd.oasis.opendocument.presentation',
};
const officeParts: Record<string, RegExp> = { docx: /^word\//, xlsx: /^xl\//, pptx: /^ppt\// };
const texts: Record<string, string> = {
	csv: 'text/csv',
	txt: 'text/plain',
	md: 'text/plain',
	log: 'text/plain',
	json: 'application/json',
};

/**
 * Media type by content, out of the allowed list. Archives are refused and nothing is ever unpacked: of an office document only the
 * names of its parts are read. What a browser would run (HTML, SVG) is refused.
 */
export async function evidenceType(head: Buffer, name: string): Promise<Result<string>> {
	const refuse = (detail: string): Result<never> => fail(finding('media-type-unsupported', '/file', detail));
	if (head.length === 0) return refuse('the file is empty');
	const extension = name.toLowerCase().split('.').at(-1) ?? '';
	if (head.length > 30 && head.readUInt32BE(0) === 0x504b0304) {
		const type = officeType(head, extension);
		return type ? ok(type) : refuse('archives are refused; send the documents one by one');
	}
	const found = await fileTypeFromBuffer(head);
	if (found !== undefined) {
		return recognised.has(found.mime) ? ok(found.mime) : refuse(`${found.mime} is not accepted as evidence`);
	}
	const text = texts[extension];
	if (text === undefined || !isText(head)) return refuse('accepted: PDF, PNG, JPEG, GIF, WebP, office documents and plain text');
	return ok(text);
}

/** Names of the parts that begin within the head; sizes and content are not looked at. */
function partNames(head: Buffer): string[] {
	const names: string[] = [];
	for (let at = head.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; at = head.indexOf('PK\x03\x04', at + 4, 'latin1')) {
		if (at + 30 > head.length) break;
		names.push(head.toString('latin1', at + 30, at + 30 + Math.min(head.readUInt16LE(at + 26), 200)));
	}
	return names;
}

function officeType(head: Buffer, extension: string): string | undefined {
	const type = office[extension];
	const names = partNames(head);
	if (type === undefined) return undefined;
	if (names[0] === 'mimetype') return head.subarray(30, 200).includes(`mimetype${type}`) ? type : undefined;
	const part = officeParts[extension];
	const known =
		names.some((one) => one === '[Content_Types].xml' || one === '_rels/.rels') && names.some((one) => part?.test(one));
	return known ? type : undefined;
}

function isText(head: Buffer): boolean {
	if (head.includes(0) || /^\uFEFF?\s*</.test(head.toString('utf8', 0, 2000))) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
		return true;
	} catch {
		return false;
	}
}
