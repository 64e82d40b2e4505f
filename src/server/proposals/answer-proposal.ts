import { and, eq, inArray } from 'drizzle-orm';
import type { AnswerMotive } from '#domain/proposals/answer.input.ts';
import type { LegAction } from '#domain/proposals/leg.workflow.ts';
import {
	advanceLeg,
	commitAsHolder,
	endLeg,
	type Decided,
	type Leg,
	type ProposalRefusal
} from '#domain/proposals/proposal.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { candidacies } from '../demands/tables.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { asSystem, command, type Unit } from '../platform/unit.ts';
import { readHolders } from './holders.ts';
import { loadProposal, saveProposal, type LoadedProposal } from './store.ts';
import { answers, commitments, type AnswerQuestion } from './tables.ts';
import { closeVisit } from './visits.ts';

type TenantContext = Context & { actor: Tenant };
type Answered = { state: ProposalState };

/** What a household is asked in each state of the chain, and the step its yes makes. */
type AskedQuestion = Exclude<AnswerQuestion, 'withdrawal'>;
const questions: Partial<Record<ProposalState, { question: AskedQuestion; yes: LegAction }>> = {
	open: { question: 'proposal', yes: 'accept' },
	visiting: { question: 'visit', yes: 'visit' },
	committing: { question: 'commitment', yes: 'commit' },
	offered: { question: 'offer', yes: 'acceptOffer' }
};

/** The question put to households in this state of the chain, or null when none is. */
export const questionIn = (state: ProposalState): AskedQuestion | null => questions[state]?.question ?? null;

/** The household says yes to the question of the step under way: proposal, visited home, commitment, offer. */
export const sayYes = (
	ctx: TenantContext,
	input: { proposalId: string; question: AnswerQuestion }
): Promise<Result<Answered, ProposalRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.sayYes', input, async (unit) => {
		const found = await loadOwn(unit, ctx.actor, input.proposalId);
		if (!found) return err('PROPOSAL_NOT_FOUND');
		const { loaded, leg } = found;
		const asked = questions[loaded.proposal.state];
		const action = Object.values(questions).find((one) => one.question === input.question)?.yes ?? asked?.yes;
		if (!action) return err('STEP_NOT_REACHED');
		const decided =
			action === 'commit'
				? await commit(unit, ctx.actor, found)
				: advanceLeg(loaded.proposal, leg.id, action, loaded.delays, unit.now);
		if (!decided.ok) return decided;
		// The answer is that of the household: while another holder of its lease has to commit, it has given none.
		if (!decided.value.events.some((event) => event.type === 'HolderCommitted'))
			await keepAnswer(unit, ctx.actor, leg, input.question, { isYes: true, motive: null, note: '' });
		if (input.question === 'visit') await closeVisit(unit, leg.id);
		if (input.question === 'offer') await answerOffer(unit, leg, 'accept');
		await saveProposal(unit, loaded, decided.value);
		return ok({ state: decided.value.proposal.state });
	});

/** The household says no. The chain ends for all; the motive stays between the household and its organism. */
export const sayNo = (
	ctx: TenantContext,
	input: { proposalId: string; motive: AnswerMotive; note: string }
): Promise<Result<Answered, ProposalRefusal | 'KEY_REUSED'>> =>
	command(ctx, 'proposals.sayNo', input, async (unit) => {
		const found = await loadOwn(unit, ctx.actor, input.proposalId);
		if (!found) return err('PROPOSAL_NOT_FOUND');
		const { loaded, leg } = found;
		const decided = endLeg(loaded.proposal, leg.id, 'decline', unit.now);
		if (!decided.ok) return decided;
		const asked = questions[loaded.proposal.state];
		const alreadySaidYes =
			asked && advanceLeg(loaded.proposal, leg.id, asked.yes, loaded.delays, unit.now).ok === false;
		const question = asked && !alreadySaidYes ? asked.question : 'withdrawal';
		await keepAnswer(unit, ctx.actor, leg, question, { isYes: false, motive: input.motive, note: input.note });
		if (question === 'offer') await answerOffer(unit, leg, 'refuse');
		await saveProposal(unit, loaded, decided.value);
		return ok({ state: decided.value.proposal.state });
	});

/** One holder of the lease commits. Counted while the row of the proposal is locked: the last of two is the last. */
async function commit(unit: Unit, actor: Tenant, { loaded, leg }: OwnLeg): Promise<Result<Decided, ProposalRefusal>> {
	const holders = (await readHolders(unit, [leg])).get(leg.id)!;
	const isDone = holders.some((holder) => holder.accountId === actor.accountId && holder.hasCommitted);
	if (isDone) return err('ALREADY_ANSWERED');
	const awaited = holders.filter((holder) => holder.accountId !== actor.accountId && !holder.hasCommitted).length;
	const decided = commitAsHolder(loaded.proposal, leg.id, awaited, loaded.delays, unit.now);
	if (decided.ok)
		await unit.tx.insert(commitments).values({
			legId: leg.id,
			householdId: actor.householdId,
			accountId: actor.accountId,
			givenAt: unit.now
		});
	return decided;
}

type OwnLeg = { loaded: LoadedProposal; leg: Leg };

async function loadOwn(unit: Unit, actor: Tenant, proposalId: string): Promise<OwnLeg | null> {
	const loaded = await loadProposal(unit.tx, proposalId);
	const leg = loaded?.proposal.legs.find((one) => one.householdId === actor.householdId);
	return loaded && leg ? { loaded, leg } : null;
}

const keepAnswer = (
	unit: Unit,
	actor: Tenant,
	leg: Leg,
	question: AnswerQuestion,
	answer: { isYes: boolean; motive: AnswerMotive | null; note: string }
) =>
	unit.tx.insert(answers).values({
		legId: leg.id,
		householdId: actor.householdId,
		question,
		...answer,
		answeredAt: unit.now,
		accountId: actor.accountId
	});

/** The answer to the offer is also a step of the candidacy before the organism (CCH R.441-10). */
const answerOffer = (unit: Unit, leg: Leg, action: 'accept' | 'refuse') =>
	asSystem(unit, async () => {
		const { from, to } = candidacyWorkflow.transitions[action];
		await unit.tx
			.update(candidacies)
			.set({ state: to, answeredAt: unit.now })
			.where(and(eq(candidacies.legId, leg.id), inArray(candidacies.state, [...from])));
	});
