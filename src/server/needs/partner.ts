/** « Nous nous sommes déjà trouvés »: two households that name each other ask for their exchange. */
import { and, eq, like, sql } from 'drizzle-orm';
import type { ListingRefusal } from '#domain/needs/listing.ts';
import { listingCode, codePrefixOf } from '#domain/needs/listing-code.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asActor, asSystem, command } from '../platform/unit.ts';
import { loadOwnListing, readOwnListing } from './own-listing.ts';
import { listings } from './tables.ts';

type TenantContext = Context & { actor: Tenant };

export type PartnerView = {
	/** What the household tells the other one. */
	ownCode: string;
	/** The code it has named, null when none. */
	partnerCode: string | null;
	/** Both have named each other. Nothing else is said of a code, not even whether it exists. */
	isMutual: boolean;
};

/** The household that one has found, or null before the annonce is published. */
export const getPartner = (ctx: TenantContext): Promise<PartnerView | null> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const listing = await readOwnListing(unit, ctx.actor.householdId);
		if (listing?.state !== 'published' && listing?.state !== 'paused') return null;
		const { id, partner } = listing;
		const named = partner !== null && (await asSystem(unit, ({ tx }) => tx.$count(listings, namesBack(id, partner))));
		return { ownCode: listingCode(id), partnerCode: partner && listingCode(partner), isMutual: Boolean(named) };
	});

/** A published annonce with that code that names this one. */
const namesBack = (id: string, partner: string) =>
	and(
		eq(listings.state, 'published'),
		like(sql`${listings.id}::text`, `${partner}%`),
		eq(listings.partner, codePrefixOf(id))
	);

/**
 * Names the household that one has found; null names nobody any more. The answer is the same whether the code exists
 * or not: nobody learns who searches by trying codes.
 */
export const namePartner = (
	ctx: TenantContext,
	input: { code: string | null }
): Promise<Result<null, ListingRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'needs.namePartner', input, async (unit) => {
		const listing = await loadOwnListing(unit, ctx.actor.householdId);
		if (!listing) return err('LISTING_NOT_FOUND');
		if (listing.state !== 'published' && listing.state !== 'paused') return err('LISTING_STEP_IMPOSSIBLE');
		if (input.code === codePrefixOf(listing.id)) return err('PARTNER_IS_ONESELF');
		await unit.tx
			.update(listings)
			.set({ partner: input.code, version: listing.version + 1, updatedAt: unit.now })
			.where(eq(listings.id, listing.id));
		await unit.record([{ type: 'NeedChanged', listingId: listing.id }], { organismIds: [listing.organismId] });
		return ok(null);
	});
