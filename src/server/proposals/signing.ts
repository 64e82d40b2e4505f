import type { Day } from '#domain/calendar.ts';
import { advanceLeg, setSigningDay as set, type ProposalRefusal } from '#domain/proposals/proposal.ts';
import type { ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { loadLegToInstruct } from './organism-legs.ts';
import { loadProposal, saveProposal } from './store.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<{ state: ProposalState }, ProposalRefusal | 'KEY_REUSED'>>;

/**
 * Every offer is accepted: the organisms fix the day when all leases are signed together. Any organism that receives
 * a household may set it, and move it while no lease is signed; everyone is told.
 */
export const setSigningDay = (ctx: StaffContext, input: { proposalId: string; day: Day }): Answer =>
	command(ctx, 'proposals.setSigningDay', input, async (unit) => {
		const loaded = await loadProposal(unit.tx, input.proposalId);
		const receives = loaded?.proposal.legs.some((leg) => leg.targetOrganismId === ctx.actor.organismId);
		if (!loaded || !receives) return err('PROPOSAL_NOT_FOUND');
		const decided = set(loaded.proposal, input.day, unit.now);
		if (!decided.ok) return decided;
		await saveProposal(unit, loaded, decided.value);
		return ok({ state: decided.value.proposal.state });
	});

/** The lease of a leg is signed, on the day or after it. With the last one homes are swapped and the chain is over. */
export const recordSignature = (ctx: StaffContext, input: { legId: string }): Answer =>
	command(ctx, 'proposals.recordSignature', input, async (unit) => {
		const found = await loadLegToInstruct(unit.tx, ctx.actor, input.legId);
		if (!found) return err('PROPOSAL_NOT_FOUND');
		const { loaded, leg } = found;
		const decided = advanceLeg(loaded.proposal, leg.id, 'sign', loaded.delays, unit.now);
		if (!decided.ok) return decided;
		await unit.record([{ type: 'LeaseSigned', proposalId: loaded.proposal.id, legId: leg.id }]);
		await saveProposal(unit, loaded, decided.value);
		return ok({ state: decided.value.proposal.state });
	});
