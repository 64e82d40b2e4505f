import { and, eq, inArray } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { asOf, awaitedDocuments, isSensitive } from '#domain/documents/document.ts';
import { nextAction, turnOfAction } from '#domain/households/next-action.ts';
import { helperSteps, unansweredSteps } from '#domain/needs/listing.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { accounts } from '../accounts/tables.ts';
import { candidacies } from '../demands/tables.ts';
import { dwellings } from '../dwellings/tables.ts';
import { answersOf, readOwnListing, readRunningLease } from '../needs/own-listing.ts';
import { listings } from '../needs/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { awaitedHolders, readOwnChains, turnOfHolder, type OwnChain } from '../proposals/own-chains.ts';
import { summaryOf } from '../proposals/tenant-queries.ts';
import { readOwnVisits } from '../proposals/visit-queries.ts';
import { sideOf } from '../proposals/visits.ts';

/** Where the household stands: the one thing to do, whose turn it is, and what it has under way. */
export const getHome = (ctx: Context & { actor: ForHousehold }) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const { householdId, accountId } = ctx.actor;
		const isHousehold = ctx.actor.role === 'tenant';
		const [account] = await tx
			.select({ firstName: accounts.firstName })
			.from(accounts)
			.where(eq(accounts.id, accountId));
		const listing = await readOwnListing(unit, householdId);
		const chains = await readOwnChains(unit, householdId);
		const live = chains.find(({ row }) => liveProposalStates.includes(row.state));
		const next = nextAction(
			{
				listing: listing && {
					state: listing.state,
					left: unansweredSteps(answersOf(listing)).filter((step) => isHousehold || helperSteps.includes(step)).length
				},
				isHomeKeptOut: await isHomeKeptOut(tx, householdId),
				chain: live ? await situationOf(tx, live, ctx.actor, dayOf(now)) : null,
				hasMoved:
					(await tx.$count(listings, and(eq(listings.householdId, householdId), eq(listings.state, 'housed')))) > 0
			},
			now
		);
		const [last] = chains;
		return {
			now,
			firstName: account!.firstName,
			next,
			owner: turnOfAction(next),
			listing: listing && { state: listing.state, publishedOn: listing.publishedOn },
			/** The chain under way, or the one that ended last. */
			proposal: last ? summaryOf(live ?? last, ctx.actor, now) : null
		};
	});

async function isHomeKeptOut(tx: Tx, householdId: string): Promise<boolean> {
	const lease = await readRunningLease(tx, householdId);
	if (!lease) return false;
	const [row] = await tx
		.select({ blockers: dwellings.blockers })
		.from(dwellings)
		.where(eq(dwellings.id, lease.dwellingId));
	return row!.blockers.length > 0;
}

async function situationOf(tx: Tx, chain: OwnChain, { role, accountId }: ForHousehold, today: Day) {
	const { row, own } = chain;
	const files = await tx
		.select({ documents: candidacies.documents })
		.from(candidacies)
		.where(
			and(
				eq(candidacies.legId, own.id),
				eq(candidacies.householdId, own.householdId),
				inArray(candidacies.state, ['proposed', 'screened'])
			)
		);
	const visits = await readOwnVisits(tx, chain);
	return {
		proposalId: row.id,
		state: row.state,
		turn: turnOfHolder(chain, accountId),
		awaitedHolders: awaitedHolders(chain, accountId),
		dueAt: row.dueAt,
		signingDay: row.signingDay,
		// A helper is told of those it may send.
		documentsAwaited: files
			.flatMap(({ documents }) => awaitedDocuments(asOf(documents, today)))
			.filter(({ code }) => role !== 'helper' || !isSensitive(code)).length,
		visits: visits.map((visit) => ({
			side: sideOf(visit, own.householdId)!,
			plannedFor: visit.plannedFor,
			proposedBy: visit.proposedBy,
			agreedAt: visit.agreedAt
		}))
	};
}
