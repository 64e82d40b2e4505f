import { and, eq, sql } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { strikeOffInadmissible, type StrikeOffRefusal } from '#domain/demands/strike-off.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { candidacies, demands } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, StrikeOffRefusal | 'KEY_REUSED'>>;

/**
 * The household was warned, by a means that proves delivery, that its demand is inadmissible (CCH R.441-2-8 d).
 * The warning may be noted after the day it was sent, not before.
 */
export const recordWarning = (ctx: StaffContext, input: { legId: string; sentOn: Day }): Answer =>
	command(ctx, 'demands.recordWarning', input, async (unit) => {
		const demand = await loadInadmissible(unit.tx, ctx.actor, input.legId);
		if (!demand) return err('FILE_NOT_FOUND');
		if (demand.state === 'struckOff' || demand.warnedOn || input.sentOn > dayOf(unit.now))
			return err('FILE_STEP_IMPOSSIBLE');
		await save(unit.tx, demand, { warnedOn: input.sentOn });
		await unit.record([{ type: 'DemandWarned', demandId: demand.id, legId: demand.legId }]);
		return ok(null);
	});

/** One month after the warning the demand leaves the register; the organism reports it to the national one. */
export const strikeOff = (ctx: StaffContext, input: { legId: string }): Answer =>
	command(ctx, 'demands.strikeOff', input, async (unit) => {
		const demand = await loadInadmissible(unit.tx, ctx.actor, input.legId);
		if (!demand) return err('FILE_NOT_FOUND');
		const struck = strikeOffInadmissible(demand, dayOf(unit.now));
		if (!struck.ok) return struck;
		await save(unit.tx, demand, { state: struck.value, strikeOffReason: 'inadmissible', closedAt: unit.now });
		await unit.record([{ type: 'DemandClosed', demandId: demand.id, legId: demand.legId, reason: 'inadmissible' }]);
		return ok(null);
	});

type DemandRow = typeof demands.$inferSelect;

async function loadInadmissible(tx: Tx, actor: Staff, legId: string): Promise<DemandRow | null> {
	const [row] = await tx
		.select({ demand: demands })
		.from(demands)
		.innerJoin(candidacies, eq(candidacies.demandId, demands.id))
		.where(
			and(eq(demands.legId, legId), eq(demands.organismId, actor.organismId), eq(candidacies.state, 'inadmissible'))
		)
		.for('update', { of: demands });
	return row?.demand ?? null;
}

async function save(
	tx: Tx,
	demand: DemandRow,
	changes: Partial<Pick<DemandRow, 'state' | 'warnedOn' | 'strikeOffReason' | 'closedAt'>>
): Promise<void> {
	const moved = await tx
		.update(demands)
		.set({ ...changes, version: sql`${demands.version} + 1` })
		.where(and(eq(demands.id, demand.id), eq(demands.version, demand.version)))
		.returning({ id: demands.id });
	if (moved.length !== 1) throw new Error('A demand changed while its row was locked');
}
