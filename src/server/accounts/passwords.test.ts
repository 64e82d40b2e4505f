import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { hashPassword, isOfAnotherCost, newHash, TooManySignIns, verifyPassword } from './passwords.ts';

const password = 'vélo framboise 7 nuages';
const cheap = { memory: 8, passes: 1 };

describe('a password that is kept', () => {
	test('is an argon2id hash of 19 MiB and two passes, never the same twice', async () => {
		const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(other).not.toBe(one);
		expect(await verifyPassword(one, password)).toBe(true);
		expect(await verifyPassword(one, `${password} `)).toBe(false);
		expect(isOfAnotherCost(one)).toBe(false);
	});

	test('still opens when the cost has changed since, and is known to be of another', async () => {
		const former = await hashPassword(password, cheap);
		expect(await verifyPassword(former, password)).toBe(true);
		expect(await verifyPassword(former, 'un autre')).toBe(false);
		expect(isOfAnotherCost(former)).toBe(true);
	});

	test('is no password at all when nothing is kept', async () => {
		expect(await verifyPassword(null, '')).toBe(false);
		expect(await verifyPassword('', '')).toBe(false);
	});
});

describe('when everybody signs in at once', () => {
	test('some are hashed, some wait, and the others are refused at once', async () => {
		const places = 2 * availableParallelism() + 50;
		const outcomes = await Promise.allSettled(
			Array.from({ length: places + 10 }, () => hashPassword(password, { memory: 1_024, passes: 1 }))
		);
		const refused = outcomes.filter((one) => one.status === 'rejected');
		expect(refused).toHaveLength(10);
		for (const { reason } of refused) expect(reason).toBeInstanceOf(TooManySignIns);
		expect(await newHash(password)).toMatchObject({ ok: true });
	});

	test('who chooses a password then is told to come back', async () => {
		const crowd = Array.from({ length: 2 * availableParallelism() + 50 }, () => hashPassword(password, cheap));
		expect(await newHash(password)).toEqual({ ok: false, refusal: 'SIGN_IN_BUSY' });
		await Promise.all(crowd);
	});
});
