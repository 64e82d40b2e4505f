/** May a household be proposed for a dwelling? The quick answer, without its reasons. */
import type { Check, CompiledRuleSet } from './compile.ts';
import { residualOf, type DwellingFacts, type HouseholdFacts, type Pair } from './facts.ts';
import { BLOCKED, CHECK, DEBT, MISSING, MISSING_BLOCKING } from './rule.ts';

/** A verdict in one word: what a badge shows. */
export type VerdictWord = 'fine' | 'check' | 'missing' | 'blocked';

/** One object for every pair of a run: a million verdicts build nothing. */
const pair = { h: null, d: null, residual: NaN, counterpart: null } as unknown as Pair;

/** The bits that some rules add for a pair; once one has blocked, the others are not asked. */
export function bitsFor(h: HouseholdFacts, d: DwellingFacts, residual: number, checks: readonly Check[]): number {
	pair.h = h;
	pair.d = d;
	pair.residual = residual;
	let bits = 0;
	for (const check of checks) {
		bits |= check.bits[check.decide(pair)]!;
		if (bits & BLOCKED) return bits;
	}
	return bits;
}

/**
 * The verdict of a pair as a set of bits: CHECK, MISSING, MISSING_BLOCKING, BLOCKED, DEBT; FINE when none. Once a rule
 * has blocked, the other bits are not worked out.
 */
export function verdictOf(h: HouseholdFacts, d: DwellingFacts, compiled: CompiledRuleSet): number {
	let bits = h.bits | d.bits;
	if (bits & BLOCKED) return bits;
	bits |= bitsFor(h, d, NaN, compiled.first);
	return bits & BLOCKED ? bits : bits | bitsFor(h, d, residualOf(h, d), compiled.costed);
}

/**
 * May the pair be proposed? No rule that blocks has failed, and none of them lacks the information to answer, but for
 * the rules whose check the charter leaves for later (TerritoryCharter.proposeDespiteMissing).
 */
export const mayBeProposed = (verdict: number): boolean => (verdict & (BLOCKED | MISSING_BLOCKING)) === 0;

/** The verdict in one word, the gravest first. */
export function verdictWord(verdict: number): VerdictWord {
	if (verdict & BLOCKED) return 'blocked';
	if (verdict & (MISSING | MISSING_BLOCKING)) return 'missing';
	return verdict & (CHECK | DEBT) ? 'check' : 'fine';
}
