import { and, eq } from 'drizzle-orm';
import { candidacyActionOf, legEffectOf, type DecisionKind } from '#domain/commissions/decision.ts';
import {
	decideCase as decide,
	type DecisionInput,
	type DecisionRefusal,
	type MeetingRefusal
} from '#domain/commissions/meeting.ts';
import { sitsFor } from '#domain/commissions/member.ts';
import { keptSheet } from '#domain/commissions/sheet.ts';
import { dayOf } from '#domain/calendar.ts';
import { candidacyWorkflow } from '#domain/demands/candidacy.workflow.ts';
import { waivableRules } from '#domain/demands/file.ts';
import { advanceLeg, endLeg, type Decided, type ProposalRefusal } from '#domain/proposals/proposal.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { saveCandidacy, type CandidacyRow } from '../demands/store.ts';
import { candidacies } from '../demands/tables.ts';
import type { Staff } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { command, type Unit } from '../platform/unit.ts';
import { loadProposal, saveProposal, type LoadedProposal } from '../proposals/store.ts';
import { legs, opinions } from '../proposals/tables.ts';
import { readSheet } from './case-sheet.ts';
import { readSelfGiven } from './self-given.ts';
import { loadMeeting, readCommitteeRules, readMembers, readPresences, type MeetingRow } from './store.ts';
import { agendaItems, decisions } from './tables.ts';

type StaffContext = Context & { actor: Staff };
type Refusal = MeetingRefusal | DecisionRefusal | ProposalRefusal | 'KEY_REUSED';
type Input = DecisionInput & { meetingId: string; candidacyId: string };

/**
 * The commission decides a case. The decision is legally its own: what it does to the other moves is worked out
 * apart, in the same transaction. An award takes the chain one step on, a refusal ends it, a postponement leaves it.
 */
export const decideCase = (ctx: StaffContext, input: Input): Promise<Result<{ kind: DecisionKind }, Refusal>> =>
	command(ctx, 'commissions.decide', input, async (unit) => {
		const found = await loadCase(unit.tx, ctx.actor, input);
		if (!found.ok) return found;
		const { loaded, meeting, row } = found.value;
		const state = candidacyWorkflow.next(row.state, candidacyActionOf[input.kind]);
		if (!state) return err('CASE_NOT_ON_AGENDA');
		const sheet = await readSheet(unit, row, dayOf(unit.now));
		if (!sheet) return err('CASE_NOT_ON_AGENDA');

		const organismRules = await readCommitteeRules(unit.tx, ctx.actor.organismId);
		const presentIds = (await readPresences(unit.tx, meeting.id)).map((one) => one.memberId);
		const members = await readMembers(unit.tx, ctx.actor.organismId);
		const present = members.filter((member) => presentIds.includes(member.id));
		const selfGiven = (await readSelfGiven(unit.tx, meeting.id))(row.id);
		const checked = decide(
			input,
			meeting,
			present,
			{ ...organismRules, quorum: meeting.quorum },
			{
				commune: sheet.commune,
				waivableRules: waivableRules(sheet.results),
				reasons: sheet.reasons,
				isOwnInstruction: await hasGivenOpinion(unit.tx, ctx.actor, row.legId)
			},
			selfGiven
		);
		if (!checked.ok) return checked;
		const decided = effectOnChain(loaded, row.legId, input, unit.now);
		if (decided && !decided.ok) return decided;

		const withdrawn = present.filter(
			(member) => input.withdrawnIds.includes(member.id) && sitsFor(member, sheet.commune)
		);
		await unit.tx.insert(decisions).values({
			...rowOf(input),
			organismId: ctx.actor.organismId,
			...checked.value,
			withdrawnIds: [...new Set([...withdrawn.map(({ id }) => id), ...selfGiven.withdrawnIds])],
			rulesVersion: sheet.sheet.rulesVersion,
			sheet: keptSheet(sheet.sheet),
			decidedAt: unit.now,
			accountId: ctx.actor.accountId
		});
		await saveCandidacy(unit.tx, row, state, { postponedTo: input.kind === 'POSTPONED' ? input.postponedTo : null });
		await recordDecision(unit, loaded, row, input);
		if (decided) await saveProposal(unit, loaded, decided.value);
		return ok({ kind: input.kind });
	});

/** Whether somebody spoke for their organism on the household of a leg. */
const hasGivenOpinion = async (tx: Tx, { accountId, organismId }: Staff, legId: string): Promise<boolean> =>
	(await tx.$count(
		opinions,
		and(eq(opinions.legId, legId), eq(opinions.organismId, organismId), eq(opinions.accountId, accountId))
	)) > 0;

/** Locks in the order of every chain: the proposal, then the meeting, then the candidacy. */
async function loadCase(
	tx: Tx,
	actor: Staff,
	{ meetingId, candidacyId }: Input
): Promise<Result<{ loaded: LoadedProposal; meeting: MeetingRow; row: CandidacyRow }, MeetingRefusal>> {
	const [item] = await tx
		.select({ proposalId: legs.proposalId })
		.from(agendaItems)
		.innerJoin(candidacies, eq(candidacies.id, agendaItems.candidacyId))
		.innerJoin(legs, eq(legs.id, candidacies.legId))
		.where(
			and(
				eq(agendaItems.meetingId, meetingId),
				eq(agendaItems.candidacyId, candidacyId),
				eq(agendaItems.organismId, actor.organismId)
			)
		);
	const loaded = item ? await loadProposal(tx, item.proposalId) : null;
	const meeting = await loadMeeting(tx, actor, meetingId, 'share');
	if (!meeting) return err('MEETING_NOT_FOUND');
	const [row] = await tx.select().from(candidacies).where(eq(candidacies.id, candidacyId)).for('update');
	return loaded && row ? ok({ loaded, meeting, row }) : err('CASE_NOT_ON_AGENDA');
}

function effectOnChain(
	{ proposal, delays }: LoadedProposal,
	legId: string,
	{ kind, rank }: Input,
	now: Date
): Result<Decided, ProposalRefusal> | null {
	switch (legEffectOf(kind, rank)) {
		case 'award':
			return advanceLeg(proposal, legId, 'award', delays, now);
		case 'refuse':
			return endLeg(proposal, legId, 'refuse', now);
		default:
			return null;
	}
}

/** Only what goes with the kind of decision is kept, whatever else the form held. */
const rowOf = ({ kind, ...input }: Input) => ({
	meetingId: input.meetingId,
	candidacyId: input.candidacyId,
	kind,
	motives: input.motives,
	comment: input.comment,
	rank: kind === 'AWARD_RANKED' ? input.rank : null,
	condition: kind === 'AWARD_CONDITIONAL' ? input.condition : null,
	conditionDueOn: kind === 'AWARD_CONDITIONAL' ? input.conditionDueOn : null,
	postponedTo: kind === 'POSTPONED' ? input.postponedTo : null,
	candidates: input.candidates,
	fewerThanThreeReason: kind !== 'POSTPONED' && input.candidates < 3 ? input.fewerThanThreeReason : null,
	waivedRules: [...input.waivedRules]
});

const recordDecision = (unit: Unit, { scope }: LoadedProposal, row: CandidacyRow, { kind, meetingId }: Input) =>
	unit.record([{ type: 'CaseDecided', candidacyId: row.id, legId: row.legId, kind, meetingId }], {
		// The territory follows its chains; other organisms only learn what it does to the chain.
		...(scope.territoryId && { territoryId: scope.territoryId }),
		organismIds: [row.organismId]
	});
