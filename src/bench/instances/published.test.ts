/**
 * Published instances, read from the folder named by KEP_INSTANCES (they do not ship with the project): those the engine proves at
 * once. The others are in `npm run bench -- --engine`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkSelection } from '../../domain/matching/check.ts';
import { solve } from '../../domain/matching/solve.ts';
import { readInstanceFile } from './read-file.ts';

const folder = process.env['KEP_INSTANCES'];
/** Arcs of the instances tried here, and what no solver settles in seconds: weighted sparse pools, beyond pairs. */
const mostArcs = 5_000;
const isHard = ({ instance, maxCycle }: Known) => instance.includes('Sparse') && maxCycle > 2;

type Known = { instance: string; maxCycle: number; maxChain: number; optimum?: number };
const known = folder ? (JSON.parse(readFileSync(path.join(folder, 'optima.json'), 'utf8')) as Known[]) : [];

test.skipIf(!folder)('every small instance whose optimum is known is proven', { timeout: 120_000 }, () => {
	let proven = 0;
	for (const one of known) {
		const { instance, maxCycle, maxChain, optimum } = one;
		const { pool, scale } = readInstanceFile(path.join(folder!, 'instances', `${instance}.gz`));
		if (optimum === undefined || pool.target.length > mostArcs || isHard(one)) continue;
		const limits = { maxCycle, maxChain };
		const answer = solve(pool, limits);
		expect(checkSelection(pool, answer, limits).faults).toEqual([]);
		expect(answer.value / scale, `${instance} ${maxCycle} ${maxChain}`).toBeCloseTo(optimum, 5);
		expect(answer.optimal, `${instance} ${maxCycle} ${maxChain}`).toBe(true);
		proven++;
	}
	expect(proven).toBeGreaterThan(50);
});
