import type { ArrangedFault } from '#domain/matching/compatibility/exchanges.ts';
import type { LeftOut } from '#domain/matching/compatibility/left-out.ts';
import type { PriorityKind } from '#domain/matching/objective-settings.ts';
import type { LevelOutcome } from '#domain/matching/solve.ts';
import type { WrittenWhole } from '#domain/matching/whole.ts';

/** What a run was asked. */
export type RunParameters = {
	/** Households in the longest cycle, moves in the longest chain started by a vacant dwelling. */
	maxCycle: number;
	maxChain: number;
	seed: number;
	/** When the clock stops the search, s. */
	seconds: number;
	/** Listings of households that found each other by themselves: kept together if the rules allow it. */
	arranged?: string[][];
};

/** What a coordinator is told of an exchange: nothing about people, only counts and homes. */
export type ExchangeSummary = {
	proposalId: string;
	/** Moves that end a situation the charter puts first; which one stays between the household and its organism. */
	priorities: number;
	wishesMet: number;
	wishes: number;
	/** Conditions that an organism or a commission still has to look at, all moves together. */
	toCheck: number;
	/** Households that asked for this exchange themselves. */
	isArranged: boolean;
};

/** Everything a run leaves beside its figures. Never edited; two plays of a run give the same `result`. */
export type RunRecord = {
	levels: LevelOutcome[];
	/** The levels as one number; null for a repair, which answers for the few it was asked for. Absent from older records. */
	whole?: WrittenWhole | null;
	/** SHA-256 of the exchanges and levels, in their canonical form. */
	resultHash: string;
	/** The chosen exchanges, as vertices of the pool kept with the run. */
	result: { cycles: number[][]; chains: number[][] };
	exchanges: ExchangeSummary[];
	/** Situations ended by the moves found, by kind. */
	prioritiesEnded: Record<PriorityKind, number>;
	leftOut: LeftOut[];
	/** Published listings that a live exchange holds: they were not in the pool. */
	held: number;
	/** Exchanges that households arranged themselves: kept (vertices of the pool, listings), or not and why. */
	arranged: { cycles: number[][]; kept: string[][]; faults: { listingIds: readonly string[]; fault: ArrangedFault }[] };
	/** Repair: households freed by the broken chain, and those of them that are housed again here. */
	repair: { freed: number; rehoused: number } | null;
	/** False when the pool was too large to be kept: the run cannot be played again. Absent from older records: kept. */
	isInputKept?: boolean;
	timings: Record<'loading' | 'linking' | 'solving' | 'checking', number>;
	effort: { columns: number; nodes: number; levels: number };
};
