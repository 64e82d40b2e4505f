import { and, eq, isNull } from 'drizzle-orm';
import { agreeVisit, suggestVisit, type Visit, type VisitRefusal } from '#domain/proposals/visit.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { loadLegToInstruct } from './organism-legs.ts';
import type { LoadedProposal } from './store.ts';
import { visits } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<{ plannedFor: Date }, VisitRefusal | 'KEY_REUSED'>>;
type VisitRow = typeof visits.$inferSelect;

/** The organism suggests when it can show its vacant dwelling. */
export const suggestVacantVisit = (ctx: StaffContext, input: { legId: string; plannedFor: Date }): Answer =>
	command(ctx, 'proposals.suggestVacantVisit', input, async (unit) => {
		const found = await loadVacantVisit(unit.tx, ctx.actor, input.legId);
		if (!found) return err('VISIT_NOT_FOUND');
		const { loaded, row } = found;
		const suggested = suggestVisit(loaded.proposal, 'organism', input.plannedFor, unit.now);
		if (!suggested.ok) return suggested;
		await saveVisit(unit, loaded, row, suggested.value, 'VisitPlanned');
		return ok({ plannedFor: input.plannedFor });
	});

/** The organism agrees to the time the household suggested for its vacant dwelling. */
export const agreeVacantVisit = (ctx: StaffContext, input: { legId: string; plannedFor: Date }): Answer =>
	command(ctx, 'proposals.agreeVacantVisit', input, async (unit) => {
		const found = await loadVacantVisit(unit.tx, ctx.actor, input.legId);
		if (!found) return err('VISIT_NOT_FOUND');
		const { loaded, row } = found;
		const agreed = agreeVisit(row, loaded.proposal, 'organism', input.plannedFor, unit.now);
		if (!agreed.ok) return agreed;
		await saveVisit(unit, loaded, row, agreed.value, 'VisitAgreed');
		return ok({ plannedFor: input.plannedFor });
	});

/** The visit of a dwelling where nobody lives; households arrange the others between themselves. */
async function loadVacantVisit(
	tx: Tx,
	actor: Staff,
	legId: string
): Promise<{ loaded: LoadedProposal; row: VisitRow } | null> {
	const found = await loadLegToInstruct(tx, actor, legId);
	if (!found) return null;
	const [row] = await tx
		.select()
		.from(visits)
		.where(and(eq(visits.legId, legId), isNull(visits.hostHouseholdId), isNull(visits.doneAt)))
		.for('update');
	return row ? { loaded: found.loaded, row } : null;
}

async function saveVisit(
	unit: Unit,
	{ proposal, scope }: LoadedProposal,
	row: VisitRow,
	{ plannedFor, proposedBy, agreedAt }: Visit,
	type: 'VisitPlanned' | 'VisitAgreed'
): Promise<void> {
	await unit.tx.update(visits).set({ plannedFor, proposedBy, agreedAt }).where(eq(visits.id, row.id));
	await unit.record([{ type, proposalId: proposal.id, legId: row.legId, plannedFor: plannedFor! }], scope);
}
