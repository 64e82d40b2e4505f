import { and, eq } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { listingWorkflow } from '#domain/needs/listing.workflow.ts';
import type { ListingRefusal } from '#domain/needs/listing.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { dwellings } from '../dwellings/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { pauseLimited } from './limited.ts';
import type { ListingRow } from './own-listing.ts';
import { listings } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, ListingRefusal | 'KEY_REUSED'>>;

/** The organism has checked the annonce of its tenant: it is published and may be matched. */
export const publishListing = (ctx: StaffContext, input: { listingId: string }): Answer =>
	command(ctx, 'needs.publishListing', input, async (unit) => {
		const row = await loadOwn(unit.tx, ctx.actor, input.listingId);
		if (!row) return err('LISTING_NOT_FOUND');
		const state = listingWorkflow.next(row.state, 'publish');
		if (!state) return err('LISTING_STEP_IMPOSSIBLE');
		const [home] = await unit.tx
			.select({ blockers: dwellings.blockers })
			.from(dwellings)
			.where(eq(dwellings.id, row.dwellingId));
		if (home!.blockers.length > 0) return err('DWELLING_KEPT_OUT');
		await save(unit, row, { state, publishedOn: dayOf(unit.now), returnReason: null }, 'ListingPublished');
		await pauseLimited(unit, [row.householdId]);
		return ok(null);
	});

/** The organism asks the household for a precision; it reads the reason as it is written. */
export const returnListing = (ctx: StaffContext, input: { listingId: string; reason: string }): Answer =>
	command(ctx, 'needs.returnListing', input, async (unit) => {
		const row = await loadOwn(unit.tx, ctx.actor, input.listingId);
		if (!row) return err('LISTING_NOT_FOUND');
		const state = listingWorkflow.next(row.state, 'return');
		if (!state) return err('LISTING_STEP_IMPOSSIBLE');
		await save(unit, row, { state, returnReason: input.reason }, 'ListingReturned');
		return ok(null);
	});

async function loadOwn(tx: Tx, actor: Staff, listingId: string): Promise<ListingRow | null> {
	const [row] = await tx
		.select()
		.from(listings)
		.where(and(eq(listings.id, listingId), eq(listings.organismId, actor.organismId)))
		.for('update');
	return row ?? null;
}

async function save(
	unit: Unit,
	row: ListingRow,
	changes: Partial<Pick<ListingRow, 'state' | 'publishedOn' | 'returnReason'>>,
	type: 'ListingPublished' | 'ListingReturned'
): Promise<void> {
	await unit.tx
		.update(listings)
		.set({ ...changes, version: row.version + 1, updatedAt: unit.now })
		.where(eq(listings.id, row.id));
	await unit.record([{ type, listingId: row.id }]);
}
