/** How near its bound each level of the objective of a run ends, on the pool of a region with exchanges of four. */
import type { Day } from '#domain/calendar.ts';
import { checkSelection } from '#domain/matching/check.ts';
import { withBalance } from '#domain/matching/compatibility/balance.ts';
import { compatibilityOf } from '#domain/matching/compatibility/compatibility.ts';
import { arcCount } from '#domain/matching/pool.ts';
import { solve, type LevelOutcome } from '#domain/matching/solve.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { benchSetting } from './graph.ts';

export type LevelsMeasure = {
	listings: number;
	arcs: number;
	limits: { maxCycle: number; maxChain: number };
	levels: LevelOutcome[];
	moves: number;
	/** Of the processor, s. */
	seconds: number;
	/** The most the process ever held, MB. */
	memory: number;
};

/**
 * Searches the pool of a territory with all the levels of a run.
 * @param seconds of the processor given to the search, so that other work on the machine changes nothing
 */
export function measureLevels(request: { size: Size; seed: number; today: Day; seconds: number }): LevelsMeasure {
	const limits = { maxCycle: 4, maxChain: 4 };
	const input = runInputOf(request);
	const setting = benchSetting(request.today);
	const graph = compatibilityOf(setting, input).graph(limits);
	const used = () => process.cpuUsage().user / 1e6;
	const start = used();
	const spent = () => used() - start;
	const pool = withBalance(graph, setting.rules.charter.objective.order, limits, () => false);
	const answer = solve(
		pool,
		{ ...limits, seed: 1 },
		{ effort: Infinity, secondsLeft: () => request.seconds - spent() }
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
		moves,
		seconds,
		memory: process.resourceUsage().maxRSS / 1024
	};
}

/** The measure as lines of text. */
export const levelsReport = ({ listings, arcs, limits, levels, moves, seconds, memory }: LevelsMeasure): string =>
	[
		`Levels: ${listings} listings, ${(arcs / 1e6).toFixed(2)} M moves allowed, exchanges of ${limits.maxCycle}, chains of ${limits.maxChain}; ${moves} moves found, ${seconds.toFixed(1)} s of one processor, ${memory.toFixed(0)} MB`,
		...levels.map(
			({ name, value, bound, gap, optimal }) =>
				`  ${name.padEnd(24)} ${value} of ${bound} at most, gap ${(100 * gap).toFixed(2)} %${optimal ? ', settled to proof' : ''}`
		)
	].join('\n');

if (process.argv[1]?.endsWith('/bench/levels.ts')) {
	const [size = 'L', seconds = '60'] = process.argv.slice(2);
	console.log(
		levelsReport(measureLevels({ size: size as Size, seed: 42, today: '2026-11-21', seconds: Number(seconds) }))
	);
}
