import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessmentsBench, type Bench, firm, people } from '../../test/helpers/assessments.ts';
import { evidenceLimit, evidenceType } from './model/evidence-type.ts';

const { ciso, other, auditor } = people;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
let t: Bench;
let id: string;
beforeAll(async () => {
	t = await assessmentsBench();
	const body = { framework: t.framework.id, title: 'Ronde 2026', fromDay: '2026-09-01', untilDay: '2026-12-31' };
	const round = (await t.call('POST', '/v1/rounds', people.coordinator, body)).id;
	id = (await t.call('POST', '/v1/assessments', ciso, { round })).id;
});
afterAll(() => t.stop());

async function upload(payload: Buffer, fileName: string, asker = ciso, type = 'application/octet-stream', control = 'HO-1.01') {
	const url = `/v1/assessments/${id}/evidence?control=${control}&fileName=${encodeURIComponent(fileName)}`;
	const answer = await t.app.inject({ method: 'POST', url, payload, headers: { ...t.as(asker), 'content-type': type } });
	return { status: answer.statusCode, ...answer.json() };
}

/** A zip of parts whose sizes are only claimed: nothing here ever looks inside. */
function zip(names: readonly string[], bytes: Buffer = Buffer.from('x')): Buffer {
	const data = deflateRawSync(bytes);
	return Buffer.concat(
		names.map((name) => {
			const head = Buffer.alloc(30);
			head.writeUInt32BE(0x504b0304, 0);
			head.writeUInt16LE(8, 8);
			head.writeUInt32LE(data.length, 18);
			head.writeUInt16LE(name.length, 26);
			return Buffer.concat([head, Buffer.from(name), data]);
		}),
	);
}

describe('an evidence file', () => {
	it('is kept under its hash and comes back as an attachment with its own name', async () => {
		const made = await upload(pdf, '../../beleid één.pdf');
		expect(made).toMatchObject({
			status: 201,
			name: 'beleid één.pdf',
			mediaType: 'application/pdf',
			bytes: pdf.length,
			control: 'HO-1.01',
		});
		const back = await t.app.inject({ url: `/v1/assessments/${id}/evidence/${made.id}`, headers: t.as(ciso) });
		expect([back.statusCode, back.rawPayload.equals(pdf)]).toEqual([200, true]);
		expect(back.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': 'application/pdf' });
		expect(back.headers['content-disposition']).toBe(
			`attachment; filename="beleid __n.pdf"; filename*=UTF-8''beleid%20%C3%A9%C3%A9n.pdf`,
		);
	});

	it('is added once when the call is repeated under its key', async () => {
		const call = {
			...{ method: 'POST', url: `/v1/assessments/${id}/evidence?fileName=eens.pdf`, payload: pdf },
			headers: { ...t.as(ciso), 'content-type': 'application/octet-stream', 'idempotency-key': 'one file' },
		} as const;
		const [first, again] = [await t.app.inject(call), await t.app.inject(call)];
		expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 201, first.json()]);
		const other = await t.app.inject({ ...call, payload: Buffer.concat([pdf, Buffer.from('%')]) });
		expect(other.json()).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
	});

	it('comes as a multipart form too', async () => {
		const form = new FormData();
		form.append('file', new Blob([pdf]), 'plan.pdf');
		const packed = new Response(form);
		const payload = Buffer.from(await packed.arrayBuffer());
		const answer = await t.app.inject({
			...{ method: 'POST', url: `/v1/assessments/${id}/evidence`, payload },
			headers: { ...t.as(ciso), 'content-type': packed.headers.get('content-type')! },
		});
		expect([answer.statusCode, answer.json()]).toMatchObject([201, { name: 'plan.pdf', control: null }]);
	});

	it('is refused by content: archives, programs, pages, empty files, whatever the name says', async () => {
		const bomb = zip(['a.txt'], Buffer.alloc(5_000_000));
		const refused = [
			[bomb, 'plan.pdf'],
			[bomb, 'plan.docx'],
			[Buffer.from('\x7fELF\x02\x01\x01 program'), 'plan.txt'],
			[Buffer.from('MZ\x90\x00 program that is longer than a header would be, so that it is recognised'), 'plan.txt'],
			[Buffer.from('<html><script>1</script>'), 'plan.txt'],
			[Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'plan.txt'],
			[Buffer.alloc(0), 'plan.pdf'],
		] as const;
		for (const [content, name] of refused)
			expect(await upload(content, name), name).toMatchObject({ status: 415, code: 'media-type-unsupported' });
		expect(await upload(pdf, 'plan.pdf', ciso, 'application/octet-stream', 'none')).toMatchObject({ status: 400 });
		expect(await upload(pdf, '')).toMatchObject({ status: 400 });
	});

	it('is refused beyond the limit, with nothing left behind', async () => {
		const large = Buffer.concat([pdf, Buffer.alloc(evidenceLimit)]);
		expect(await upload(large, 'large.pdf')).toMatchObject({ status: 413, code: 'too-large' });
		expect((await t.call('GET', `/v1/assessments/${id}`, ciso)).evidence).toHaveLength(3);
	});

	it('is not there for another institution, and for an auditor only once it was submitted and disclosed', async () => {
		const [{ id: file }] = (await t.call('GET', `/v1/assessments/${id}`, ciso)).evidence;
		const url = `/v1/assessments/${id}/evidence/${file}`;
		expect(await t.call('GET', url, other)).toMatchObject({ status: 404 });
		expect(await upload(pdf, 'plan.pdf', other)).toMatchObject({ status: 404 });
		await t.disclose('evidence', firm);
		expect(await t.call('GET', url, auditor)).toMatchObject({ status: 404 });
		const answers = t.framework.controls.map(({ id: control }) => ({ control, now: 3, version: 0 }));
		await t.call('PUT', `/v1/assessments/${id}/answers`, ciso, { answers });
		expect(await t.call('DELETE', url, ciso)).toMatchObject({ status: 204 });
		const [{ id: kept }] = (await t.call('GET', `/v1/assessments/${id}`, ciso)).evidence;
		await t.call('POST', `/v1/assessments/${id}/submit`, ciso);
		const place = `/v1/assessments/${id}/evidence/${kept}`;
		expect(await t.call('GET', place, auditor)).toMatchObject({ status: 200 });
		expect(await t.call('DELETE', place, ciso)).toMatchObject({ code: 'state-refused' });
		expect(await upload(pdf, 'late.pdf')).toMatchObject({ code: 'state-refused' });
	});
});

describe('the type of a file', () => {
	it.each([
		['plan.docx', zip(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']), true],
		['sheet.xlsx', zip(['[Content_Types].xml', 'xl/workbook.xml']), true],
		['plan.docx', zip(['[Content_Types].xml', 'xl/workbook.xml']), false],
		['list.csv', Buffer.from('naam;niveau\nbeleid;3\n'), true],
		['list.csv', Buffer.from('Latin \xe9\xe9n', 'latin1'), false],
		[
			'photo.png',
			Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
			true,
		],
		['plan.pdf', Buffer.from('not a pdf at all'), false],
	])('is told by content: %s', async (name, content, accepted) => {
		expect((await evidenceType(content, name)).ok).toBe(accepted);
	});
});
