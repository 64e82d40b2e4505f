import { and, eq, inArray } from 'drizzle-orm';
import type { FileRefusal } from '#domain/demands/file.ts';
import type { UniqueNumber } from '#domain/households/household.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { households } from '../households/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asSystem, command } from '../platform/unit.ts';
import { loadLegToInstruct } from '../proposals/organism-legs.ts';
import { demands } from './tables.ts';

/** The steps at which the organism may write the number, or the day to which it was renewed, that it reads. */
const open = ['committed', 'supported'] as const;

/**
 * The organism that instructs a file copies the numéro unique of the household from its attestation. The number is
 * only read here, never given: registering a demand is for the desks of the national register (CCH L.441-2-1).
 */
export const recordUniqueNumber = (
	ctx: Context & { actor: Staff },
	{ legId, ...uniqueNumber }: UniqueNumber & { legId: string }
): Promise<Result<null, FileRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'demands.recordUniqueNumber', { legId, ...uniqueNumber }, async (unit) => {
		const found = await loadLegToInstruct(unit.tx, ctx.actor, legId);
		if (!found) return err('FILE_NOT_FOUND');
		const { leg } = found;
		if (!open.some((state) => state === leg.state)) return err('FILE_STEP_IMPOSSIBLE');
		// The household is another organism's: it may be read here, and this one figure written, on its document.
		await asSystem(unit, async ({ tx }) => {
			const [household] = await tx.select().from(households).where(eq(households.id, leg.householdId)).for('update');
			const situation = { ...household!.situation, uniqueNumber, hasNoUniqueNumber: false };
			await tx.update(households).set({ situation }).where(eq(households.id, leg.householdId));
			await tx
				.update(demands)
				.set({ uniqueNumber: uniqueNumber.number, firstDepositedOn: uniqueNumber.firstDepositedOn })
				.where(and(eq(demands.legId, leg.id), inArray(demands.state, ['underInstruction'])));
		});
		await unit.record([{ type: 'UniqueNumberRecorded', proposalId: found.loaded.proposal.id, legId: leg.id }]);
		return ok(null);
	});
