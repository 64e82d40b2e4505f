import { and, eq, sql } from 'drizzle-orm';
import type { CandidacyState } from '#domain/demands/candidacy.workflow.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { candidacies } from './tables.ts';

export type CandidacyRow = typeof candidacies.$inferSelect;

/** The candidacy of a leg, locked to be changed; null when it is not before the actor's organism. */
export async function loadCandidacy(tx: Tx, actor: Staff, legId: string): Promise<CandidacyRow | null> {
	const [row] = await tx
		.select()
		.from(candidacies)
		.where(and(eq(candidacies.legId, legId), eq(candidacies.organismId, actor.organismId)))
		.for('update');
	return row ?? null;
}

/** Moves a candidacy from the state it was loaded in; what else changes goes with it. */
export async function saveCandidacy(
	tx: Tx,
	row: CandidacyRow,
	state: CandidacyState,
	changes: Partial<Pick<CandidacyRow, 'documents' | 'postponedTo'>> = {}
): Promise<void> {
	const moved = await tx
		.update(candidacies)
		.set({ ...changes, state, version: sql`${candidacies.version} + 1` })
		.where(and(eq(candidacies.id, row.id), eq(candidacies.state, row.state), eq(candidacies.version, row.version)))
		.returning({ id: candidacies.id });
	if (moved.length !== 1) throw new Error('A candidacy changed while its row was locked');
}
