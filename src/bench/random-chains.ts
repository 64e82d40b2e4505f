/**
 * What goes without an engine: at random, from each vacant dwelling and then from each household, somebody whom the dwelling suits,
 * then somebody whom theirs suits, and so on, five at most; what begins with a household must come back to it.
 */
import { chanceOf } from '../domain/matching/chance.ts';
import type { Selection } from '../domain/matching/check.ts';
import { findArc, type Pool } from '../domain/matching/pool.ts';

const LONGEST = 5;
const TRIES = 20;

/** Limits a checker must allow for such exchanges. */
export const randomLimits = { maxCycle: LONGEST, maxChain: LONGEST };

/** Exchanges found at random, each start being tried a few times. */
export function randomChains(pool: Pool, seed: number): Selection {
	const chance = chanceOf(seed);
	const isTaken = new Uint8Array(pool.households);
	const cycles: number[][] = [];
	const chains: number[][] = [];
	const walkFrom = (start: number): number[] => {
		const path = [start];
		const most = start < pool.households ? LONGEST : LONGEST + 1;
		while (path.length < most) {
			const last = path.at(-1)!;
			const free: number[] = [];
			for (let arc = pool.rowStart[last]!; arc < pool.rowStart[last + 1]!; arc++) {
				const v = pool.target[arc]!;
				if (!isTaken[v] && !path.includes(v)) free.push(v);
			}
			if (free.length === 0) break;
			path.push(free[Math.floor(chance() * free.length)]!);
			if (start < pool.households && findArc(pool, path.at(-1)!, start) >= 0) break;
		}
		return path;
	};
	const isAccepted = (path: number[], moves: number) =>
		path.every((v) => v >= pool.households || !pool.patience || pool.patience[v]! >= moves);
	const order = Array.from({ length: pool.households }, (_, v) => v);
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(chance() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	for (let vacancy = pool.households; vacancy < pool.households + pool.vacancies; vacancy++) {
		const path = walkFrom(vacancy);
		if (path.length < 2 || !isAccepted(path, path.length - 1)) continue;
		chains.push(path);
		for (const v of path.slice(1)) isTaken[v] = 1;
	}
	for (const household of order) {
		for (let attempt = 0; attempt < TRIES && !isTaken[household]; attempt++) {
			const path = walkFrom(household);
			const isClosed = path.length > 1 && findArc(pool, path.at(-1)!, household) >= 0;
			if (!isClosed || !isAccepted(path, path.length)) continue;
			cycles.push(path);
			for (const v of path) isTaken[v] = 1;
		}
	}
	return { cycles, chains };
}
