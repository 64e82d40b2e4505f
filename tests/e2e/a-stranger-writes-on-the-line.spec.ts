/**
 * The server as who speaks to it without a browser meets it: lines that are no request, headers that say nothing, bytes
 * asked for that are not there, connections that are left. Each is answered or refused, and the server stays.
 */
import { globSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from './steps.ts';

test.use({ exchange: 'strangers knock' });

/** The heaviest file that pages ask for, as they ask for it: what is left unread of it stays on the line. */
const [heaviest = ''] = globSync('build/client/_app/immutable/**/*.js')
	.sort((one, other) => statSync(other).size - statSync(one).size)
	.map((file) => file.replace('build/client', ''));

const addresses = ['/', '/connexion', '/connexion/telephone', '/simuler', '/accueil', '/gestion', '/langue', heaviest];
const endings = [
	...['', '%', '%ff', '%00', '/%c0%ae%c0%ae/etc/passwd', '%25ff', '//', '\\', '#', '[', 'é', '__proto__', '?a=%ff'],
	...['?/', '?/start', '?/__proto__', '/__data.json', '/__data.json?x-sveltekit-invalidated=z', 'a'.repeat(4_000)],
	...['/../../etc/passwd', '/_app/env.js', '/_app/remote/x', '/api/trpc/x,y?batch=1', '@evil.test']
];
const said = [
	...['', '0', '-1', '*', '%ff', 'é', '"', 'NaN', 'null', '__proto__', 'a'.repeat(2_000), 'fr;q=,en;q=99', '; ; =;='],
	...['bytes=5-2', 'bytes=-', 'bytes=99999999-', 'bytes=1-9007199254740993', 'bytes=0-1,3-4', 'W/"x"', 'gzip;q=x'],
	...['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', 'chunked'],
	...['100-continue', 'websocket', 'close', 'http://[', '[::1', 'localhost:99999', '__Host-sid=%ff', '127.0.0.1, %']
];
const names = [
	...['Range', 'If-Range', 'If-None-Match', 'If-Modified-Since', 'Accept', 'Accept-Encoding', 'Accept-Language'],
	...['Cookie', 'Host', 'Origin', 'Referer', 'Sec-Fetch-Site', 'Content-Type', 'Content-Length', 'Content-Encoding'],
	...['Transfer-Encoding', 'Expect', 'Upgrade', 'Connection', 'X-Forwarded-For', 'X-Http-Method-Override', 'Trailer'],
	...['x-sveltekit-action', 'x-sveltekit-pathname', '__proto__', 'constructor']
];
const bodies = ['', 'a=b', '{"a":', 'null', '%=%&%ff=%', '__proto__[x]=1', '--x\r\n', '5\r\nabc', '\0'.repeat(50)];

type Line = { method: string; address: string; headers: [name: string, value: string][]; body: string };

const lines: fc.Arbitrary<Line> = fc.record({
	method: fc.constantFrom(
		'GET',
		'POST',
		'HEAD',
		'GET',
		'POST',
		'OPTIONS',
		'PUT',
		'TRACE',
		'CONNECT',
		'QUERY',
		'get',
		''
	),
	address: fc
		.tuple(fc.constantFrom(...addresses, '*', '', '/%', 'http://[/', '//evil.test/'), fc.constantFrom(...endings))
		.map(([address, ending]) => address + ending),
	headers: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...said)), { maxLength: 3 }),
	body: fc.constantFrom(...bodies)
});

/** Writes on a line of its own what is given, byte for byte, and reads the beginning of the answer. */
async function say(origin: string, text: string): Promise<string> {
	const line = connect(Number(new URL(origin).port), 'localhost');
	const answer = new Promise<string>((resolve, reject) => {
		line.setTimeout(5_000, () => reject(new Error(`no answer to ${JSON.stringify(text.slice(0, 300))}`)));
		line.on('data', (bytes) => resolve(bytes.toString('latin1')));
		line
			.on('close', () => resolve(''))
			.on('error', ({ code }: NodeJS.ErrnoException) => {
				if (code === 'ECONNRESET' || code === 'EPIPE') resolve('');
				else reject(new Error(`${code} after ${JSON.stringify(text.slice(0, 300))}`));
			});
	});
	line.write(Buffer.from(text, 'latin1'));
	try {
		return await answer;
	} finally {
		line.destroy();
	}
}

/** As a page of ours would send it, so that it gets past the first refusals. */
function written(origin: string, { method = 'GET', address = '/', headers = [], body = '' }: Partial<Line>): string {
	const all = [['Host', new URL(origin).host], ['Origin', origin], ['Sec-Fetch-Site', 'same-origin'], ...headers];
	if (body) all.push(['Content-Length', String(body.length)]);
	return `${method} ${address} HTTP/1.1\r\n${all.map((header) => header.join(': ')).join('\r\n')}\r\n\r\n${body}`;
}

const refusals: [why: string, line: Partial<Line>, answer: RegExp][] = [
	['bytes that end before they begin', { address: heaviest, headers: [['Range', 'bytes=5-2']] }, /^HTTP\/1.1 416 /],
	['bytes past the end', { address: heaviest, headers: [['Range', 'bytes=99999999-']] }, /^HTTP\/1.1 416 /],
	[
		'bytes up to a number that is none',
		{ address: heaviest, headers: [['Range', 'bytes=1-9007199254740993']] },
		/^HTTP\/1.1 206 /
	],
	[
		'no form, to an address that cannot be read',
		{ method: 'POST', address: '/%ff', headers: [['Content-Type', 'application/json']], body: '{}' },
		/^HTTP\/1.1 400 /
	],
	[
		'what another site sends, to an address that cannot be read',
		{ method: 'POST', address: '/%ff', headers: [['Sec-Fetch-Site', 'cross-site']], body: 'a=b' },
		/^HTTP\/1.1 400 /
	]
];

for (const [why, line, answer] of refusals)
	test(`the server refuses, and stays › ${why}`, async ({ request, server }) => {
		expect(await say(server.origin, written(server.origin, line))).toMatch(answer);
		expect((await request.get('/')).status()).toBe(200);
	});

test('whatever is written on the line, it is answered without an accident, and the server stays', async ({
	request,
	server
}) => {
	const seed = Date.now() % 1_000_000;
	const all = fc.sample(lines, { numRuns: 2_000, seed });
	let answered = 0;
	for (let begin = 0; begin < all.length; begin += 8) {
		const texts = all.slice(begin, begin + 8).map((line) => written(server.origin, line));
		const answers = await Promise.all(texts.map((text) => say(server.origin, text)));
		// Who wrote what is no request at all is refused by Node.js, in three lines.
		answered += answers.filter((answer) => answer && !answer.startsWith('HTTP/1.1 400')).length;
		for (const [index, answer] of answers.entries())
			expect(answer, `seed ${seed}: ${texts[index]!.slice(0, 300)}`).not.toMatch(/^HTTP\/1.1 5|\bat \S+ \(/);
	}
	expect(answered).toBeGreaterThan(500);
	expect((await request.get('/')).status()).toBe(200);
	expect(server.logged.filter((line) => /answer given up|request failed/.test(line))).toEqual([]);
});

/** How many files of the pages a process holds open; null where the system does not tell. */
function filesHeld(pid: number): number | null {
	if (process.platform !== 'linux') return null;
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).filter((fd) => {
		try {
			return readlinkSync(`${folder}/${fd}`).includes('/build/client/');
		} catch {
			// Closed in the meantime.
			return false;
		}
	}).length;
}

test('who leaves before the end of a file leaves no file open', async ({ server }) => {
	const origin = new URL(server.origin);
	for (let left = 0; left < 60; left++) {
		const line = connect(Number(origin.port), 'localhost');
		line.write(`GET ${heaviest} HTTP/1.1\r\nHost: ${origin.host}\r\n\r\n`.repeat(20));
		line.pause();
		await setTimeout(20);
		line.resetAndDestroy();
	}
	await expect.poll(() => filesHeld(server.pid) ?? 0).toBe(0);
});
