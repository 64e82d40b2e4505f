import { and, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { awaitedLegs, expire } from '#domain/proposals/proposal.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { candidacies } from '../demands/tables.ts';
import type { Deps } from '../platform/context.ts';
import { writeLetters } from '../platform/letters.ts';
import { domainEvents } from '../platform/tables.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { eq } from 'drizzle-orm';
import { accountsOfHouseholds, readParties } from './parties.ts';
import { loadProposal, saveProposal } from './store.ts';
import { proposals } from './tables.ts';

/** How long before the end a household is reminded. */
const reminderDays = 3;

/** Ends what is late and reminds those who are awaited. Each chain in its own transaction; harmless when run twice. */
export async function passDeadlines(deps: Deps): Promise<void> {
	const system = { role: 'system' } as const;
	const due = await asActor(deps, system, ({ tx, now }) =>
		tx
			.select({ id: proposals.id })
			.from(proposals)
			.where(and(lte(proposals.dueAt, now), inArray(proposals.state, [...liveProposalStates])))
	);
	for (const { id } of due) await asActor(deps, system, (unit) => expireProposal(unit, id));

	const soon = await asActor(deps, system, ({ tx, now }) =>
		tx
			.select({ id: proposals.id })
			.from(proposals)
			.where(
				and(
					isNotNull(proposals.dueAt),
					isNull(proposals.remindedAt),
					lte(proposals.dueAt, new Date(now.getTime() + reminderDays * 86_400_000)),
					inArray(proposals.state, [...liveProposalStates])
				)
			)
	);
	for (const { id } of soon) await asActor(deps, system, (unit) => remind(unit, id));
}

async function expireProposal(unit: Unit, proposalId: string): Promise<void> {
	const loaded = await loadProposal(unit.tx, proposalId);
	const expired = loaded && expire(loaded.proposal, unit.now);
	if (!expired) return;
	if (loaded.proposal.state === 'offered')
		await lapseOffers(
			unit,
			awaitedLegs(loaded.proposal).map((leg) => leg.id)
		);
	await saveProposal(unit, loaded, expired);
}

/** CCH R.441-10: no answer to the offer in time is a refusal. */
async function lapseOffers({ tx, now }: Unit, legIds: string[]): Promise<void> {
	const { from, to } = candidacyWorkflow.transitions.lapse;
	await tx
		.update(candidacies)
		.set({ state: to, answeredAt: now })
		.where(and(inArray(candidacies.legId, legIds), inArray(candidacies.state, [...from])));
}

async function remind(unit: Unit, proposalId: string): Promise<void> {
	const loaded = await loadProposal(unit.tx, proposalId);
	const { dueAt } = loaded?.proposal ?? {};
	if (!loaded || !dueAt || unit.now >= dueAt) return;
	await unit.tx.update(proposals).set({ remindedAt: unit.now }).where(eq(proposals.id, proposalId));
	const { proposal } = await readParties(unit.tx, proposalId);
	// The letter hangs on the last event of the chain: one reminder for each step.
	const [last] = await unit.tx
		.select({ id: sql<number>`max(${domainEvents.id})::int` })
		.from(domainEvents)
		.where(eq(domainEvents.subjectId, proposalId));
	const people = await accountsOfHouseholds(
		unit.tx,
		awaitedLegs(loaded.proposal).map((leg) => leg.householdId)
	);
	const params = { reference: proposal.reference, dueAt };
	if (loaded.proposal.state !== 'instructing')
		await writeLetters(unit, last!.id, people, 'reminder', params, `/echanges/${proposalId}`);
}
