/** One measure of the engine or of a simpler way, in a process of its own, so that its memory and its time are its own. */
import { checkSelection, type Selection } from '../domain/matching/check.ts';
import { arcCount, type AdditivePool } from '../domain/matching/pool.ts';
import { solve } from '../domain/matching/solve.ts';
import { withCrew } from '../server/matching/crew.ts';
import { everybodySuits } from './hostile.ts';
import { readInstanceFile } from './instances/read-file.ts';
import { solvePlainly } from './plain-model.ts';
import { randomChains, randomLimits } from './random-chains.ts';
import { territoryPool, type Territory } from './territory.ts';

export type Way = 'engine' | 'pairs only' | 'plain model' | 'random chains of five';

export type Job = {
	source: { file: string } | { territory: Territory } | { everybodySuits: number };
	way: Way;
	maxCycle: number;
	maxChain: number;
	/** Time of the search, s. */
	seconds: number;
	/** Threads of the engine. */
	threads: number;
};

export type Measure = {
	households: number;
	vacancies: number;
	arcs: number;
	/** In the unit of the file; null when the way cannot take a pool of this size. */
	value: number | null;
	bound: number | null;
	optimal: boolean;
	moves: number | null;
	/** Why the search ended. */
	ended: string;
	/** Of the search, and of the processor from the start of the process, s. */
	seconds: number;
	cpuSeconds: number;
	/** The most the process ever held, MB. */
	memory: number;
};

function poolOf(source: Job['source']): { pool: AdditivePool; scale: number } {
	if ('file' in source) return readInstanceFile(source.file);
	return {
		pool: 'territory' in source ? territoryPool(source.territory) : everybodySuits(source.everybodySuits),
		scale: 1
	};
}

async function measure({ source, way, seconds, threads, ...limits }: Job): Promise<Measure> {
	const { pool, scale } = poolOf(source);
	const started = performance.now();
	const spent = () => (performance.now() - started) / 1000;
	const result = await answerOf();
	const usage = process.resourceUsage();
	return {
		households: pool.households,
		vacancies: pool.vacancies,
		arcs: arcCount(pool),
		...result,
		seconds: spent(),
		cpuSeconds: usage.userCPUTime / 1e6,
		memory: usage.maxRSS / 1024
	};

	async function answerOf(): Promise<Pick<Measure, 'value' | 'bound' | 'optimal' | 'moves' | 'ended'>> {
		if (way === 'plain model') {
			const plain = await solvePlainly(pool, limits, seconds);
			if (!plain) return { value: null, bound: null, optimal: false, moves: null, ended: 'too many exchanges' };
			return {
				value: plain.value / scale,
				bound: plain.isRestricted ? null : plain.bound / scale,
				optimal: plain.optimal && !plain.isRestricted,
				moves: null,
				ended: plain.optimal ? 'proven' : 'stopped'
			};
		}
		if (way === 'random chains of five') {
			const { value, moves } = checked(randomChains(pool, 1), randomLimits);
			return { value: value / scale, bound: null, optimal: false, moves, ended: 'done' };
		}
		const allowed = way === 'pairs only' ? { maxCycle: 2, maxChain: 0 } : limits;
		const secondsLeft = () => seconds - spent();
		const answer = withCrew(threads, (crew) =>
			solve(pool, { ...allowed, seed: 1 }, { effort: Infinity, secondsLeft, crew })
		);
		const { value, moves } = checked(answer, allowed);
		if (value !== answer.value) throw new Error(`the checker counts ${value}, the engine ${answer.value}`);
		return {
			value: value / scale,
			bound: answer.bound / scale,
			optimal: answer.optimal,
			moves,
			ended: answer.stoppedBecause
		};
	}

	function checked(selection: Selection, allowed: { maxCycle: number; maxChain: number }) {
		const report = checkSelection(pool, selection, allowed);
		if (report.faults.length > 0) throw new Error(`the checker refuses: ${report.faults[0]!.code}`);
		return { value: report.value[0]!, moves: report.moves };
	}
}

if (process.argv[1]?.endsWith('one-run.ts')) {
	console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]!) as Job)));
}
