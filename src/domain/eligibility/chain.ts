/** EXC-03: a chain stands only if each of its links does. */
import type { CompiledRuleSet } from './compile.ts';
import type { DwellingFacts, HouseholdFacts } from './facts.ts';
import { mayBeProposed, verdictOf } from './verdict.ts';

/** A household, as it will be after the move, and the dwelling it would take. */
export type Link = { h: HouseholdFacts; d: DwellingFacts };

/** The links that break a chain, by their place in it; none when it stands. */
export const brokenLinks = (links: readonly Link[], compiled: CompiledRuleSet): number[] =>
	links.flatMap(({ h, d }, place) => (mayBeProposed(verdictOf(h, d, compiled)) ? [] : [place]));
