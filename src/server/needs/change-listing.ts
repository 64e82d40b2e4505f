import { and, arrayContains, eq, inArray } from 'drizzle-orm';
import { listingWorkflow } from '#domain/needs/listing.workflow.ts';
import {
	refusalOfAction,
	type ListingCircumstances,
	type ListingRefusal,
	type TenantListingAction
} from '#domain/needs/listing.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { proposals } from '../proposals/tables.ts';
import { isLimited } from './limited.ts';
import { answersOf, loadOwnListing } from './own-listing.ts';
import { listings } from './tables.ts';

const events = {
	submit: 'ListingSubmitted',
	pause: 'ListingPaused',
	resume: 'ListingResumed',
	withdraw: 'ListingWithdrawn'
} as const satisfies Record<TenantListingAction, string>;

/** The household sends its annonce to its organism, pauses it, takes it up again or withdraws it. */
export const changeListing = (
	ctx: Context & { actor: Tenant },
	action: TenantListingAction
): Promise<Result<null, ListingRefusal | 'KEY_REUSED'>> =>
	command(ctx, `needs.${action}`, {}, async (unit) => {
		const { tx, now } = unit;
		const listing = await loadOwnListing(unit, ctx.actor.householdId);
		if (!listing) return err('LISTING_NOT_FOUND');
		const circumstances = await readCircumstances(unit, ctx.actor.householdId);
		const refusal = refusalOfAction({ ...answersOf(listing), state: listing.state }, action, circumstances);
		if (refusal) return err(refusal);
		await tx
			.update(listings)
			.set({
				state: listingWorkflow.transitions[action].to,
				version: listing.version + 1,
				updatedAt: now,
				...(action === 'submit' && { returnReason: null })
			})
			.where(eq(listings.id, listing.id));
		await unit.record([{ type: events[action], listingId: listing.id }], { organismIds: [listing.organismId] });
		return ok(null);
	});

/** What beside its annonce decides of what a household may do with it. */
export const readCircumstances = async (unit: Unit, householdId: string): Promise<ListingCircumstances> => ({
	isInProposal: await hasLiveProposal(unit.tx, householdId),
	isLimited: await isLimited(unit, householdId)
});

/** Whether a chain under way counts on the household. */
export const hasLiveProposal = async (tx: Tx, householdId: string): Promise<boolean> =>
	(await tx.$count(
		proposals,
		and(arrayContains(proposals.householdIds, [householdId]), inArray(proposals.state, [...liveProposalStates]))
	)) > 0;
