/**
 * The engine measured on published instances, beside the optima and the times of its peers, on invented territories, beside
 * simpler ways in the same run, and in the hardest pool there is. Ratios are what to read: seconds depend on the machine.
 *
 * Published instances do not ship with the project: they are read from a folder holding `instances/*.gz` and `optima.json`, a list
 * of { instance, maxCycle, maxChain, optimum or bestKnown, publishedSeconds }.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Job, Measure, Way } from './one-run.ts';

const knownOptima = z.array(
	z.object({
		instance: z.string(),
		maxCycle: z.int(),
		maxChain: z.int(),
		optimum: z.number().optional(),
		bestKnown: z.number().optional(),
		publishedSeconds: z.number().optional()
	})
);
type KnownOptimum = z.infer<typeof knownOptima>[number];

function run(job: Job): Measure {
	const script = path.join(import.meta.dirname, 'one-run.ts');
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(job)], {
		encoding: 'utf8',
		maxBuffer: 1 << 26
	});
	if (status !== 0) throw new Error(`${JSON.stringify(job)}: ${stderr}`);
	return JSON.parse(stdout) as Measure;
}

const number = (value: number | null | undefined, digits = 0): string =>
	value === null || value === undefined ? '' : Number.isInteger(value) ? String(value) : value.toFixed(digits);
const gapOf = ({ value, bound }: Measure): string => {
	if (value === null || bound === null) return '';
	return `${(bound > value ? (100 * (bound - value)) / bound : 0).toFixed(3)} %`;
};

const columns = [
	['pool', 42],
	['size', 12],
	['edges', 9],
	['K', 2],
	['L', 2],
	['way', 22],
	['moves', 7],
	['value', 12],
	['known', 12],
	['bound', 12],
	['gap', 9],
	['proven', 6],
	['seconds', 8],
	['cpu s', 8],
	['MB', 6],
	['peer s', 7],
	['ratio', 6]
] as const;

type Row = Record<(typeof columns)[number][0], string>;

const lineOf = (row: Partial<Row>): string =>
	columns
		.map(([name, width], k) => (k === 0 ? (row[name] ?? '').padEnd(width) : (row[name] ?? '').padStart(width)))
		.join(' ');

function rowOf(pool: string, job: Job, measure: Measure, known?: KnownOptimum): string {
	const best = known?.optimum ?? known?.bestKnown;
	const peer = known?.publishedSeconds;
	return lineOf({
		pool,
		size: `${measure.households}+${measure.vacancies}`,
		edges: String(measure.arcs),
		K: String(job.way === 'pairs only' ? 2 : job.maxCycle),
		L: String(job.way === 'pairs only' ? 0 : job.maxChain),
		way: job.way,
		moves: number(measure.moves),
		value: number(measure.value, 4),
		known: best === undefined ? '' : `${known?.optimum === undefined ? '≥ ' : ''}${number(best, 4)}`,
		bound: number(measure.bound, 4),
		gap: gapOf(measure),
		proven: measure.optimal ? 'yes' : 'no',
		seconds: measure.seconds.toFixed(2),
		'cpu s': measure.cpuSeconds.toFixed(2),
		MB: measure.memory.toFixed(0),
		'peer s': number(peer, 1),
		ratio: peer === undefined ? '' : (measure.seconds / peer).toFixed(2)
	});
}

/** The line of titles of the table. */
export const engineTitles = (): string => lineOf(Object.fromEntries(columns.map(([name]) => [name, name])));

/**
 * Measures the published instances of a folder, giving each line of the table as it comes.
 * @param seconds how long each search may take
 * @param threads of the engine
 * @param only instances whose name contains this
 */
export function* measureInstances(folder: string, seconds: number, threads: number, only = ''): Generator<string> {
	const file = path.join(folder, 'optima.json');
	if (!existsSync(file)) throw new Error(`${file} is missing`);
	const tally = { runs: 0, proven: 0, reached: 0 };
	for (const known of knownOptima.parse(JSON.parse(readFileSync(file, 'utf8')))) {
		if (!known.instance.includes(only)) continue;
		const job: Job = {
			source: { file: path.join(folder, 'instances', `${known.instance}.gz`) },
			way: 'engine',
			maxCycle: known.maxCycle,
			maxChain: known.maxChain,
			seconds,
			threads
		};
		const measure = run(job);
		const best = known.optimum ?? known.bestKnown ?? 0;
		tally.runs++;
		if (measure.optimal) tally.proven++;
		if (measure.value! >= best - 1e-6) tally.reached++;
		yield rowOf(known.instance, job, measure, known);
	}
	yield `${tally.runs} runs: ${tally.reached} reach the best value known or more, ${tally.proven} are proven`;
}

const ways: readonly Way[] = ['engine', 'pairs only', 'plain model', 'random chains of five'];

/**
 * Measures invented territories, every way on each, giving each line of the table as it comes.
 * @param seconds how long each search may take
 * @param threads of the engine
 */
export function* measureTerritories(
	territories: readonly { name: string; listings: number }[],
	limits: { maxCycle: number; maxChain: number },
	seconds: number,
	threads: number
): Generator<string> {
	for (const { name, listings } of territories) {
		for (const way of ways) {
			const territory = { listings, homesEach: 50, vacanciesPerThousand: 10, seed: 1 };
			const job: Job = { source: { territory }, way, ...limits, seconds, threads };
			yield rowOf(name, job, run(job));
		}
	}
}

/** The line of a pool where every dwelling suits everybody: what counts there is that the engine ends in time, and says so. */
export function measureHostile(
	households: number,
	limits: { maxCycle: number; maxChain: number },
	seconds: number,
	threads: number
): string {
	const job: Job = { source: { everybodySuits: households }, way: 'engine', ...limits, seconds, threads };
	return rowOf('every dwelling suits everybody', job, run(job));
}
