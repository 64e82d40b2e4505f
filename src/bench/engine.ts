/**
 * The engine measured on invented territories, beside the simplest way of matching (pairs only), in one run: the ratios
 * are what to read, seconds depend on the machine.
 */
import loadHighs from 'highs';
import { arcCount } from '../domain/matching/pool.ts';
import { solve } from '../domain/matching/solve.ts';
import { territoryPool } from './territory.ts';

export type EngineMeasure = {
	listings: number;
	arcs: number;
	way: string;
	value: number;
	bound: number;
	/** (bound − value) / bound. */
	gap: number;
	moves: number;
	optimal: boolean;
	seconds: number;
	/** Resident memory of the process after the search, MB. */
	memory: number;
};

const ways = [
	{ way: 'pairs only', maxCycle: 2, maxChain: 0 },
	{ way: 'K = 3, L = 3', maxCycle: 3, maxChain: 3 }
] as const;

/**
 * Measures each way on each size.
 * @param seconds how long each search may take
 */
export async function measureEngine(sizes: readonly number[], seconds: number): Promise<EngineMeasure[]> {
	const highs = await loadHighs();
	const measures: EngineMeasure[] = [];
	for (const listings of sizes) {
		const pool = territoryPool({ listings, homesEach: 50, vacanciesPerThousand: 10, seed: 1 });
		for (const { way, ...limits } of ways) {
			const started = performance.now();
			const shouldStop = () => performance.now() - started >= seconds * 1000;
			const answer = solve(pool, { ...limits, seed: 1 }, { highs, shouldStop });
			measures.push({
				listings,
				arcs: arcCount(pool),
				way,
				value: answer.value,
				bound: answer.bound,
				gap: answer.gap,
				moves:
					answer.cycles.reduce((sum, cycle) => sum + cycle.length, 0) +
					answer.chains.reduce((sum, chain) => sum + chain.length - 1, 0),
				optimal: answer.optimal,
				seconds: (performance.now() - started) / 1000,
				memory: process.memoryUsage.rss() / 1e6
			});
		}
	}
	return measures;
}

/** The table of a measure. */
export function engineReport(measures: readonly EngineMeasure[]): string {
	const head = ['listings', 'arcs', 'way', 'moves', 'value', 'bound', 'gap', 'proven', 'seconds', 'MB'];
	const rows = measures.map((one) => [
		one.listings,
		one.arcs,
		one.way,
		one.moves,
		Math.round(one.value),
		Math.round(one.bound),
		`${(100 * one.gap).toFixed(2)} %`,
		one.optimal ? 'yes' : 'no',
		one.seconds.toFixed(1),
		one.memory.toFixed(0)
	]);
	const texts = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
	return texts.map((row) => row.map((text, column) => text.padStart(widths[column]!)).join('  ')).join('\n');
}
