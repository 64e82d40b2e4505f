/** What a change of the rules would do to the pool of today, before anyone adopts it. */
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { rulesOn } from './catalogue.ts';
import { compileDwelling, compileHousehold, type CompiledRuleSet } from './compile.ts';
import { localPoints, residualOf, type DwellingFacts, type HouseholdFacts, type Pair } from './facts.ts';
import { ruleIds, type RuleId } from './rule-ids.ts';
import { mayBeProposed, verdictOf } from './verdict.ts';

export type PreviewPool = {
	households: readonly { household: Household; current: Dwelling | null; need?: Need | null }[];
	dwellings: readonly Dwelling[];
	/** Pairs to look at, as places in the two lists: the wishes of the pool, or any sample. */
	pairs: Iterable<readonly [household: number, dwelling: number]>;
};

/** Moves in which a rule answers otherwise: more strictly, or less. */
export type RuleShift = { rule: RuleId; stricter: number; softer: number };

export type Preview = {
	pairs: number;
	/** Moves possible after and not before, and the other way round. */
	gained: number;
	lost: number;
	kept: number;
	/** Households that would get their first possible move, or lose their last one. */
	householdsGained: number;
	householdsLost: number;
	/** Moves possible before and after that local criteria would put higher, or lower. */
	raised: number;
	lowered: number;
	/** The rules that make the difference, in the order of the book; those that change nothing are left out. */
	shifts: RuleShift[];
};

/** The pool under one rule set: facts, and the bits that each rule about one side alone has given. */
type Ready = { compiled: CompiledRuleSet; households: HouseholdFacts[]; dwellings: DwellingFacts[] };

/** Compares two rule sets over the pool: moves gained, lost and kept, and the rules that decide it. */
export function previewChange(pool: PreviewPool, before: CompiledRuleSet, after: CompiledRuleSet): Preview {
	const ready = (compiled: CompiledRuleSet): Ready => ({
		compiled,
		households: pool.households.map((entry) => compileHousehold(entry.household, entry, compiled)),
		dwellings: pool.dwellings.map((dwelling) => compileDwelling(dwelling, compiled))
	});
	const old = ready(before);
	const next = ready(after);
	const had = new Uint8Array(pool.households.length);
	const has = new Uint8Array(pool.households.length);
	const shifts = shiftCounter(old, next);
	const preview = {
		pairs: 0,
		gained: 0,
		lost: 0,
		kept: 0,
		raised: 0,
		lowered: 0,
		householdsGained: 0,
		householdsLost: 0
	};
	for (const [h, d] of pool.pairs) {
		const was = mayBeProposed(verdictOf(old.households[h]!, old.dwellings[d]!, before));
		const is = mayBeProposed(verdictOf(next.households[h]!, next.dwellings[d]!, after));
		preview.pairs += 1;
		if (was && is) {
			preview.kept += 1;
			const change =
				localPoints(next.households[h]!, next.dwellings[d]!) - localPoints(old.households[h]!, old.dwellings[d]!);
			if (change > 0) preview.raised += 1;
			else if (change < 0) preview.lowered += 1;
		} else if (is) preview.gained += 1;
		else if (was) preview.lost += 1;
		if (was) had[h] = 1;
		if (is) has[h] = 1;
		// A rule that changes its mind about a move that is possible neither before nor after changes nothing.
		if (was || is) shifts.count(h, d);
	}
	for (let i = 0; i < had.length; i++) {
		if (has[i]! > had[i]!) preview.householdsGained += 1;
		if (had[i]! > has[i]!) preview.householdsLost += 1;
	}
	return { ...preview, shifts: shifts.all() };
}

/** Counts, rule by rule, the pairs in which the answer has not the same weight any more. */
function shiftCounter(old: Ready, next: Ready) {
	const stricter = new Int32Array(ruleIds.length);
	const softer = new Int32Array(ruleIds.length);
	const weigh = (place: number, was: number, is: number) => {
		// The bits of a verdict are in order of gravity.
		if (is > was) stricter[place]!++;
		else if (is < was) softer[place]!++;
	};
	const weightOf = ({ compiled }: Ready, id: RuleId, name: string): number => compiled.bitsByRule.get(id)![name]!;
	const pairOf = (ready: Ready, h: number, d: number): Pair => {
		const facts = { h: ready.households[h]!, d: ready.dwellings[d]! };
		return { ...facts, residual: residualOf(facts.h, facts.d), counterpart: null };
	};
	const isHeard = (id: RuleId) =>
		[old, next].some(({ compiled }) => Object.values(compiled.bitsByRule.get(id)!).some((bits) => bits !== 0));
	const heard = rulesOn(old.compiled.on)
		.map((rule) => ({ rule, place: ruleIds.indexOf(rule.id) }))
		.filter(({ rule }) => isHeard(rule.id));
	return {
		count(h: number, d: number) {
			const was = pairOf(old, h, d);
			const is = pairOf(next, h, d);
			for (const { rule, place } of heard) {
				const answer = (pair: Pair) =>
					rule.scope === 'household'
						? rule.decide(pair.h)
						: rule.scope === 'dwelling'
							? rule.decide(pair.d)
							: rule.decide(pair);
				weigh(place, weightOf(old, rule.id, answer(was)), weightOf(next, rule.id, answer(is)));
			}
		},
		all: (): RuleShift[] =>
			ruleIds
				.map((rule, place) => ({ rule, stricter: stricter[place]!, softer: softer[place]! }))
				.filter((shift) => shift.stricter > 0 || shift.softer > 0)
	};
}
