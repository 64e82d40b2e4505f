import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { ListingRefusal } from '#domain/needs/listing.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { dwellings } from '../dwellings/tables.ts';
import { noteHelp } from '../households/help.ts';
import { households } from '../households/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { openMotive, sealMotive } from './motive.ts';
import { loadOwnListing, readRunningLease } from './own-listing.ts';
import { listings } from './tables.ts';

/**
 * Opens the annonce of the household for the home of its running lease: the dwelling is the organism's sheet, never
 * typed. One that is already open is given back. A search withdrawn before is found again, to be changed.
 */
export const startListing = (
	ctx: Context & { actor: ForHousehold }
): Promise<Result<{ listingId: string }, ListingRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'needs.start', {}, async (unit) => {
		const { tx, now, deps } = unit;
		const { householdId } = ctx.actor;
		// Two pages open at once must not open two annonces: the household's row makes them wait.
		await tx.select({ id: households.id }).from(households).where(eq(households.id, householdId)).for('update');
		const open = await loadOwnListing(unit, householdId);
		if (open) return ok({ listingId: open.id });
		const lease = await readRunningLease(tx, householdId);
		if (!lease) return err('LEASE_NOT_FOUND');
		const [dwelling] = await tx.select().from(dwellings).where(eq(dwellings.id, lease.dwellingId));
		if (dwelling!.blockers.length > 0) return err('DWELLING_KEPT_OUT');
		const [withdrawn] = await tx
			.select({ id: listings.id, motive: listings.motive, need: listings.need })
			.from(listings)
			.where(and(eq(listings.householdId, householdId), eq(listings.state, 'withdrawn')))
			.orderBy(desc(listings.updatedAt))
			.limit(1);
		const listingId = randomUUID();
		await tx.insert(listings).values({
			id: listingId,
			householdId,
			dwellingId: lease.dwellingId,
			organismId: lease.organismId,
			...(withdrawn && {
				need: withdrawn.need,
				motive: sealMotive(deps.config, listingId, openMotive(deps.config, withdrawn))
			}),
			updatedAt: now
		});
		await noteHelp(unit, 'listingStarted');
		return ok({ listingId });
	});
