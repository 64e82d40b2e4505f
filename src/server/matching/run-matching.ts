import type { Deps } from '../platform/context.ts';

/** Runs one matching run, from the pool to its record. */
export async function runMatching(_deps: Deps, _runId: string): Promise<void> {
	throw new Error('not written yet');
}
