import { eq } from 'drizzle-orm';
import { candidacyWorkflow, type CandidacyAction } from '#domain/demands/candidacy.workflow.ts';
import type { FileRefusal } from '#domain/demands/file.ts';
import { advanceLeg, endLeg, type ProposalRefusal } from '#domain/proposals/proposal.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { command } from '../platform/unit.ts';
import { loadProposal, saveProposal } from '../proposals/store.ts';
import { legs } from '../proposals/tables.ts';
import { loadCandidacy, saveCandidacy } from './store.ts';

type StaffContext = Context & { actor: Staff };
type Answer = Promise<Result<null, FileRefusal | ProposalRefusal | 'KEY_REUSED'>>;
type SettlingEvent = 'ConditionMet' | 'ConditionFailed' | 'RankReached' | 'Outranked';

/**
 * What an award waited for has come, or will not: the condition of R.441-3 c, or the turn of the rank of R.441-3 b.
 * Then only does the chain go on, or end.
 */
const settle =
	(name: string, action: CandidacyAction, legAction: 'award' | 'refuse', type: SettlingEvent) =>
	(ctx: StaffContext, input: { legId: string }): Answer =>
		command<null, FileRefusal | ProposalRefusal>(ctx, name, input, async (unit) => {
			const [leg] = await unit.tx.select().from(legs).where(eq(legs.id, input.legId));
			if (leg?.targetOrganismId !== ctx.actor.organismId) return err('FILE_NOT_FOUND');
			const loaded = await loadProposal(unit.tx, leg.proposalId);
			const row = await loadCandidacy(unit.tx, ctx.actor, input.legId);
			if (!loaded || !row) return err('FILE_NOT_FOUND');
			const state = candidacyWorkflow.next(row.state, action);
			if (!state) return err('FILE_STEP_IMPOSSIBLE');
			const decided =
				legAction === 'award'
					? advanceLeg(loaded.proposal, leg.id, 'award', loaded.delays, unit.now)
					: endLeg(loaded.proposal, leg.id, 'refuse', unit.now);
			if (!decided.ok) return decided;
			await saveCandidacy(unit.tx, row, state);
			await unit.record([{ type, candidacyId: row.id, legId: leg.id }]);
			await saveProposal(unit, loaded, decided.value);
			return ok(null);
		});

/** The condition of the award is met within its delay: the award is due. */
export const meetCondition = settle('demands.meetCondition', 'meetCondition', 'award', 'ConditionMet');

/** The condition is not met: the award falls, and the chain with it. */
export const failCondition = settle('demands.failCondition', 'failCondition', 'refuse', 'ConditionFailed');

/** Those ranked before have refused the dwelling: it is this household's turn. */
export const reachRank = settle('demands.reachRank', 'reachRank', 'award', 'RankReached');

/** One ranked before has taken the dwelling: the chain ends. */
export const loseRank = settle('demands.loseRank', 'outrank', 'refuse', 'Outranked');
