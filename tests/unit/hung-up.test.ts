/** Whoever hangs up in the middle of what they send, on a real line: the page learns that nothing came, and nothing stays. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isHttpError, type Handle } from '@sveltejs/kit';
import { getRequest } from '@sveltejs/kit/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { receiveForm } from '#server/platform/files/received-form.ts';
import { readableForms, refuseUnread } from '#ui/readable-forms.ts';

const boundary = 'multipart/form-data; boundary=b';
const fileCut = `--b\r\nContent-Disposition: form-data; name="file"; filename="avis.pdf"\r\n\r\n${'%PDF '.repeat(20_000)}`;

/** How each page reads what it is sent. */
const readers: Record<string, (request: Request) => Promise<unknown>> = {
	'/form': (request) => request.formData(),
	'/copy': (request) => request.clone().formData(),
	'/file': (request) => receiveForm(request, { maxBytes: 10_000_000 }).catch(refuseUnread)
};

/** What reading threw, by request. */
const outcomes: Promise<unknown>[] = [];
const server = createServer((incoming, response) => {
	const read = async () => {
		const request = await getRequest({ request: incoming, base: 'http://localhost' });
		const event = { request, url: new URL(request.url), route: { id: '/page' } };
		const resolve = () => readers[event.url.pathname]!(request);
		await readableForms({ event, resolve } as unknown as Parameters<Handle>[0]);
	};
	outcomes.push(
		read()
			.catch((cause: unknown) => cause)
			.finally(() => response.end())
	);
});
/** Other tests receive files at the same time, elsewhere. */
const folder = mkdtempSync(path.join(tmpdir(), 'hung-up-'));
beforeAll(async () => {
	vi.stubEnv('TMPDIR', folder);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => {
	server.close();
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
});

const ways = { 'closes the line': 'destroy', 'tears it': 'resetAndDestroy', 'says no more': 'end' } as const;

test.each(
	[
		['a form', '/form', 'application/x-www-form-urlencoded', 'email=odette'],
		['a form with parts', '/form', boundary, fileCut],
		['a form read from a copy', '/copy', boundary, fileCut],
		['a file', '/file', boundary, fileCut]
	].flatMap((sent) =>
		Object.keys(ways).map(
			(way) => [sent[0], way, ...sent.slice(1)] as [string, keyof typeof ways, string, string, string]
		)
	)
)('who sends %s and %s before its end is refused, and nothing stays', async (_, way, address, type, begun) => {
	const asked = once(server, 'request');
	const line = connect((server.address() as AddressInfo).port, '127.0.0.1');
	line.on('error', () => {});
	line.write(
		`POST ${address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 1000000\r\n\r\n${begun}`
	);
	await asked;
	line[ways[way]]();
	const thrown = await outcomes.at(-1);
	expect(isHttpError(thrown) && thrown.status, String(thrown)).toBe(400);
	if (address === '/file') expect(readdirSync(path.join(folder, 'chasse-croise-received'))).toEqual([]);
	line.destroy();
});

test('what the disk says is ours', () => {
	const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 });
	expect(() => refuseUnread(full)).toThrow(full);
});
