import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { discard, publish, type Proposal, type ProposalRefusal } from '#domain/proposals/proposal.ts';
import type { PublishRefusal } from '#domain/proposals/publication.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { dwellings } from '../dwellings/tables.ts';
import { matchingRuns } from '../matching/tables.ts';
import { listings } from '../needs/tables.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asSystem, command, type Unit } from '../platform/unit.ts';
import { violates } from '../platform/violations.ts';
import { loadProposal, saveProposal } from './store.ts';
import { dwellingHolds, householdHolds, proposals } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };

/** Puts a chain to its households: its homes are held, and each is asked to answer. */
export const publishProposal = (
	ctx: CoordinatorContext,
	input: { proposalId: string }
): Promise<Result<{ reference: string }, PublishRefusal | 'KEY_REUSED'>> =>
	takenIsARefusal(
		command(ctx, 'proposals.publish', input, async (unit) => {
			const published = await publishOne(unit, input.proposalId);
			if (!published.ok) return published;
			const [row] = await unit.tx
				.select({ reference: proposals.reference })
				.from(proposals)
				.where(eq(proposals.id, input.proposalId));
			return ok({ reference: row!.reference });
		})
	);

/** What became of the chains of a run. */
export type PublishedRun = { published: number; leftAside: { reference: string; refusal: PublishRefusal }[] };

/** Puts every chain of a run that is still to be decided to its households; those that cannot be are told apart. */
export const publishRun = (
	ctx: CoordinatorContext,
	input: { runId: string }
): Promise<Result<PublishedRun, PublishRefusal | 'KEY_REUSED'>> =>
	takenIsARefusal(
		command(ctx, 'proposals.publishRun', input, async (unit) => {
			const found = await foundBy(unit, ctx.actor.territoryId, input.runId);
			if (!found) return err('RUN_NOT_FOUND');
			const result: PublishedRun = { published: 0, leftAside: [] };
			for (const { id, reference } of found) {
				const one = await publishOne(unit, id);
				if (one.ok) result.published++;
				else result.leftAside.push({ reference, refusal: one.refusal });
			}
			return ok(result);
		})
	);

/** Sets a found chain aside: nobody was told of it. */
export const discardProposal = (
	ctx: CoordinatorContext,
	input: { proposalId: string }
): Promise<Result<null, ProposalRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.discard', input, async (unit) => {
		const loaded = await loadProposal(unit.tx, input.proposalId);
		if (!loaded || loaded.scope.territoryId !== ctx.actor.territoryId) return err('PROPOSAL_NOT_FOUND');
		const decided = discard(loaded.proposal);
		if (!decided.ok) return decided;
		await saveProposal(unit, loaded, decided.value);
		return ok(null);
	});

/** Sets aside every chain of a run that is still to be decided. */
export const discardRun = (
	ctx: CoordinatorContext,
	input: { runId: string }
): Promise<Result<{ discarded: number }, PublishRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.discardRun', input, async (unit) => {
		const found = await foundBy(unit, ctx.actor.territoryId, input.runId);
		if (!found) return err('RUN_NOT_FOUND');
		let discarded = 0;
		for (const { id } of found) {
			const loaded = await loadProposal(unit.tx, id);
			const decided = loaded && discard(loaded.proposal);
			// Put to its households by somebody else a moment ago.
			if (!decided?.ok) continue;
			await saveProposal(unit, loaded!, decided.value);
			discarded++;
		}
		return ok({ discarded });
	});

/** The chains of a run that are still to be decided, in the order they are locked; null when there is no such run. */
async function foundBy({ tx }: Unit, territoryId: string, runId: string) {
	const [run] = await tx
		.select({ id: matchingRuns.id })
		.from(matchingRuns)
		.where(and(eq(matchingRuns.id, runId), eq(matchingRuns.territoryId, territoryId)));
	if (!run) return null;
	return tx
		.select({ id: proposals.id, reference: proposals.reference })
		.from(proposals)
		.where(and(eq(proposals.runId, run.id), eq(proposals.territoryId, territoryId), eq(proposals.state, 'found')))
		.orderBy(asc(proposals.id));
}

async function publishOne(unit: Unit, proposalId: string): Promise<Result<null, PublishRefusal>> {
	const loaded = await loadProposal(unit.tx, proposalId);
	if (!loaded || unit.actor.role !== 'coordinator' || loaded.scope.territoryId !== unit.actor.territoryId)
		return err('PROPOSAL_NOT_FOUND');
	const decided = publish(loaded.proposal, loaded.delays, unit.now);
	if (!decided.ok) return decided;
	const obstacle = await obstacleOf(unit, loaded.proposal);
	if (obstacle) return err(obstacle);
	await saveProposal(unit, loaded, decided.value);
	return ok(null);
}

/**
 * What has changed since the run, if anything bars the way. A coordinator reads neither holds nor annonces: only the
 * answer comes out. Holds are looked at for a plain refusal; the unique indexes keep two publications apart anyway.
 */
const obstacleOf = (unit: Unit, { legs, kind }: Proposal): Promise<'CHAIN_HOMES_TAKEN' | 'CHAIN_OUTDATED' | null> =>
	asSystem(unit, async ({ tx }) => {
		const householdIds = legs.map((leg) => leg.householdId);
		const dwellingIds = [...new Set(legs.flatMap((leg) => [leg.currentDwellingId, leg.targetDwellingId]))];
		const taken =
			(await tx.$count(
				householdHolds,
				and(inArray(householdHolds.householdId, householdIds), isNull(householdHolds.releasedAt))
			)) +
			(await tx.$count(
				dwellingHolds,
				and(inArray(dwellingHolds.dwellingId, dwellingIds), isNull(dwellingHolds.releasedAt))
			));
		if (taken > 0) return 'CHAIN_HOMES_TAKEN';
		const rows = await tx
			.select({ householdId: listings.householdId, dwellingId: listings.dwellingId })
			.from(listings)
			.where(and(inArray(listings.householdId, householdIds), eq(listings.state, 'published')));
		const isThere = (leg: Proposal['legs'][number]) =>
			rows.some((row) => row.householdId === leg.householdId && row.dwellingId === leg.currentDwellingId);
		if (!legs.every(isThere)) return 'CHAIN_OUTDATED';
		if (kind === 'cycle') return null;
		const homes = new Set(legs.map((leg) => leg.currentDwellingId));
		const vacant = legs.find((leg) => !homes.has(leg.targetDwellingId))!.targetDwellingId;
		const isOffered = await tx.$count(dwellings, and(eq(dwellings.id, vacant), eq(dwellings.startsChains, true)));
		return isOffered > 0 ? null : 'CHAIN_OUTDATED';
	});

/** Two publications at the same moment: the database let one of them have the home. */
async function takenIsARefusal<T, R extends string>(
	publication: Promise<Result<T, R>>
): Promise<Result<T, R | 'CHAIN_HOMES_TAKEN'>> {
	try {
		return await publication;
	} catch (error) {
		if (violates(error, 'one_live_hold_per_dwelling', 'one_live_hold_per_household')) return err('CHAIN_HOMES_TAKEN');
		throw error;
	}
}
