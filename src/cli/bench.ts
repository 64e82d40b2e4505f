/** `npm run bench [-- --engine | --graph | --rules] [--listings 1000,10000] [--time S] [--size L]`: what the project claims of speed. */
import { parseArgs } from 'node:util';
import { engineReport, measureEngine } from '../bench/engine.ts';
import { graphReport, measureGraph } from '../bench/graph.ts';
import { measureRepair, repairReport } from '../bench/repair.ts';
import { measureRules, rulesReport } from '../bench/rules.ts';
import { listingsOf, type Size } from '#demo/territory/generate.ts';

const { values } = parseArgs({
	options: {
		engine: { type: 'boolean', default: false },
		graph: { type: 'boolean', default: false },
		rules: { type: 'boolean', default: false },
		listings: { type: 'string', default: '1000,10000' },
		time: { type: 'string', default: '60' },
		size: { type: 'string', default: 'L' }
	}
});
const isSize = (text: string): text is Size => text in listingsOf;
const isAll = !values.engine && !values.graph && !values.rules;
const listings = values.listings.split(',').map(Number);
if (
	!isSize(values.size) ||
	listings.some((count) => !Number.isInteger(count) || count < 2) ||
	!(Number(values.time) > 0)
) {
	console.error(
		'Usage: npm run bench -- [--engine] [--graph] [--rules] [--listings 1000,10000] [--time 60] [--size XS|S|M|L|XL]'
	);
	process.exit(2);
}
if (values.rules || isAll)
	console.log(`${rulesReport(measureRules({ size: values.size, seed: 42, today: '2026-11-21' }))}\n`);
if (values.graph || isAll) {
	const request = { size: values.size, seed: 42, today: '2026-11-21' };
	console.log(`${graphReport(measureGraph(request))}\n`);
	console.log(`${repairReport(measureRepair({ ...request, seconds: Number(values.time) }))}\n`);
}
if (values.engine || isAll) console.log(engineReport(await measureEngine(listings, Number(values.time))));
