/** How fast a broken exchange is mended in the pool of a region, beside a search of the whole pool again. */
import type { Day } from '#domain/calendar.ts';
import { compatibilityOf } from '#domain/matching/compatibility/compatibility.ts';
import { readyForRepair, repairAround } from '#domain/matching/repair-around.ts';
import { repair, solve } from '#domain/matching/solve.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { benchSetting } from './graph.ts';

export type RepairMeasure = {
	listings: number;
	limits: { maxCycle: number; maxChain: number };
	/** Exchanges of the run that were broken, one at a time; those that found another; those proven the best. */
	broken: number;
	mended: number;
	proven: number;
	/** Making the pool ready once, ms; then one repair, ms: half of them, 95 of a hundred, and the slowest. */
	ready: number;
	half: number;
	most: number;
	slowest: number;
	/** Searching the whole pool again after one of them, s; at most what it was given. */
	whole: number;
};

/**
 * Breaks exchanges of a run one after the other, each by the no of its first household.
 * @param seconds how long a search of the whole pool may take
 */
export function measureRepair(request: { size: Size; seed: number; today: Day; seconds: number }): RepairMeasure {
	const limits = { maxCycle: 3, maxChain: 3 };
	const input = runInputOf(request);
	const { pool } = compatibilityOf(benchSetting(request.today), input).graph(limits);
	const within = () => {
		const end = performance.now() + request.seconds * 1_000;
		return { shouldStop: () => performance.now() >= end };
	};
	const run = solve(pool, limits, within());
	let start = performance.now();
	const around = readyForRepair(pool, limits)!;
	const ready = performance.now() - start;

	const all = [...run.cycles, ...run.chains];
	const step = Math.max(1, Math.floor(all.length / 100));
	const samples = all.filter((_, i) => i % step === 0);
	const times: number[] = [];
	let [mended, proven] = [0, 0];
	for (const fallen of samples) {
		const taken = all.filter((one) => one !== fallen).flat();
		start = performance.now();
		const answer = repairAround(around, { freed: fallen, taken, cut: [declined(fallen)] });
		times.push(performance.now() - start);
		if (answer.cycles.length + answer.chains.length > 0) mended++;
		if (answer.isProven) proven++;
	}
	times.sort((a, b) => a - b);
	start = performance.now();
	repair(pool, run, { removedArcs: [declined(samples[0]!)] }, limits, within());
	const whole = (performance.now() - start) / 1_000;
	const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
	return {
		listings: input.listings.length,
		limits,
		broken: samples.length,
		mended,
		proven,
		ready,
		half: at(0.5),
		most: at(0.95),
		slowest: times.at(-1)!,
		whole
	};
}

/** The move that its household declines: the first of the exchange. */
const declined = (exchange: readonly number[]): readonly [number, number] => [exchange[0]!, exchange[1]!];

/** The measure as lines of text, beside the goal. */
export const repairReport = (one: RepairMeasure): string =>
	[
		`Repair: ${one.listings} listings, exchanges of ${one.limits.maxCycle}, chains of ${one.limits.maxChain}; ${one.broken} broken one at a time, ${one.mended} mended, ${one.proven} proven the best`,
		`  pool made ready once     ${one.ready.toFixed(0)} ms`,
		`  one repair               ${one.half.toFixed(0)} ms, 95 % under ${one.most.toFixed(0)} ms, slowest ${one.slowest.toFixed(0)} ms (goal 100 ms)`,
		`  the whole pool again     ${one.whole.toFixed(1)} s`
	].join('\n');

if (process.argv[1]?.endsWith('/bench/repair.ts')) {
	const [size = 'L', seconds = '20'] = process.argv.slice(2);
	console.log(
		repairReport(measureRepair({ size: size as Size, seed: 42, today: '2026-11-21', seconds: Number(seconds) }))
	);
}
