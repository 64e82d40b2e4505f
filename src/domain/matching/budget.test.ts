import { describe, expect, test } from 'vitest';
import { checkSelection } from './check.ts';
import { chanceOf } from './chance.ts';
import type { Pool } from './pool.ts';
import { poolBuilder } from './pool-builder.ts';
import { solve } from './solve.ts';

/** A pool where every dwelling suits everybody, the hardest there is for its number of households. */
function everybodySuits(households: number, vacancies: number): Pool {
	const chance = chanceOf(1);
	const builder = poolBuilder({
		households,
		vacancies,
		levels: [
			{ name: 'worth', kind: 'sum' },
			{ name: 'moves', kind: 'count' }
		]
	});
	for (let u = 0; u < households + vacancies; u++) {
		for (let v = 0; v < households; v++) if (u !== v) builder.arc(u, v, 1 + Math.floor(1000 * chance()));
	}
	return builder.build();
}

describe('a search in a pool where every dwelling suits everybody', () => {
	const pool = everybodySuits(140, 10);
	const limits = { maxCycle: 4, maxChain: 4 };

	test('ends when its time is over, with exchanges and a bound that holds', () => {
		const seconds = 1;
		// Of this process: a machine that does ten other things gives it less of each second.
		const started = process.cpuUsage().user;
		const spent = () => (process.cpuUsage().user - started) / 1e6;
		const answer = solve(pool, limits, { effort: Infinity, secondsLeft: () => seconds - spent() });
		// A step may go on a little.
		expect(spent()).toBeLessThan(8 * seconds);
		expect(answer.stoppedBecause).toBe('stopped');
		const { faults, value } = checkSelection(pool, answer, limits);
		expect(faults).toEqual([]);
		expect(answer.levels.map((level) => level.value)).toEqual(value);
		expect(answer.value).toBeGreaterThan(0);
		for (const level of answer.levels) expect(level.bound).toBeGreaterThanOrEqual(level.value);
	});

	test('leaves time to every level and to the search for exchanges: the clock is asked, never waited for', () => {
		// A clock that advances by being read: the same answer on any machine.
		const clock = () => {
			let left = 15;
			return () => (left -= 0.02);
		};
		const levels = new Set<number>();
		const progress = ({ level }: { level: number }) => levels.add(level);
		const answer = solve(pool, { maxCycle: 3, maxChain: 2 }, { effort: Infinity, secondsLeft: clock(), progress });
		expect([...levels]).toEqual([0, 1]);
		expect(answer.value).toBeGreaterThan(0);
		expect(solve(pool, { maxCycle: 3, maxChain: 2 }, { effort: Infinity, secondsLeft: clock() })).toEqual(answer);
	});

	test('seeks shorter exchanges when there is no time to try the prices of all', () => {
		let questions = 100;
		const answer = solve(
			pool,
			{ maxCycle: 4, maxChain: 0, seed: 1 },
			{ effort: Infinity, secondsLeft: () => questions-- }
		);
		expect(answer.stoppedBecause).toBe('stopped');
		expect(Math.max(...answer.cycles.map((cycle) => cycle.length))).toBe(3);
		expect(checkSelection(pool, answer, limits)).toMatchObject({
			faults: [],
			value: [answer.value, expect.any(Number)]
		});
		// Every household to the home it is worth most in is no set of exchanges, but none is worth more.
		expect(answer.value).toBeGreaterThan(0.75 * answer.bound);
		expect(answer.optimal).toBe(false);
	});
});

test('a list of exchanges too long to be held is not made: the answer says so', () => {
	const chance = chanceOf(3);
	const builder = poolBuilder({ households: 60, vacancies: 0, levels: [{ name: 'worth', kind: 'sum' }] });
	for (let u = 0; u < 60; u++) {
		for (let v = 0; v < 60; v++) if (u !== v && chance() < 0.2) builder.arc(u, v, 1 + Math.floor(1000 * chance()));
	}
	const limits = { maxCycle: 3, maxChain: 0 };
	const short = solve(builder.build(), limits, { maxColumns: 5 });
	expect(short.optimal).toBe(false);
	expect(short.stoppedBecause).toBe('memory');
	const whole = solve(builder.build(), limits);
	expect(whole.optimal).toBe(true);
	expect(whole.value).toBeGreaterThanOrEqual(short.value);
	expect(whole.bound).toBeLessThanOrEqual(short.bound);
});
