import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { isPassing, retrying } from './retry.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });
const noRest = async () => {};

test.each([
	['40001', 'two transactions that cannot both be true'],
	['40P01', 'a deadlock'],
	['55P03', 'a lock held too long'],
	['57P01', 'a server told to stop'],
	['57P03', 'a server that is starting'],
	['08006', 'a broken connection'],
	['CONNECTION_CLOSED', 'a connection cut under a query'],
	['ECONNREFUSED', 'a server that is away']
])('%s, %s, may pass by itself', (code) => {
	expect(isPassing(failure(code))).toBe(true);
	expect(isPassing(new DrizzleQueryError('select 1', [], failure(code)))).toBe(true);
});

test.each([
	['23505', 'a value taken already'],
	['42501', 'a right that is missing'],
	['57014', 'a statement that took too long'],
	['CONNECTION_ENDED', 'a client that we have closed']
])('%s, %s, would fail again', (code) => {
	expect(isPassing(failure(code))).toBe(false);
});

test('work is done again until it succeeds', async () => {
	const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(failure('40001')).mockResolvedValueOnce('done');
	expect(await retrying(work, noRest)).toBe('done');
	expect(work).toHaveBeenCalledTimes(2);
});

test('work that would fail again is not done again', async () => {
	const work = vi.fn<() => Promise<string>>().mockRejectedValue(failure('23505'));
	await expect(retrying(work, noRest)).rejects.toThrow('23505');
	expect(work).toHaveBeenCalledTimes(1);
});

test('after five tries, within ten seconds, the error is given', async () => {
	const work = vi.fn<() => Promise<string>>().mockRejectedValue(failure('57P03'));
	const rest = vi.fn(noRest) as unknown as (ms: number) => Promise<void>;
	await expect(retrying(work, rest)).rejects.toThrow('57P03');
	expect(work).toHaveBeenCalledTimes(5);
	const rested = vi.mocked(rest).mock.calls.reduce((sum, [ms]) => sum + ms, 0);
	expect(rested).toBeGreaterThan(2_900);
	expect(rested).toBeLessThan(10_000);
});
