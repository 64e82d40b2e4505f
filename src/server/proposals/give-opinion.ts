import { eq } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { weighOpinion, type OpinionKind, type OpinionRefusal } from '#domain/demands/opinion.ts';
import { advanceLeg, endLeg, type ProposalRefusal } from '#domain/proposals/proposal.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { assess, readCaseFile } from '../demands/case-file.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { loadLegToInstruct } from './organism-legs.ts';
import { saveProposal } from './store.ts';
import { legs, opinions } from './tables.ts';

type Refusal = ProposalRefusal | OpinionRefusal | 'KEY_REUSED';

/**
 * The organism that would receive a household gives its opinion on the leg. A yes supports it, the last one confirms
 * the chain; a no, always with its reasons, ends it. The rules are read again that very day. As of right it checks the
 * conditions and nothing else.
 */
export const giveOpinion = (
	ctx: Context & { actor: Staff },
	input: { legId: string; kind: OpinionKind; reasons: string }
): Promise<Result<{ state: ProposalState }, Refusal>> =>
	command(ctx, 'proposals.giveOpinion', input, async (unit) => {
		const found = await loadLegToInstruct(unit.tx, ctx.actor, input.legId);
		if (!found) return err('PROPOSAL_NOT_FOUND');
		const { loaded, leg } = found;
		const decided =
			input.kind === 'unfavourable'
				? endLeg(loaded.proposal, leg.id, 'oppose', unit.now)
				: advanceLeg(loaded.proposal, leg.id, 'support', loaded.delays, unit.now);
		if (!decided.ok) return decided;

		const [row] = await unit.tx.select().from(legs).where(eq(legs.id, leg.id));
		const file = await readCaseFile(unit, row!, ctx.actor.organismId);
		if (!file) return err('STEP_NOT_REACHED');
		const { explanation } = await assess(unit.tx, file, dayOf(unit.now), null);
		const weighed = weighOpinion(input, {
			right: loaded.proposal.path === 'RIGHT_ART9' ? explanation.path === 'RIGHT_ART9' : null,
			hasUniqueNumber: file.household.uniqueNumber !== null,
			blockingRules: explanation.results.filter(({ outcome }) => outcome === 'notMet').map(({ rule }) => rule)
		});
		if (!weighed.ok) return weighed;

		await unit.tx.insert(opinions).values({
			legId: leg.id,
			organismId: ctx.actor.organismId,
			kind: input.kind,
			reasons: input.reasons,
			givenAt: unit.now,
			accountId: ctx.actor.accountId
		});
		await unit.record([{ type: 'OpinionGiven', proposalId: loaded.proposal.id, legId: leg.id, kind: input.kind }]);
		await saveProposal(unit, loaded, decided.value);
		return ok({ state: decided.value.proposal.state });
	});
