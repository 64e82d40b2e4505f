/**
 * `test` and `expect` for journeys.
 *
 *   import { expect, phone, test } from '#tests/support/journey.ts';
 *   test.use({ exchange: 'a tenant accepts' });
 *
 * Files that name an exchange have a server and a database of their own, fresh from the small demo territory, whatever
 * other files do at the same time. Files that name none share one: let them only read.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base, type Browser, type BrowserContext } from '@playwright/test';
import postgres from 'postgres';
import { serveBuilt } from './serve-built.ts';
import { TEMPLATE } from './template.ts';

export { expect } from '@playwright/test';

/** The width of the phones we design for, in CSS pixels. */
export const phone = { width: 390, height: 844 };

type Options = {
	/** The name of the exchange that this file has for itself. */
	exchange: string;
	/** The address and the process of its server, its database as the owner; what it has written in its log. */
	server: { origin: string; pid: number; databaseUrl: string; logged: string[] };
	/** What the content security policy stopped in any browser of this file since it was last looked at. */
	stopped: string[];
};

/** Notes what the content security policy stops in a browser, as it reports it. */
function noteReports(context: BrowserContext, reports: string[]): void {
	context.on('console', (message) => {
		if (/content.security.policy/i.test(message.text())) reports.push(`${message.page()?.url()}: ${message.text()}`);
	});
}

export const test = base.extend<{ policy: void }, Options>({
	exchange: ['shared', { option: true, scope: 'worker' }],
	server: [
		// Playwright runs in one worker the files whose options are the same: naming the exchange separates them.
		async ({ exchange: _name }, use) => {
			const clusterUrl = process.env.CLUSTER_OF_JOURNEYS ?? '';
			const name = `journey_${randomUUID().replaceAll('-', '')}`;
			const sql = postgres(clusterUrl, { max: 1, onnotice: () => {} });
			await sql.unsafe(`create database ${name} template ${TEMPLATE}`);
			const databaseUrl = new URL(`/${name}`, clusterUrl).href;
			const dataFolder = mkdtempSync(path.join(tmpdir(), 'chasse-croise-journey-'));

			const { origin, pid, logged, stop } = await serveBuilt({ DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder });
			await use({ origin, pid, databaseUrl, logged });

			await stop();
			await sql.unsafe(`drop database ${name} with (force)`);
			await sql.end();
			rmSync(dataFolder, { recursive: true, force: true });
		},
		{ scope: 'worker' }
	],
	baseURL: async ({ server }, use) => use(server.origin),
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs.
	stopped: [async ({}, use) => use([]), { scope: 'worker' }],
	/** Every browser that a journey opens is listened to, whoever sits before it. */
	browser: [
		async ({ browser, stopped }, use) => {
			const newContext: Browser['newContext'] = async (options) => {
				const context = await browser.newContext(options);
				noteReports(context, stopped);
				return context;
			};
			await use(
				new Proxy(browser, {
					get: (target, name) => {
						if (name === 'newContext') return newContext;
						const value = Reflect.get(target, name) as unknown;
						return typeof value === 'function' ? value.bind(target) : value;
					}
				})
			);
		},
		{ scope: 'worker' }
	],
	// In every journey, whatever it is about: the content security policy has nothing to stop on our own pages.
	policy: [
		async ({ stopped }, use) => {
			await use();
			expect(stopped.splice(0), 'what the content security policy stopped').toEqual([]);
		},
		{ auto: true }
	]
});
