import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { receiveForm } from './received-form.ts';

// A folder of their own: what other processes of the machine receive meanwhile is not counted here.
let own: string;
beforeAll(async () => {
	own = await mkdtemp(path.join(tmpdir(), 'received-'));
	vi.stubEnv('TMPDIR', own);
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await rm(own, { recursive: true });
});

const kept = (): Promise<string[]> => readdir(path.join(tmpdir(), 'chasse-croise-received')).catch(() => []);

function formOf(parts: Record<string, string | File>) {
	const form = new FormData();
	for (const [name, value] of Object.entries(parts)) form.append(name, value);
	return new Request('http://localhost/', { method: 'POST', body: form });
}
async function textOf(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
	const all: Uint8Array[] = [];
	for await (const some of bytes) all.push(some);
	return Buffer.concat(all).toString();
}

test('a form with a file gives its fields, and the bytes of its file as often as they are asked', async () => {
	const file = new File(['référence;étage\nL1;2\n'], 'parc été.csv');
	await using received = await receiveForm(formOf({ _key: 'k', note: 'été', file }), { maxBytes: 1_000 });
	expect(received.form.get('_key')).toBe('k');
	expect(received.form.get('note')).toBe('été');
	const one = received.files.get('file')!;
	expect([one.name, one.size, one.isTooLarge]).toEqual(['parc été.csv', 24, false]);
	expect(await textOf(one.bytes())).toContain('étage');
	expect(await textOf(one.bytes())).toContain('L1;2');
});

test('a box of file left empty is no file', async () => {
	await using received = await receiveForm(formOf({ file: new File([], '') }), { maxBytes: 1_000 });
	expect(received.files.size).toBe(0);
});

test('a file too large is cut there and says so', async () => {
	await using received = await receiveForm(formOf({ file: new File(['x'.repeat(5_000)], 'a.csv') }), {
		maxBytes: 1_000
	});
	const one = received.files.get('file')!;
	expect([one.size <= 1_000, one.isTooLarge]).toEqual([true, true]);
});

test('what is on the disk meanwhile cannot be read there', async () => {
	const before = await kept();
	await using received = await receiveForm(formOf({ file: new File(['avis d’imposition'], 'avis.pdf') }), {
		maxBytes: 1_000
	});
	const [name] = (await kept()).filter((one) => !before.includes(one));
	const onDisk = await readFile(path.join(tmpdir(), 'chasse-croise-received', name!));
	expect(onDisk.toString()).not.toContain('imposition');
	expect(await textOf(received.files.get('file')!.bytes())).toBe('avis d’imposition');
});

test.each([
	['a\0b.pdf', 'ab.pdf'],
	['\ud800.pdf', '\ufffd.pdf']
])('a name that the database cannot keep (%j) is mended', async (typed, name) => {
	await using received = await receiveForm(formOf({ file: new File(['x'], typed) }), { maxBytes: 10 });
	expect(received.files.get('file')!.name).toBe(name);
});

test('nothing of it stays on the disk', async () => {
	const before = await kept();
	const received = await receiveForm(formOf({ file: new File(['x'], '../../etc/passwd') }), { maxBytes: 10 });
	expect((await kept()).length).toBe(before.length + 1);
	await received[Symbol.asyncDispose]();
	expect(await kept()).toEqual(before);
});

test.each([
	['a form cut short', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc'],
	['a form without end of headers', '--b\r\nContent-Disposition: form-data; name="file'],
	[
		'a form of a thousand files',
		`${Array.from({ length: 1_000 }, (_, index) => `--b\r\nContent-Disposition: form-data; name="f${index}"; filename="a"\r\n\r\nx\r\n`).join('')}--b--`
	]
])('%s is refused, and leaves nothing behind', async (_, body) => {
	const before = await kept();
	const request = new Request('http://localhost/', {
		method: 'POST',
		headers: { 'content-type': 'multipart/form-data; boundary=b' },
		body
	});
	await expect(receiveForm(request, { maxBytes: 1_000 })).rejects.toThrow();
	expect(await kept()).toEqual(before);
});

test('what is no form with parts is refused', async () => {
	const request = new Request('http://localhost/', { method: 'POST', body: 'a=1' });
	await expect(receiveForm(request, { maxBytes: 10 })).rejects.toThrow();
});
