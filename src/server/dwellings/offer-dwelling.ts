import { and, eq, inArray, or } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { offerToChains, takeBackFromChains, type OfferRefusal } from '#domain/dwellings/offer.ts';
import type { DomainEvent } from '#domain/events.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { legs, proposals } from '../proposals/tables.ts';
import { dwellings } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, OfferRefusal | 'KEY_REUSED'>>;

/** The organism offers a vacant dwelling to start chains. */
export const offerDwelling = (ctx: StaffContext, input: { dwellingId: string }): Answer =>
	command(ctx, 'dwellings.offer', input, async (unit) => {
		const row = await loadOwn(unit.tx, ctx.actor, input.dwellingId);
		if (!row) return err('DWELLING_NOT_FOUND');
		const offered = offerToChains({ ...row, isInChain: await isInChain(unit.tx, row.id) });
		if (!offered.ok) return offered;
		return save(unit, row.id, { startsChains: true }, 'DwellingOffered');
	});

/** The organism takes the dwelling back: no new chain will start from it. */
export const takeBackDwelling = (ctx: StaffContext, input: { dwellingId: string }): Answer =>
	command(ctx, 'dwellings.takeBack', input, async (unit) => {
		const row = await loadOwn(unit.tx, ctx.actor, input.dwellingId);
		if (!row) return err('DWELLING_NOT_FOUND');
		const taken = takeBackFromChains({ ...row, isInChain: await isInChain(unit.tx, row.id) });
		if (!taken.ok) return taken;
		return save(unit, row.id, { startsChains: false }, 'DwellingTakenBack');
	});

/** The organism writes whether its dwelling is decent (décret 2002-120); the commission waits for the answer. */
export const recordDecency = (ctx: StaffContext, input: { dwellingId: string; isDecent: boolean }): Answer =>
	command(ctx, 'dwellings.recordDecency', input, async (unit) => {
		const row = await loadOwn(unit.tx, ctx.actor, input.dwellingId);
		if (!row) return err('DWELLING_NOT_FOUND');
		const changes = { isDecent: input.isDecent, recordedOn: dayOf(unit.now) };
		return save(unit, row.id, changes, 'DwellingChecked');
	});

async function loadOwn(tx: Tx, actor: Staff, dwellingId: string) {
	const [row] = await tx
		.select()
		.from(dwellings)
		.where(and(eq(dwellings.id, dwellingId), eq(dwellings.organismId, actor.organismId)))
		.for('update');
	return row ?? null;
}

/** Whether a chain under way leads to this dwelling or frees it. */
const isInChain = async (tx: Tx, dwellingId: string): Promise<boolean> =>
	(
		await tx
			.select({ id: legs.id })
			.from(legs)
			.innerJoin(proposals, eq(proposals.id, legs.proposalId))
			.where(
				and(
					or(eq(legs.targetDwellingId, dwellingId), eq(legs.currentDwellingId, dwellingId)),
					inArray(proposals.state, [...liveProposalStates])
				)
			)
			.limit(1)
	).length > 0;

async function save(
	unit: Unit,
	dwellingId: string,
	changes: Partial<Pick<typeof dwellings.$inferSelect, 'startsChains' | 'isDecent' | 'recordedOn'>>,
	type: Extract<DomainEvent, { dwellingId: string }>['type']
) {
	await unit.tx.update(dwellings).set(changes).where(eq(dwellings.id, dwellingId));
	await unit.record([{ type, dwellingId }]);
	return ok(null);
}
