/** How fast the graph of a territory is built, rules included, on one thread; and how fast it follows one change. */
import type { Day } from '#domain/calendar.ts';
import { aRuleSet, defaultCharter } from '#domain/eligibility/settings.ts';
import { compatibilityOf } from '#domain/matching/compatibility/compatibility.ts';
import { arcCount } from '#domain/matching/pool.ts';
import type { Size } from '#demo/territory/generate.ts';
import { runInputOf } from '#demo/territory/run-input.ts';
import { cpuNow } from './spread.ts';

export type GraphMeasure = {
	listings: number;
	arcs: number;
	/** Linking every household, ms; then laying the pool out, ms. */
	link: number;
	layOut: number;
	/** What both took of the processor, ms. */
	processor: number;
	/** One listing changed, linked anew, ms on average. */
	change: number;
};

/** The rules of the measures: those of the book, with the ceilings recomputed where no table gives them. */
export const benchSetting = (today: Day) => ({
	rules: aRuleSet({ ...defaultCharter, useComputedCeilings: true }),
	on: today,
	leasesBy: today
});

/** Builds the graph of a territory, and changes some listings. */
export function measureGraph(request: { size: Size; seed: number; today: Day }): GraphMeasure {
	const input = runInputOf(request);
	const spent = cpuNow();
	let start = performance.now();
	const linked = compatibilityOf(benchSetting(request.today), input);
	const link = performance.now() - start;
	start = performance.now();
	const { pool } = linked.graph({ maxCycle: 3, maxChain: 3 });
	const layOut = performance.now() - start;
	const processor = cpuNow() - spent;
	const changed = input.listings.slice(0, 200);
	start = performance.now();
	for (const listing of changed) linked.putListing(listing);
	const change = (performance.now() - start) / changed.length;
	return { listings: input.listings.length, arcs: arcCount(pool), link, layOut, processor, change };
}

/** The measure as lines of text, beside the goals. */
export const graphReport = ({ listings, arcs, link, layOut, processor, change }: GraphMeasure): string =>
	[
		`Graph: ${listings} listings, ${(arcs / 1e6).toFixed(2)} M moves allowed, one thread`,
		`  built, rules included    ${((link + layOut) / 1_000).toFixed(2)} s (goal 5 s, aim 1 s), ${(processor / 1_000).toFixed(2)} s of the processor`,
		`  one listing changed      ${change.toFixed(1)} ms`
	].join('\n');

if (process.argv[1]?.endsWith('/bench/graph.ts')) {
	const [size = 'L', seed = '42'] = process.argv.slice(2);
	console.log(graphReport(measureGraph({ size: size as Size, seed: Number(seed), today: '2026-11-21' })));
}
