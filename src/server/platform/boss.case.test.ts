import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestServer } from '#tests/support/server.ts';
import { openBoss } from './boss.ts';
import { openLog } from './log.ts';

type Boss = Awaited<ReturnType<typeof openBoss>>;
let server: Awaited<ReturnType<typeof openTestServer>>;
let working: Boss;
const delivered: string[] = [];

beforeAll(async () => {
	server = await openTestServer();
	const refused = 'second';
	const letters = ['first', refused, 'third'];
	await server.deps.boss.insert(
		'deliverLetter',
		letters.map((letterId) => ({ data: { letterId } }))
	);
	working = await openBoss(server.worker.config.databaseUrls.worker, openLog('silent'), {
		deliverLetter: async ({ letterId }: { letterId: string }) => {
			delivered.push(letterId);
			if (letterId === refused) throw new Error('the post office is closed');
		}
	});
});
afterAll(() => working.stop({ graceful: false }));

test('a job that fails is tried again alone: those beside it are done once', async () => {
	const states = () =>
		server.owner.sql<{ letter: string; state: string }[]>`
			select data ->> 'letterId' as letter, state from pgboss.job where name = 'deliverLetter' order by 1`;
	await vi.waitFor(
		async () =>
			expect(await states()).toEqual([
				{ letter: 'first', state: 'completed' },
				{ letter: 'second', state: 'retry' },
				{ letter: 'third', state: 'completed' }
			]),
		{ timeout: 10_000, interval: 100 }
	);
	expect(delivered.toSorted()).toEqual(['first', 'second', 'third']);
});
