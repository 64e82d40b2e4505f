/** How fast a household left out is told why, and what one change would bring, on the graph of a region. */
import type { Day } from '#domain/calendar.ts';
import { selectionOf } from '#domain/matching/compatibility/exchanges.ts';
import { linkedFor, playRun } from '#domain/matching/compatibility/run.ts';
import { explainHousehold } from '#domain/matching/insight/household.ts';
import { sceneOf } from '#domain/matching/insight/scene.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { benchSetting } from './graph.ts';
import { cpuNow, spread, type Spread } from './spread.ts';

export type AdviceMeasure = { listings: number; explained: number; advice: Spread };

/** Households explained, evenly spread over those left out. */
const samples = 200;

/** @param seconds how long the search of the whole pool may take beforehand */
export function measureAdvice(request: { size: Size; seed: number; today: Day; seconds: number }): AdviceMeasure {
	const limits = { maxCycle: 3, maxChain: 3 };
	const input = { ...benchSetting(request.today), ...runInputOf(request), limits, seed: 1, arranged: [] };
	const end = performance.now() + request.seconds * 1_000;
	const { exchanges } = playRun(input, { secondsLeft: () => (end - performance.now()) / 1_000 });
	const { linked, graph } = linkedFor(input);
	const scene = sceneOf(linked, graph, limits, selectionOf(graph, exchanges));
	const listings = new Map(input.listings.map((listing) => [listing.listingId, listing]));
	const communes = [...new Set(input.listings.map(({ dwelling }) => dwelling.commune))].slice(0, 20);
	const left = [...Array(graph.pool.households).keys()].filter((v) => !scene.isServed[v]);
	const step = Math.max(1, Math.floor(left.length / samples));
	const times = left
		.filter((_, i) => i % step === 0)
		.map((v) => {
			const since = cpuNow();
			explainHousehold(scene, v, listings.get(graph.vertices[v]!.listing!.listingId)!, communes);
			return cpuNow() - since;
		});
	return { listings: input.listings.length, explained: times.length, advice: spread(times) };
}

/** The measure as a line of text, beside the goal. */
export const adviceReport = ({ listings, explained, advice }: AdviceMeasure): string =>
	`Advice: ${listings} listings, ${explained} households left out; half ${advice.half.toFixed(0)} ms of processor, 95 % under ${advice.most.toFixed(0)} ms, slowest ${advice.slowest.toFixed(0)} ms (goal 300 ms)`;

if (process.argv[1]?.endsWith('/bench/advice.ts')) {
	const [size = 'L', seconds = '20'] = process.argv.slice(2);
	console.log(
		adviceReport(measureAdvice({ size: size as Size, seed: 42, today: '2026-11-21', seconds: Number(seconds) }))
	);
}
