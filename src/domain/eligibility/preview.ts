/** What a change of the rules would do to the pool of today, before anyone adopts it. */
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { compileDwelling, compileHousehold, type CompiledRuleSet } from './compile.ts';
import { mayBeProposed, verdictOf } from './verdict.ts';

export type PreviewPool = {
	households: readonly { household: Household; current: Dwelling | null; need?: Need | null }[];
	dwellings: readonly Dwelling[];
	/** Pairs to look at, as places in the two lists: the wishes of the pool, or any sample. */
	pairs: Iterable<readonly [household: number, dwelling: number]>;
};

export type Preview = {
	pairs: number;
	/** Moves possible after and not before, and the other way round. */
	gained: number;
	lost: number;
	kept: number;
	/** Households that would get their first possible move, or lose their last one. */
	householdsGained: number;
	householdsLost: number;
};

/** Compares two rule sets over the pool: moves gained, lost and kept. */
export function previewChange(pool: PreviewPool, before: CompiledRuleSet, after: CompiledRuleSet): Preview {
	const ready = (compiled: CompiledRuleSet) => ({
		households: pool.households.map((entry) => compileHousehold(entry.household, entry, compiled)),
		dwellings: pool.dwellings.map((dwelling) => compileDwelling(dwelling, compiled))
	});
	const old = ready(before);
	const next = ready(after);
	const had = new Uint8Array(pool.households.length);
	const has = new Uint8Array(pool.households.length);
	const preview: Preview = { pairs: 0, gained: 0, lost: 0, kept: 0, householdsGained: 0, householdsLost: 0 };
	for (const [h, d] of pool.pairs) {
		const was = mayBeProposed(verdictOf(old.households[h]!, old.dwellings[d]!, before));
		const is = mayBeProposed(verdictOf(next.households[h]!, next.dwellings[d]!, after));
		preview.pairs += 1;
		if (was && is) preview.kept += 1;
		else if (is) preview.gained += 1;
		else if (was) preview.lost += 1;
		if (was) had[h] = 1;
		if (is) has[h] = 1;
	}
	for (let i = 0; i < had.length; i++) {
		if (has[i]! > had[i]!) preview.householdsGained += 1;
		if (had[i]! > has[i]!) preview.householdsLost += 1;
	}
	return preview;
}
