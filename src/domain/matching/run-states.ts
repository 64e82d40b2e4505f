/** A run from the request to its record, and what may stand in its way. */
export const runStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** Where a run under way stands, said to who waits for it. */
export const runStages = ['loading', 'linking', 'solving', 'checking', 'writing'] as const;
export type RunStage = (typeof runStages)[number];

/** What asked for it: a coordinator, or the search for a repair after a broken chain. */
export const runReasons = ['coordinator', 'repair'] as const;
export type RunReason = (typeof runReasons)[number];

export type RunRefusal =
	| 'RUN_NOT_FOUND'
	/** Another run of the territory is not over. */
	| 'RUN_UNDER_WAY'
	/** Longer exchanges than the charter of the territory allows. */
	| 'RUN_BEYOND_CHARTER'
	/** A code names no published annonce, or several. */
	| 'RUN_LISTING_UNKNOWN'
	| 'RUN_ENDED'
	/** The clock cut the search short: played again on another machine, it may find something else. */
	| 'RUN_NOT_REPLAYABLE';
