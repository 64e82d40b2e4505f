/** How near its bound each level of the objective of a run ends, on the pool of a region with exchanges of four. */
import type { Day } from '#domain/calendar.ts';
import { checkSelection } from '#domain/matching/check.ts';
import { withBalance } from '#domain/matching/compatibility/balance.ts';
import { compatibilityOf } from '#domain/matching/compatibility/compatibility.ts';
import { arcCount } from '#domain/matching/pool.ts';
import { solve, type LevelOutcome } from '#domain/matching/solve.ts';
import { wholeOf, type Whole } from '#domain/matching/whole.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { withCrew } from '../server/matching/crew.ts';
import { benchSetting } from './graph.ts';

export type LevelsMeasure = {
	listings: number;
	arcs: number;
	limits: { maxCycle: number; maxChain: number };
	levels: LevelOutcome[];
	/** The levels as one number. */
	whole: Whole;
	moves: number;
	seconds: number;
	threads: number;
	/** The most the process ever held, MB. */
	memory: number;
};

/**
 * Searches the pool of a territory with all the levels of a run.
 * @param request what it is given: seconds of the clock, and threads
 */
export function measureLevels(request: {
	size: Size;
	seed: number;
	today: Day;
	seconds: number;
	threads: number;
}): LevelsMeasure {
	const limits = { maxCycle: 4, maxChain: 4 };
	const input = runInputOf(request);
	const setting = benchSetting(request.today);
	const graph = compatibilityOf(setting, input).graph(limits);
	const start = performance.now();
	const spent = () => (performance.now() - start) / 1000;
	const pool = withBalance(graph, setting.rules.charter.objective.order, limits, () => false);
	const secondsLeft = () => request.seconds - spent();
	const answer = withCrew(request.threads, (crew) =>
		solve(pool, { ...limits, seed: 1 }, { effort: Infinity, secondsLeft, crew })
	);
	const seconds = spent();
	const { faults, value, moves } = checkSelection(pool, answer, limits);
	if (faults.length > 0) throw new Error(`the checker refuses: ${faults[0]!.code}`);
	if (answer.levels.some((level, k) => level.value !== value[k])) throw new Error('the checker counts other values');
	return {
		listings: input.listings.length,
		arcs: arcCount(pool),
		limits,
		levels: answer.levels,
		whole: wholeOf(pool, answer.levels),
		moves,
		seconds,
		threads: request.threads,
		memory: process.resourceUsage().maxRSS / 1024
	};
}

/** The measure as lines of text. */
export const levelsReport = ({ listings, arcs, limits, levels, whole, moves, ...used }: LevelsMeasure): string =>
	[
		`Levels: ${listings} listings, ${(arcs / 1e6).toFixed(2)} M moves allowed, exchanges of ${limits.maxCycle}, chains of ${limits.maxChain}; ${moves} moves found, ${used.seconds.toFixed(1)} s, threads: ${used.threads}, ${used.memory.toFixed(0)} MB`,
		...levels.map(
			({ name, value, bound, gap, optimal }) =>
				`  ${name.padEnd(24)} ${value} of ${bound} at most, gap ${(100 * gap).toFixed(2)} %${optimal ? ', settled to proof' : ''}`
		),
		`  ${'all, as one number'.padEnd(24)} ${whole.value} of ${whole.bound} at most, gap ${(100 * whole.gap).toFixed(2)} %`
	].join('\n');
