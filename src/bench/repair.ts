/** How fast a broken exchange is mended in the graph of a region that stands, beside a search of the whole pool again. */
import type { Day } from '#domain/calendar.ts';
import type { StandingHome } from '#domain/matching/compatibility/listing.ts';
import { standingGraph, type StandingGraph } from '#domain/matching/compatibility/standing-graph.ts';
import { playRun } from '#domain/matching/compatibility/run.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { benchSetting } from './graph.ts';
import { cpuNow, spread, type Spread } from './spread.ts';

export type RepairMeasure = {
	listings: number;
	limits: { maxCycle: number; maxChain: number };
	/** Exchanges of the run that were broken, one at a time; those that found another; those proven the best. */
	broken: number;
	mended: number;
	proven: number;
	/** Linking the territory and laying it out for repairs, once, ms of processor. */
	build: number;
	/** One repair, what changed being followed, ms of processor. */
	repair: Spread;
	/** One annonce changed, then a repair, ms of processor. */
	afterChange: Spread;
	/** Searching the whole pool again, s of processor; at most what it was given. */
	whole: number;
};

/**
 * Publishes the exchanges of a run, then breaks some, one after the other, each by the no of its first household.
 * @param seconds how long a search of the whole pool may take
 */
export function measureRepair(request: {
	size: Size;
	seed: number;
	today: Day;
	seconds: number;
	limits: { maxCycle: number; maxChain: number };
}): RepairMeasure {
	const { limits } = request;
	const setting = benchSetting(request.today);
	const input = runInputOf(request);
	let since = cpuNow();
	const end = performance.now() + request.seconds * 1_000;
	const { exchanges } = playRun(
		{ ...setting, ...input, limits, seed: 1, arranged: [] },
		{ secondsLeft: () => (end - performance.now()) / 1_000 }
	);
	const whole = (cpuNow() - since) / 1_000;

	const homes = new Map(homesOf(input).map((home) => [home.dwellingId, home]));
	for (const { moves } of exchanges)
		for (const { currentDwellingId, targetDwellingId } of moves)
			for (const id of [currentDwellingId, targetDwellingId]) homes.set(id, { ...homes.get(id)!, isFree: false });
	since = cpuNow();
	const graph = standingGraph(setting, limits, [...homes.values()]);
	graph.prepare();
	const build = cpuNow() - since;

	const step = Math.max(1, Math.floor(exchanges.length / 200));
	const samples = exchanges.filter((_, i) => i % step === 0);
	const times: number[] = [];
	let [mended, proven] = [0, 0];
	for (const { moves } of samples) {
		since = cpuNow();
		const answer = breakAndMend(graph, homes, moves);
		times.push(cpuNow() - since);
		if (answer.exchanges.length > 0) mended++;
		if (answer.optimal) proven++;
	}
	const afterChange = samples.slice(0, 50).map(({ moves }, i) => {
		const changed = homes.get(input.listings[i]!.dwelling.id)!;
		since = cpuNow();
		graph.follow([{ ...changed, listing: { ...changed.listing!, publishedOn: request.today } }]);
		breakAndMend(graph, homes, moves);
		return cpuNow() - since;
	});
	return {
		listings: input.listings.length,
		limits,
		broken: samples.length,
		mended,
		proven,
		build,
		repair: spread(times),
		afterChange: spread(afterChange),
		whole
	};
}

const homesOf = ({ listings, vacancies }: ReturnType<typeof runInputOf>): StandingHome[] => [
	...listings.map((listing) => ({
		dwellingId: listing.dwelling.id,
		listing,
		vacancy: null,
		isFree: true,
		refused: []
	})),
	...vacancies.map((vacancy) => ({ dwellingId: vacancy.id, listing: null, vacancy, isFree: true, refused: [] }))
];

/** The first household of an exchange says no, those it frees are mended around; then all is as it was before. */
function breakAndMend(
	graph: StandingGraph,
	homes: ReadonlyMap<string, StandingHome>,
	moves: readonly { householdId: string; currentDwellingId: string; targetDwellingId: string }[]
) {
	const [first, ...others] = moves;
	const ids = new Set(
		moves.flatMap(({ currentDwellingId, targetDwellingId }) => [currentDwellingId, targetDwellingId])
	);
	const held = [...ids].map((id) => homes.get(id)!);
	graph.follow(
		held.map((home) => ({
			...home,
			isFree: true,
			refused: home.dwellingId === first!.currentDwellingId ? [first!.targetDwellingId] : home.refused
		}))
	);
	const freed = (others.length > 0 ? others : moves).map(({ householdId }) => householdId);
	const answer = graph.mend({ freed, agreed: [] });
	graph.follow(held);
	return answer;
}

const times = ({ half, most, slowest }: Spread): string =>
	`half ${half.toFixed(0)} ms, 95 % under ${most.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`;

/** The measure as lines of text, beside the goal. */
export const repairReport = (one: RepairMeasure): string =>
	[
		`Repair: ${one.listings} listings, exchanges of ${one.limits.maxCycle}, chains of ${one.limits.maxChain}; ${one.broken} broken one at a time, ${one.mended} mended, ${one.proven} proven the best (ms of processor)`,
		`  graph built once         ${one.build.toFixed(0)} ms`,
		`  one repair               ${times(one.repair)} (goal 100 ms)`,
		`  after an annonce changed ${times(one.afterChange)}`,
		`  the whole pool again     ${one.whole.toFixed(1)} s`
	].join('\n');

if (process.argv[1]?.endsWith('/bench/repair.ts')) {
	const [size = 'L', seconds = '20', maxCycle = '3', maxChain = '3'] = process.argv.slice(2);
	const limits = { maxCycle: Number(maxCycle), maxChain: Number(maxChain) };
	console.log(
		repairReport(measureRepair({ size: size as Size, seed: 42, today: '2026-11-21', seconds: Number(seconds), limits }))
	);
}
