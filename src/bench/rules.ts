/**
 * How fast the rules answer, on one core, over an invented territory: verdicts by the second without explanations, one
 * household in front of every dwelling, and the price of an explanation. `node src/bench/rules.ts [size] [seed]`.
 */
import { costOf } from '#domain/affordability/cost.ts';
import { defaultAffordability } from '#domain/affordability/settings.ts';
import type { Day } from '#domain/calendar.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from '#domain/eligibility/compile.ts';
import { explain } from '#domain/eligibility/explain.ts';
import { aRuleSet, defaultCharter } from '#domain/eligibility/settings.ts';
import { mayBeProposed, verdictOf, verdictWord, type VerdictWord } from '#domain/eligibility/verdict.ts';
import { collectTerritory, type Size } from '#demo/territory/generate.ts';

export type RulesMeasure = {
	households: number;
	dwellings: number;
	/** Pairs judged for the rate below. */
	pairs: number;
	verdictsPerSecond: number;
	/** Share of the pairs that may be proposed, and of each verdict. */
	proposable: number;
	verdicts: Record<VerdictWord, number>;
	/** One household in front of every dwelling, ms: on average, and the slowest one of the sample. */
	oneAgainstAll: number;
	slowestAgainstAll: number;
	/** Making a household and a dwelling ready, µs each. */
	compileHousehold: number;
	compileDwelling: number;
	/** One explanation with its figures, and one cost before and after, µs. */
	explanation: number;
	cost: number;
};

const microseconds = (from: number, count: number): number => ((performance.now() - from) * 1_000) / count;

/**
 * Measures the rules over a territory.
 * @param households how many households are put in front of every dwelling, evenly taken among all of them
 */
export function measureRules(request: { size: Size; seed: number; today: Day; households?: number }): RulesMeasure {
	const territory = collectTerritory(request);
	const dwellingById = new Map(territory.dwellings.map((dwelling) => [dwelling.id, dwelling]));
	const needByHousehold = new Map(territory.listings.map((listing) => [listing.householdId, listing.need]));
	const rules = compileRuleSet(aRuleSet({ ...defaultCharter, useComputedCeilings: true }), request.today);
	const around = (household: (typeof territory.households)[number]) => ({
		current: dwellingById.get(household.lease.dwellingId) ?? null,
		need: needByHousehold.get(household.id) ?? null
	});

	let start = performance.now();
	const dwellings = territory.dwellings.map((dwelling) => compileDwelling(dwelling, rules));
	const compileDwellingTime = microseconds(start, dwellings.length);
	start = performance.now();
	const households = territory.households.map((household) => compileHousehold(household, around(household), rules));
	const compileHouseholdTime = microseconds(start, households.length);

	const sample = Math.min(request.households ?? 400, households.length);
	const chosen = Array.from({ length: sample }, (_, i) => households[Math.floor((i * households.length) / sample)]!);
	const verdicts: RulesMeasure['verdicts'] = { fine: 0, check: 0, missing: 0, blocked: 0 };
	const seen = new Uint32Array(32);
	const judge = (household: (typeof households)[number]) => {
		for (const dwelling of dwellings) seen[verdictOf(household, dwelling, rules)]! += 1;
	};
	// The first households warm the machine up; they are not counted.
	for (const household of chosen.slice(0, 20)) judge(household);
	seen.fill(0);
	let slowestAgainstAll = 0;
	start = performance.now();
	for (const household of chosen) {
		const from = performance.now();
		judge(household);
		slowestAgainstAll = Math.max(slowestAgainstAll, performance.now() - from);
	}
	const seconds = (performance.now() - start) / 1_000;
	const pairs = sample * dwellings.length;
	let proposable = 0;
	seen.forEach((count, verdict) => {
		verdicts[verdictWord(verdict)] += count / pairs;
		if (mayBeProposed(verdict)) proposable += count / pairs;
	});

	const explained = Math.min(5_000, pairs);
	const pairAt = (i: number) => ({ h: chosen[i % sample]!, d: dwellings[(i * 7_919) % dwellings.length]! });
	start = performance.now();
	for (let i = 0; i < explained; i++) explain(pairAt(i).h, pairAt(i).d, rules);
	const explanation = microseconds(start, explained);
	start = performance.now();
	for (let i = 0; i < explained; i++) {
		const { h, d } = pairAt(i);
		costOf({
			household: h.source,
			target: d.source,
			current: h.current,
			on: request.today,
			settings: defaultAffordability
		});
	}
	return {
		households: households.length,
		dwellings: dwellings.length,
		pairs,
		verdictsPerSecond: pairs / seconds,
		proposable,
		verdicts,
		oneAgainstAll: (seconds * 1_000) / sample,
		slowestAgainstAll,
		compileHousehold: compileHouseholdTime,
		compileDwelling: compileDwellingTime,
		explanation,
		cost: microseconds(start, explained)
	};
}

/** The measure as lines of text, beside the goals. */
export function rulesReport(measure: RulesMeasure): string {
	const million = (value: number) => `${(value / 1e6).toFixed(2)} M`;
	const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
	const { fine, check, missing, blocked } = measure.verdicts;
	return [
		`Rules: ${measure.households} households × ${measure.dwellings} dwellings, ${million(measure.pairs)} pairs judged, one core`,
		`  verdicts per second, no explanation   ${million(measure.verdictsPerSecond)} (goal 1 M)`,
		`  one verdict                           ${(1e6 / measure.verdictsPerSecond).toFixed(3)} µs (goal under 50 µs)`,
		`  one household against all dwellings   ${measure.oneAgainstAll.toFixed(1)} ms (slowest ${measure.slowestAgainstAll.toFixed(1)} ms)`,
		`  made ready: household, dwelling       ${measure.compileHousehold.toFixed(1)} µs, ${measure.compileDwelling.toFixed(1)} µs`,
		`  one explanation; one cost             ${measure.explanation.toFixed(0)} µs; ${measure.cost.toFixed(0)} µs`,
		`  may be proposed                       ${percent(measure.proposable)}`,
		`  fine, to check, missing, blocked      ${[fine, check, missing, blocked].map(percent).join(', ')}`
	].join('\n');
}

if (process.argv[1]?.endsWith('/bench/rules.ts')) {
	const [size = 'L', seed = '42'] = process.argv.slice(2);
	console.log(rulesReport(measureRules({ size: size as Size, seed: Number(seed), today: '2026-11-21' })));
}
