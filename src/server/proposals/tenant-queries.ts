import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import type { DecisionKind } from '#domain/commissions/decision.ts';
import { asOf, isSensitive } from '#domain/documents/document.ts';
import { stageEndedBy, stageEndTypes } from '#domain/proposals/chain-steps.ts';
import {
	answerShown,
	householdActionsOn,
	inOrder,
	progressOf,
	stageOf,
	stagesOn,
	stageStates,
	type ChainStage
} from '#domain/proposals/stages.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { decisions } from '../commissions/tables.ts';
import { candidacies, demands } from '../demands/tables.ts';
import { homeInShort } from '../dwellings/public-sheet.ts';
import { noteReading, ownActions } from '../households/help.ts';
import { loadRuleSet } from '../organisms/rule-set.ts';
import { organisms } from '../organisms/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { domainEvents } from '../platform/tables.ts';
import { asActor } from '../platform/unit.ts';
import { questionIn } from './answer-proposal.ts';
import { awaitedHolders, lettersOf, readOwnChains, turnOfHolder, type OwnChain } from './own-chains.ts';
import { answers } from './tables.ts';

type HouseholdContext = Context & { actor: ForHousehold };

/** The proposals made to the household, newest first. */
export const listOwnProposals = (ctx: HouseholdContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => ({
		now: unit.now,
		proposals: (await readOwnChains(unit, ctx.actor.householdId)).map((chain) => summaryOf(chain, ctx.actor, unit.now))
	}));

/** One proposal as its household follows it, from the first question to the leases. */
export const getOwnProposal = (
	ctx: HouseholdContext,
	input: { proposalId: string }
): Promise<Result<Awaited<ReturnType<typeof detailOf>>, 'PROPOSAL_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const [chain] = await readOwnChains(unit, ctx.actor.householdId, input.proposalId);
		if (chain) noteReading(unit);
		return chain ? ok(await detailOf(unit.tx, chain, ctx.actor, unit.now)) : err('PROPOSAL_NOT_FOUND');
	});

/** What a list says of a proposal to one holder of the lease. */
export function summaryOf(chain: OwnChain, reader: ForHousehold, now: Date) {
	const { row, proposal, own, sheets, assessment } = chain;
	const wishes = assessment?.wishes ?? [];
	const turn = turnOfHolder(chain, reader.accountId);
	const isAsked = turn === 'you';
	return {
		id: row.id,
		reference: row.reference,
		path: row.path,
		state: row.state,
		households: proposal.legs.length,
		publishedAt: row.publishedAt,
		dueAt: row.dueAt,
		endedAt: row.endedAt,
		signingDay: row.signingDay,
		brokenReason: row.brokenReason,
		/** The home the household would take. */
		home: sheets.get(own.targetDwellingId)!,
		/** Its own. */
		today: homeInShort(sheets.get(own.currentDwellingId)!),
		/** €/month, after − today; null when not known. */
		difference: assessment?.cost.difference ?? null,
		wishes: { met: wishes.filter((wish) => wish.isMet === true).length, total: wishes.length },
		/** The question put to the household now, or null. */
		question: isAsked ? questionIn(row.state) : null,
		turn,
		/** First names of those who hold the same lease and have not committed, once the reader has. */
		awaitedHolders: awaitedHolders(chain, reader.accountId),
		progress: progressOf(proposal),
		actions: ownActions(
			reader,
			householdActionsOn(proposal, own, now).filter((action) => action !== 'sayYes' || isAsked)
		)
	};
}

async function detailOf(tx: Tx, chain: OwnChain, reader: ForHousehold, now: Date) {
	const { row, own, assessment } = chain;
	const [target] = await tx
		.select({ name: organisms.name, phone: organisms.phone, openingHours: organisms.openingHours })
		.from(organisms)
		.where(eq(organisms.id, own.targetOrganismId));
	const { organisms: settings } = await loadRuleSet(tx, row.territoryId, dayOf(row.publishedAt ?? now));
	// What the household answered, and why, is its own.
	const ownAnswers = reader.role === 'helper' ? [] : await readAnswers(tx, chain);
	return {
		now,
		...summaryOf(chain, reader, now),
		chain: chainOf(chain),
		cost: assessment?.cost ?? null,
		/** The repère of effort of the organism that lets the home; null when it has set none. */
		landmark: settings[own.targetOrganismId]?.effortRateMax ?? null,
		explanation: assessment?.verdicts ?? null,
		wishAnswers: assessment?.wishes ?? [],
		targetOrganism: target!,
		stages: await stagesOf(tx, chain, reader),
		answers: ownAnswers,
		/** How its own move ended, when it is the one that ended the chain: nobody else is told. */
		ownEnd: ownEndOf(chain),
		file: await readFile(tx, chain, reader, dayOf(now))
	};
}

const readAnswers = (tx: Tx, { own }: OwnChain) =>
	tx
		.select({
			question: answers.question,
			isYes: answers.isYes,
			motive: answers.motive,
			answeredAt: answers.answeredAt
		})
		.from(answers)
		.where(and(eq(answers.legId, own.id), eq(answers.householdId, own.householdId)));

const ownEndOf = ({ own }: OwnChain) =>
	own.state === 'refused' || own.state === 'opposed' || own.state === 'expired' ? own.state : null;

/** Who goes where, as it is drawn; nothing more is told of the others once the chain has ended before its leases. */
function chainOf({ row, proposal, own, sheets }: OwnChain) {
	if (row.state === 'broken') return null;
	const ordered = inOrder(proposal.legs, own.id);
	const letters = lettersOf(ordered, own.id);
	const vacantId = ordered
		.map((leg) => leg.targetDwellingId)
		.find((dwellingId) => !ordered.some((leg) => leg.currentDwellingId === dwellingId));
	return {
		households: ordered.map((leg) => ({
			name: letters.get(leg.id) ?? 'A',
			isYou: leg.id === own.id,
			home: homeInShort(sheets.get(leg.currentDwellingId)!),
			answer: answerShown(proposal, leg)
		})),
		...(vacantId && { vacant: homeInShort(sheets.get(vacantId)!) })
	};
}

async function stagesOf(tx: Tx, chain: OwnChain, reader: ForHousehold) {
	const { row } = chain;
	const passed = await tx
		.select({ type: domainEvents.type, at: domainEvents.at })
		.from(domainEvents)
		.where(and(eq(domainEvents.subjectId, row.id), inArray(domainEvents.type, [...stageEndTypes])));
	const endedOn = new Map<ChainStage, Day>(passed.map(({ type, at }) => [stageEndedBy(type)!, dayOf(at)]));
	const reached = stagesOn(row.path).find((stage) => !endedOn.has(stage)) ?? 'leases';
	const isBroken = row.state === 'broken';
	return stageStates(row.path, stageOf(row.state, row.brokenReason, reached), isBroken).map(({ stage, state }) => {
		const turn = state === 'current' ? turnOfHolder(chain, reader.accountId) : null;
		const on =
			state === 'done'
				? endedOn.get(stage)
				: state === 'stopped'
					? row.endedAt && dayOf(row.endedAt)
					: state === 'current'
						? currentDue(row)
						: null;
		return { stage, state, ...(turn && { owner: turn }), ...(on && { on }) };
	});
}

/** The last day of the stage under way: a deadline is stored as the instant from which it is too late. */
const currentDue = ({ dueAt, signingDay }: OwnChain['row']): Day | null =>
	dueAt ? dayOf(new Date(dueAt.getTime() - 1)) : signingDay;

/** The household's own case before the commission: papers, decision, offer. */
async function readFile(tx: Tx, { own: { id: legId, householdId } }: OwnChain, reader: ForHousehold, today: Day) {
	const [candidacy] = await tx
		.select({
			id: candidacies.id,
			state: candidacies.state,
			documents: candidacies.documents,
			offerSentAt: candidacies.offerSentAt,
			offerDueAt: candidacies.offerDueAt,
			answeredAt: candidacies.answeredAt,
			uniqueNumber: demands.uniqueNumber
		})
		.from(candidacies)
		.innerJoin(demands, eq(demands.id, candidacies.demandId))
		.where(and(eq(candidacies.legId, legId), eq(candidacies.householdId, householdId)))
		.orderBy(desc(demands.openedAt))
		.limit(1);
	if (!candidacy) return null;
	const { id, ...file } = candidacy;
	// A postponement is internal: it is never told (CCH R.441-3).
	const [decision] = await tx
		.select({
			kind: decisions.kind,
			motives: decisions.motives,
			comment: decisions.comment,
			rank: decisions.rank,
			condition: decisions.condition,
			conditionDueOn: decisions.conditionDueOn,
			decidedAt: decisions.decidedAt
		})
		.from(decisions)
		.where(and(eq(decisions.candidacyId, id), ne(decisions.kind, 'POSTPONED')))
		.orderBy(desc(decisions.decidedAt))
		.limit(1);
	const documents = asOf(file.documents, today).filter(({ code }) => reader.role !== 'helper' || !isSensitive(code));
	return { ...file, documents, decision: decision ? { ...decision, kind: decision.kind as Notified } : null };
}

type Notified = Exclude<DecisionKind, 'POSTPONED'>;
