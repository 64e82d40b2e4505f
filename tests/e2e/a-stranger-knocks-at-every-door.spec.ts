/** The web application as an attacker meets it: over HTTP, from another site, without any of our pages. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { castStaff, fourWay } from '#demo/territory/cast.ts';
import { expect, signIn, test } from './steps.ts';

test.use({ exchange: 'strangers knock' });

/** The addresses of all pages that take no parameter. */
const pages = globSync('src/routes/**/+page.svelte')
	.map((file) => file.replace('src/routes', '').replace('/+page.svelte', ''))
	.map((path) => path.replaceAll(/\/\([a-z]+\)/g, '') || '/')
	.filter((path) => !path.includes('['));

const json = { 'content-type': 'application/json' };
const signInBody = JSON.stringify({ json: { email: fourWay.odette.email, password: 'x' } });

test('every page says what a browser may do with it, and lets no script in that is not ours', async ({ request }) => {
	expect(pages.length).toBeGreaterThan(30);
	const nonces = new Set<string>();
	for (const path of pages) {
		const answer = await request.get(path, { maxRedirects: 0 });
		expect(answer.status(), path).toBeLessThan(500);
		const headers = answer.headers();
		expect(headers, path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
		expect(headers['permissions-policy'], path).toBeTruthy();
		expect(headers.server ?? headers['x-powered-by'], path).toBeUndefined();
		if (answer.status() !== 200) continue;
		const policy = headers['content-security-policy'] ?? '';
		expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
		for (const directive of [
			"default-src 'none'",
			"object-src 'none'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
			"form-action 'self'"
		])
			expect(policy, path).toContain(directive);
		const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
		expect(nonce, path).not.toBe('');
		nonces.add(nonce);
		const html = await answer.text();
		expect(html, path).not.toMatch(/\sstyle="|\son[a-z]+="|javascript:/);
		for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script, path).toContain(`nonce="${nonce}"`);
	}
	const shown = (await Promise.all(pages.map((path) => request.get(path, { maxRedirects: 0 })))).filter(
		(answer) => answer.status() === 200
	);
	expect(nonces.size).toBe(shown.length);
});

test('what the policy stops is reported, and would fail any journey', async ({ browser, stopped }) => {
	for (const open of [() => browser.newContext(), () => browser.newContext({ viewport: null })]) {
		const context = await open();
		const page = await context.newPage();
		await page.goto('/');
		await page.evaluate(() => {
			const script = document.createElement('script');
			script.textContent = 'window.wasRun = true';
			document.head.append(script);
		});
		expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
		await expect.poll(() => stopped.splice(0).join()).toMatch(/script/);
		await context.close();
	}
});

test.describe('what does not come from our own pages changes nothing', () => {
	const doors = ['/api/trpc/accounts.signIn', '/api/trpc/proposals.sayYes', '/connexion', '/langue', '/mes-donnees'];
	const foreign: [string, Record<string, string>][] = [
		['another site', { origin: 'https://evil.example' }],
		['a page of nowhere', { origin: 'null' }],
		['nobody says where', {}],
		['our name on another port', { origin: 'http://localhost:1' }],
		['a frame of ours in another site', { 'sec-fetch-site': 'cross-site' }]
	];
	for (const [who, headers] of foreign)
		test(who, async ({ request, server }) => {
			for (const door of doors)
				for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
					const own: Record<string, string> = 'sec-fetch-site' in headers ? { origin: server.origin } : {};
					const answer = await request.fetch(door, {
						method,
						headers: { ...json, ...own, ...headers },
						data: signInBody
					});
					expect(answer.status(), `${method} ${door}`).toBe(403);
				}
		});

	test('our own page does', async ({ request, server }) => {
		const answer = await request.post('/api/trpc/accounts.signIn', {
			headers: { ...json, origin: server.origin, 'sec-fetch-site': 'same-origin' },
			data: signInBody
		});
		expect(answer.status()).toBe(409);
		expect(await answer.text()).toContain('SIGN_IN_WRONG');
	});
});

test('reading changes nothing: neither pages, nor changes asked by GET', async ({ page, request, server }) => {
	const sql = postgres(server.databaseUrl, { max: 1 });
	/** All rows, but what keeps a session alive and what notes that a file was read. */
	const state = async () => {
		const tables = await sql<{ name: string }[]>`select relname as name from pg_class
			where relnamespace = 'public'::regnamespace and relkind = 'r'
				and relname not in ('session', 'attempt', 'audit_entry', 'audit_head', 'audit_pseudonym', 'audit_checkpoint')`;
		const texts: string[] = [];
		for (const { name } of tables)
			texts.push(
				name,
				...(await sql.unsafe<{ row: string }[]>(`select t::text as row from "${name}" t order by 1`)).map(
					({ row }) => row
				)
			);
		return createHash('sha256').update(texts.join('\n')).digest('hex');
	};
	for (const person of [fourWay.odette, castStaff.viosne.officer]) {
		await signIn(page, person);
		const before = await state();
		for (const path of pages.filter((one) => one !== '/deconnexion')) {
			const answer = await page.request.get(path, { maxRedirects: 0 });
			expect(answer.status(), path).toBeLessThan(500);
			if (answer.status() === 200 && !path.startsWith('/pieces'))
				expect(answer.headers()['cache-control'], path).toContain('no-store');
		}
		for (const change of ['accounts.signOut', 'needs.withdraw', 'households.askErasure', 'organisms.nameReferents']) {
			const answer = await page.request.get(`/api/trpc/${change}?input=%7B%7D`);
			expect(answer.status(), change).toBe(405);
		}
		expect(await state()).toBe(before);
		await page.context().clearCookies();
	}
	await sql.end();
	expect((await request.get('/deconnexion', { maxRedirects: 0 })).status()).toBeLessThan(500);
});

test('too much at once is refused', async ({ request, server }) => {
	const eleven = Array.from({ length: 11 }, () => 'organisms.directory').join(',');
	expect((await request.get(`/api/trpc/${eleven}?batch=1&input=%7B%7D`)).status()).toBe(400);
	const ten = Array.from({ length: 10 }, () => 'organisms.directory').join(',');
	expect((await request.get(`/api/trpc/${ten}?batch=1&input=%7B%7D`)).status()).toBeLessThan(300);
	const heavy = await request.post('/api/trpc/accounts.signIn', {
		headers: { ...json, origin: server.origin },
		data: `{"json":"${'a'.repeat(21_000_000)}"}`
	});
	expect([400, 413]).toContain(heavy.status());
});

test('what somebody sends weighs no more than they may send', async ({ page, request, server }) => {
	const send = async (from: typeof request, path: string, bytes: number) => {
		const headers = { origin: server.origin };
		const file = { name: 'parc.csv', mimeType: 'text/csv', buffer: Buffer.alloc(bytes, 'a') };
		return (await from.post(path, { headers, multipart: { file }, maxRedirects: 0 })).status();
	};
	for (const path of ['/connexion', '/gestion/logements/import', '/dossier/FI-AV', '/nowhere'])
		expect(await send(request, path, 150_000), path).toBe(413);
	expect(await send(request, '/connexion', 50_000)).toBeLessThan(413);
	await signIn(page, fourWay.odette);
	expect(await send(page.request, '/gestion/logements/import', 5_000_000)).toBe(413);
	expect(await send(page.request, '/accueil', 5_000_000)).toBe(413);
});

test('what is no form is refused by every page, never an accident', async ({ request, server }) => {
	const sent: [string, string][] = [
		['text/plain', 'email=a'],
		['application/json', '{}'],
		['multipart/form-data', 'x'],
		['multipart/form-data; boundary=x', '--x\r\nbroken'],
		['application/x-sveltekit-formdata', 'x'],
		['application/x-www-form-urlencoded', '%zz=%E0%A4%A&__proto__=1']
	];
	for (const path of [...pages, '/langue', '/deconnexion'])
		for (const [index, [type, data]] of sent.entries()) {
			const action = ['', '?/toString', '?/__proto__', '?/default', '?/personne', ''][index];
			const headers = { origin: server.origin, 'content-type': type, accept: 'text/html' };
			for (const address of new Set([path, path + action])) {
				const answer = await request.post(address, { headers, data, maxRedirects: 0 });
				expect(answer.status(), `${type} to ${address}`).toBeLessThan(500);
				expect(await answer.text(), `${type} to ${address}`).not.toMatch(/Référence à donner|Reference to give/);
			}
		}
});

test('who hangs up in the middle of what they send is no accident of ours', async ({ page, server }) => {
	await signIn(page, castStaff.viosne.manager);
	const cookies = await page.context().cookies();
	const signedIn = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const { port } = new URL(server.origin);
	const parts = '--b\r\nContent-Disposition: form-data; name="file"; filename="parc.csv"\r\n\r\nreference';
	const sent: [door: string, type: string, begun: string][] = [
		['/connexion', 'application/x-www-form-urlencoded', 'email=odette'],
		['/connexion', 'multipart/form-data; boundary=b', parts],
		['/gestion/logements/import', 'multipart/form-data; boundary=b', parts],
		['/api/trpc/accounts.signIn', 'application/json', '{"json":']
	];
	for (const [door, type, begun] of sent) {
		const line = connect(Number(port), 'localhost');
		await once(line, 'connect');
		const head = `POST ${door} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${server.origin}\r\nCookie: ${signedIn}`;
		line.write(`${head}\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n${begun}`);
		// Long enough for the page to wait for the rest; too short would only be another way to hang up.
		await setTimeout(200);
		line.resetAndDestroy();
	}
	await setTimeout(500);
	expect(server.logged.filter((line) => line.includes('request failed'))).toEqual([]);
});

test('addresses that nobody wrote are told nothing', async ({ request }) => {
	for (const path of [
		'/..%2f..%2fetc/passwd',
		'/%00',
		'/.env',
		'/.git/config',
		'/build/handler.js',
		'/_app/../server/index.js',
		'/echanges/1%27%20or%201=1--',
		'/messages/00000000-0000-0000-0000-000000000000',
		`/${'a'.repeat(8_000)}`,
		'/api/trpc/__proto__',
		'/mes-donnees/copie.json'
	]) {
		const answer = await request.get(path, { maxRedirects: 0 });
		expect(answer.status(), path).toBeLessThan(500);
		expect(answer.status(), path).not.toBe(200);
		expect(await answer.text(), path).not.toMatch(/root:|DATABASE_URL|node_modules|at \w+ \(/);
	}
});

test('the two public doors answer each question on its own, then say to come back later', async ({ request }) => {
	const ask = (door: string, items: unknown[]) =>
		request.get(`/api/trpc/${door}?input=${encodeURIComponent(JSON.stringify({ json: items }))}`);
	const answersOf = async (door: string, items: unknown[]) => {
		const answer = await ask(door, items);
		expect(answer.status(), door).toBe(200);
		return ((await answer.json()) as { result: { data: { json: Record<string, unknown>[] } } }).result.data.json;
	};
	const home = { commune: '95127', rooms: 2, area: 45, financing: 'PLUS', reletRent: 400 };
	const household = { persons: [{ age: 40, role: 'holder' }], lease: { principalRent: 450 } };
	const pair = { household, dwelling: home, current: home, date: '2026-01-15' };
	const aid = { month: '2026-01', zone: 1, couple: true, dependants: 2, monthlyRent: 560, annualResources: 20_400 };
	const [verdict, wrong, again] = await answersOf('eligibility.check', [pair, { household }, pair]);
	expect(verdict).toMatchObject({ path: 'ORDINARY', results: expect.any(Array) });
	expect(wrong).toEqual({ error: expect.stringContaining('dwelling') });
	expect(again).toEqual(verdict);
	expect(await answersOf('affordability.aid', [null, aid])).toMatchObject([
		{ error: expect.any(String) },
		{ aplNet: 176.65 }
	]);
	const twenty = Array.from({ length: 20 }, () => aid);
	let status = 200;
	for (let asked = 0; asked < 20 && status === 200; asked++) status = (await ask('affordability.aid', twenty)).status();
	expect(status).toBe(429);
	expect((await ask('eligibility.check', [pair])).status()).toBe(429);
});
