/**
 * How long one waits between two tries of a secret. A few are free, then each costs twice the wait of the one before:
 * guessing takes years, and nobody can close the account of somebody else by trying wrong ones.
 */
export type Patience = {
	/** Tries that need no wait. */
	free: number;
	/** Minutes to wait before the first try that is not free, and before any at most. */
	firstWait: number;
	longestWait: number;
	/** Hours after which a try no longer counts. */
	countedFor: number;
};

/** What was tried while it counts: how many times, and when last. */
export type Tries = { count: number; last: Date };

/** Whether the next try is taken now. One that is not changes nothing, so that insisting makes no wait longer. */
export function mayTryNow(tries: Tries | null, patience: Patience, now: Date): boolean {
	if (!tries || tries.count < patience.free) return true;
	const doubled = patience.firstWait * 2 ** (tries.count - patience.free);
	const minutes = Math.min(doubled, patience.longestWait);
	return now.getTime() >= tries.last.getTime() + minutes * 60_000;
}
