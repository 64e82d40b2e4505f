import { beforeAll, describe, expect, test } from 'vitest';
import { anOrganism, aScene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import type { Context } from './context.ts';
import { countRequest, keyOf } from './limits.ts';
import { attempts } from './tables.ts';

type Server = Awaited<ReturnType<typeof openTestServer>>;
let one: Server;
let other: Server;

beforeAll(async () => {
	one = await openTestServer();
	other = await openTestServer();
});

const from = ({ deps }: Server, address: string) => ({ deps, address }) as Context;
const limit = { count: 3, minutes: 60 };

describe('what anybody may ask', () => {
	test('is counted for all processes together', async () => {
		const answers = await Promise.all(
			[one, other, one, other, one].map((server) => countRequest(from(server, '192.0.2.1'), 'test', limit))
		);
		expect(answers.filter(Boolean)).toHaveLength(3);
	});

	test('is counted by address, and by what is asked', async () => {
		expect(await countRequest(from(one, '192.0.2.2'), 'test', limit)).toBe(true);
		expect(await countRequest(from(one, '192.0.2.1'), 'other', limit)).toBe(true);
	});

	test('costs as many uses as it has questions', async () => {
		expect(await countRequest(from(one, '192.0.2.3'), 'test', limit, 3)).toBe(true);
		expect(await countRequest(from(one, '192.0.2.3'), 'test', limit)).toBe(false);
	});

	test('leaves no address in the database', async () => {
		const { db } = one.owner;
		const rows = await db.select().from(attempts);
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toContain('192.0.2');
	});

	test('moving the clock of a demonstration gives no new try', async () => {
		await one.setTime('2027-06-01T09:00:00Z');
		expect(await countRequest(from(one, '192.0.2.3'), 'test', limit)).toBe(false);
	});
});

test('who looks through lists sixty times in a minute waits for the next one, whichever lists they are', async () => {
	const { staff } = await anOrganism(one.owner, (await aScene(one.owner, 2)).territoryId, '95127');
	const minute = 60_000;
	const windowStart = Math.floor(Date.now() / minute) * minute;
	const windows = [0, 1, 2].map((nth) => new Date(windowStart + nth * minute));
	await one.owner.db
		.insert(attempts)
		.values(windows.map((start) => ({ key: keyOf('search', staff.officer.accountId), windowStart: start, count: 58 })));
	const { needs, demands, dwellings } = one.as(staff.officer);
	await needs.listings({});
	await demands.files({});
	await expect(dwellings.park({})).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
	await other.as(staff.manager).dwellings.park({});
});

describe('a sign-in', () => {
	test('is refused after five tries for one account, with the answer of a busy door', async () => {
		const wrong = { email: 'personne@exemple.test', password: 'faux' };
		for (let i = 0; i < 5; i++)
			await expect(one.as({ role: 'nobody' }).accounts.signIn(wrong)).rejects.toMatchObject({
				cause: { refusal: 'SIGN_IN_WRONG' }
			});
		await expect(other.as({ role: 'nobody' }).accounts.signIn(wrong)).rejects.toMatchObject({
			code: 'TOO_MANY_REQUESTS',
			cause: { refusal: 'SIGN_IN_TOO_MANY' }
		});
	});
});
