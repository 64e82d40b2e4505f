import { and, asc, eq } from 'drizzle-orm';
import type { Decided, Leg, Proposal, StepDelays } from '#domain/proposals/proposal.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { territories } from '../organisms/tables.ts';
import type { Tx } from '../platform/context.ts';
import { asSystem, type EventScope, type Unit } from '../platform/unit.ts';
import { onProposalChange } from './consequences.ts';
import { legs, proposals } from './tables.ts';

/** A proposal with the row lock that makes all who act on it wait for one another, and what its charter fixes. */
export type LoadedProposal = { proposal: Proposal; version: number; delays: StepDelays; scope: EventScope };

/**
 * Loads a proposal to change it. Its row is locked first: answers are counted only under this lock, so that two
 * last answers cannot each see the other missing. Null when the actor is not a party (or it does not exist).
 */
export async function loadProposal(tx: Tx, proposalId: string): Promise<LoadedProposal | null> {
	const [row] = await tx.select().from(proposals).where(eq(proposals.id, proposalId)).for('update');
	if (!row) return null;
	const [territory] = await tx
		.select({ delays: territories.stepDelays })
		.from(territories)
		.where(eq(territories.id, row.territoryId));
	const legRows = await tx.select().from(legs).where(eq(legs.proposalId, proposalId)).orderBy(asc(legs.position));
	return {
		proposal: {
			id: row.id,
			kind: row.kind,
			path: row.path,
			state: row.state,
			dueAt: row.dueAt,
			signingDay: row.signingDay,
			legs: legRows.map(({ proposalId: _, ...leg }): Leg => leg)
		},
		version: row.version,
		delays: territory!.delays,
		scope: { territoryId: row.territoryId, organismIds: row.organismIds }
	};
}

/**
 * Saves what a party decided, and everything that follows at once and together: states of the legs, holds taken or
 * freed, demands and leases at the gates. Parties may not write these rows themselves; this is chain logic.
 */
export async function saveProposal(unit: Unit, loaded: LoadedProposal, { proposal, events }: Decided): Promise<void> {
	await asSystem(unit, async () => {
		const { tx, now } = unit;
		const ended = events.find((event) => event.type === 'ProposalBroken');
		const changed = await tx
			.update(proposals)
			.set({
				state: proposal.state,
				dueAt: proposal.dueAt,
				signingDay: proposal.signingDay,
				version: loaded.version + 1,
				...(proposal.state !== loaded.proposal.state && { remindedAt: null }),
				...(events.some((event) => event.type === 'ProposalPublished') && { publishedAt: now }),
				...(ended && { brokenReason: ended.reason, brokenLegId: ended.legId }),
				...(!liveProposalStates.includes(proposal.state) && { endedAt: now })
			})
			.where(
				and(
					eq(proposals.id, proposal.id),
					eq(proposals.version, loaded.version),
					eq(proposals.state, loaded.proposal.state)
				)
			)
			.returning({ id: proposals.id });
		if (changed.length !== 1) throw new Error('A proposal changed while its row was locked');

		for (const [index, leg] of proposal.legs.entries()) {
			const before = loaded.proposal.legs[index]!;
			if (leg.state === before.state) continue;
			const moved = await tx
				.update(legs)
				.set({ state: leg.state })
				.where(and(eq(legs.id, leg.id), eq(legs.state, before.state)))
				.returning({ id: legs.id });
			if (moved.length !== 1) throw new Error('A leg changed while its proposal was locked');
		}
		for (const event of events) await onProposalChange(unit, proposal, event);
		await unit.record(events, loaded.scope);
	});
}
