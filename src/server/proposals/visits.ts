import { and, eq, isNull } from 'drizzle-orm';
import {
	agreeVisit as agree,
	suggestVisit as suggest,
	type Visit,
	type VisitRefusal,
	type VisitSide
} from '#domain/proposals/visit.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { loadProposal, type LoadedProposal } from './store.ts';
import { legs, visits } from './tables.ts';

type TenantContext = Context & { actor: Tenant };
type VisitRow = typeof visits.$inferSelect;

/** Suggests a time for a visit, as the household that comes or as the one that opens its door. */
export const suggestVisit = (
	ctx: TenantContext,
	input: { legId: string; plannedFor: Date }
): Promise<Result<null, VisitRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.suggestVisit', input, async (unit) => {
		const found = await loadVisit(unit.tx, ctx.actor, input.legId);
		if (!found) return err('VISIT_NOT_FOUND');
		const { loaded, row, side } = found;
		const result = suggest(loaded.proposal, side, input.plannedFor, unit.now);
		if (result.ok) await saveVisit(unit, loaded, row, result.value, 'VisitPlanned');
		return result.ok ? ok(null) : result;
	});

/** Agrees to the time the other side suggested; from then on the visitor may read the address. */
export const agreeVisit = (
	ctx: TenantContext,
	input: { legId: string; plannedFor: Date }
): Promise<Result<null, VisitRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.agreeVisit', input, async (unit) => {
		const found = await loadVisit(unit.tx, ctx.actor, input.legId);
		if (!found) return err('VISIT_NOT_FOUND');
		const { loaded, row, side } = found;
		const result = agree(row, loaded.proposal, side, input.plannedFor, unit.now);
		if (result.ok) await saveVisit(unit, loaded, row, result.value, 'VisitAgreed');
		return result.ok ? ok(null) : result;
	});

/** The household has said that it visited and goes on: the visit is behind. */
export const closeVisit = ({ tx, now }: Unit, legId: string) =>
	tx
		.update(visits)
		.set({ doneAt: now })
		.where(and(eq(visits.legId, legId), isNull(visits.doneAt)));

async function loadVisit(
	tx: Tx,
	actor: Tenant,
	legId: string
): Promise<{ loaded: LoadedProposal; row: VisitRow; side: VisitSide } | null> {
	const [leg] = await tx.select({ proposalId: legs.proposalId }).from(legs).where(eq(legs.id, legId));
	const loaded = leg && (await loadProposal(tx, leg.proposalId));
	if (!loaded) return null;
	const [row] = await tx.select().from(visits).where(eq(visits.legId, legId)).for('update');
	const side = row && sideOf(row, actor.householdId);
	return row && side ? { loaded, row, side } : null;
}

/** On which side of a visit a household stands, or null when it has no part in it. */
export function sideOf(row: VisitRow, householdId: string): 'visitor' | 'host' | null {
	if (row.householdId === householdId) return 'visitor';
	return row.hostHouseholdId === householdId ? 'host' : null;
}

/** Writes where a visit stands, and that it moved: the other side is told. */
export async function saveVisit(
	unit: Unit,
	{ proposal, scope }: LoadedProposal,
	row: VisitRow,
	{ plannedFor, proposedBy, agreedAt }: Visit,
	type: 'VisitPlanned' | 'VisitAgreed'
): Promise<void> {
	await unit.tx.update(visits).set({ plannedFor, proposedBy, agreedAt }).where(eq(visits.id, row.id));
	await unit.record([{ type, proposalId: proposal.id, legId: row.legId, plannedFor: plannedFor! }], scope);
}
