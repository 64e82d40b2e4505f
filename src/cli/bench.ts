/**
 * What the project claims of speed.
 *
 *     npm run bench -- [--engine] [--levels] [--graph] [--rules] [--repair] [--size S,M,L,XL | --listings 1000,50000] [--time S]
 *                      [--max-cycle K] [--max-chain L] [--threads N] [--instances FOLDER] [--only TEXT]
 *
 * The folder of published instances can also be given as KEP_INSTANCES; without it, only invented pools are measured. What each
 * command answers is told in docs/measures.md.
 */
import { parseArgs } from 'node:util';
import { adviceReport, measureAdvice } from '../bench/advice.ts';
import { engineTitles, measureHostile, measureInstances, measureTerritories } from '../bench/engine.ts';
import { graphReport, measureGraph } from '../bench/graph.ts';
import { levelsReport, measureLevels } from '../bench/levels.ts';
import { measureRepair, repairReport } from '../bench/repair.ts';
import { measureWholeRepair, wholeRepairReport } from '../bench/repair-whole.ts';
import { measureRules, rulesReport } from '../bench/rules.ts';
import { usualThreads } from '#server/matching/crew.ts';
import { listingsOf, type Size } from '#demo/territory/generate.ts';
import { complaintOf } from './say.mjs';

const usage =
	'Usage: npm run bench -- [--engine] [--levels] [--graph] [--rules] [--repair] [--size S,M,L,XL | --listings 1000,10000] [--time 60] [--max-cycle 3] [--max-chain 3] [--threads 2] [--instances FOLDER] [--only TEXT]';
/** Some four million moves. */
const hostileHouseholds = 2_000;
const isSize = (text: string): text is Size => text in listingsOf;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			engine: { type: 'boolean', default: false },
			levels: { type: 'boolean', default: false },
			graph: { type: 'boolean', default: false },
			rules: { type: 'boolean', default: false },
			repair: { type: 'boolean', default: false },
			size: { type: 'string', default: 'S,M,L' },
			listings: { type: 'string' },
			time: { type: 'string', default: '60' },
			'max-cycle': { type: 'string', default: '3' },
			'max-chain': { type: 'string', default: '3' },
			threads: { type: 'string', default: String(usualThreads()) },
			instances: { type: 'string', default: process.env['KEP_INSTANCES'] ?? '' },
			only: { type: 'string', default: '' }
		}
	});
	const isAll = !values.engine && !values.levels && !values.graph && !values.rules && !values.repair;
	const sizes = values.size.split(',').filter(isSize);
	const territories = values.listings
		? values.listings.split(',').map((text) => ({ name: `${text} listings × 50 homes`, listings: Number(text) }))
		: sizes.map((size) => ({ name: `territory ${size}`, listings: listingsOf[size] }));
	// Rules, graph, repair and levels are measured on one territory, the last named.
	const largest = sizes.at(-1) ?? 'L';
	const limits = { maxCycle: Number(values['max-cycle']), maxChain: Number(values['max-chain']) };
	const seconds = Number(values.time);
	const threads = Number(values.threads);
	const isCount = (count: number, least: number) => Number.isInteger(count) && count >= least;
	if (
		territories.length === 0 ||
		(!values.listings && sizes.length !== values.size.split(',').length) ||
		!territories.every(({ listings }) => isCount(listings, 2)) ||
		!isCount(limits.maxCycle, 0) ||
		!isCount(limits.maxChain, 0) ||
		!isCount(threads, 1) ||
		!(seconds > 0)
	) {
		throw new RangeError(usage);
	}
	if (values.rules || isAll)
		console.log(`${rulesReport(measureRules({ size: largest, seed: 42, today: '2026-11-21' }))}\n`);
	if (values.graph || isAll) {
		const request = { size: largest, seed: 42, today: '2026-11-21' };
		console.log(`${graphReport(measureGraph(request))}\n`);
		console.log(`${repairReport(measureRepair({ ...request, seconds, limits }))}\n`);
		console.log(`${adviceReport(measureAdvice({ ...request, seconds }))}\n`);
	}
	if (values.repair || isAll) {
		const request = { size: largest, seed: 42, limits, samples: 100, seconds };
		console.log(`${wholeRepairReport(await measureWholeRepair(request))}\n`);
	}
	if (values.levels || isAll)
		console.log(`${levelsReport(measureLevels({ size: largest, seed: 42, today: '2026-11-21', seconds, threads }))}\n`);
	if (values.engine || isAll) {
		console.log(engineTitles());
		if (values.instances)
			for (const line of measureInstances(values.instances, seconds, threads, values.only)) console.log(line);
		if (!values.only) {
			for (const line of measureTerritories(territories, limits, seconds, threads)) console.log(line);
			console.log(measureHostile(hostileHouseholds, limits, seconds, threads));
		}
	}
}

try {
	await main();
} catch (error) {
	console.error(complaintOf(error));
	process.exitCode = 2;
}
