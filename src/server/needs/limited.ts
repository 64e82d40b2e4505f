/**
 * The annonce of who asked that the use of their data be limited, or who objects to it (RGPD, art. 18 and 21), is in no
 * search until they are answered.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { limitingKinds } from '#domain/households/data-request.ts';
import { openRequestStates } from '#domain/households/data-request.workflow.ts';
import { listingWorkflow } from '#domain/needs/listing.workflow.ts';
import { dataRequests } from '../households/requests/tables.ts';
import { asSystem, type Unit } from '../platform/unit.ts';
import { listings } from './tables.ts';

const limiting = and(
	inArray(dataRequests.kind, [...limitingKinds]),
	inArray(dataRequests.state, [...openRequestStates])
);

/** Whether somebody of the household waits for the answer to such a request; another holder of the lease is not told who. */
export const isLimited = (unit: Unit, householdId: string): Promise<boolean> =>
	asSystem(
		unit,
		async ({ tx }) => (await tx.$count(dataRequests, and(eq(dataRequests.householdId, householdId), limiting))) > 0
	);

/** Pauses the published annonces of such households among some. To be called whenever one may just have been published. */
export const pauseLimited = (unit: Unit, householdIds: readonly string[]): Promise<void> =>
	asSystem(unit, async ({ tx, now, record }) => {
		const { from, to } = listingWorkflow.transitions.pause;
		const limited = tx.select({ id: dataRequests.householdId }).from(dataRequests).where(limiting);
		const paused = await tx
			.update(listings)
			.set({ state: to, version: sql`${listings.version} + 1`, updatedAt: now })
			.where(
				and(
					inArray(listings.householdId, [...householdIds]),
					inArray(listings.state, [...from]),
					inArray(listings.householdId, limited)
				)
			)
			.returning({ listingId: listings.id, organismId: listings.organismId });
		for (const { listingId, organismId } of paused)
			await record([{ type: 'ListingPaused', listingId }], { organismIds: [organismId] });
	});
