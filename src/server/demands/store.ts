import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { CandidacyState } from '#domain/demands/candidacy.workflow.ts';
import { sharedFileStates } from '#domain/proposals/leg.workflow.ts';
import type { Staff } from '../platform/actor.ts';
import type { Tx } from '../platform/context.ts';
import { legs } from '../proposals/tables.ts';
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

/** The candidacies of a household that are being prepared, locked to be changed; by the exchange itself only. */
export const loadOpenCandidacies = (tx: Tx, householdId: string): Promise<CandidacyRow[]> =>
	tx
		.select(getTableColumns(candidacies))
		.from(candidacies)
		.innerJoin(legs, eq(legs.id, candidacies.legId))
		.where(
			and(
				eq(candidacies.householdId, householdId),
				eq(candidacies.state, 'screened'),
				inArray(legs.state, [...sharedFileStates])
			)
		)
		.orderBy(candidacies.id)
		.for('update', { of: candidacies });

/** Moves a candidacy from the state it was loaded in; what else changes goes with it. */
export async function saveCandidacy(
	tx: Tx,
	row: CandidacyRow,
	state: CandidacyState,
	changes: Partial<Pick<CandidacyRow, 'documents' | 'postponedTo' | 'assignedTo'>> = {}
): Promise<void> {
	const moved = await tx
		.update(candidacies)
		.set({ ...changes, state, version: sql`${candidacies.version} + 1` })
		.where(and(eq(candidacies.id, row.id), eq(candidacies.state, row.state), eq(candidacies.version, row.version)))
		.returning({ id: candidacies.id });
	if (moved.length !== 1) throw new Error('A candidacy changed while its row was locked');
}
