import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { compileRuleSet } from '#domain/eligibility/compile.ts';
import type { ExchangePath } from '#domain/eligibility/right-to-exchange.ts';
import { assessMove, type MoveAssessment, type Mover } from '#domain/matching/compatibility/assessment.ts';
import type { Exchange, Move } from '#domain/matching/compatibility/exchanges.ts';
import { searchableNeed } from '#domain/matching/compatibility/listing.ts';
import { priorityKinds, type PriorityKind } from '#domain/matching/objective-settings.ts';
import type { RepairWish } from '#domain/matching/compatibility/objective.ts';
import type { Found, RunInput, RunOutcome } from '#domain/matching/compatibility/run.ts';
import type { MendQuestion, RunResult, SearchQuestion } from '#domain/matching/compatibility/search.ts';
import { writtenWhole } from '#domain/matching/whole.ts';
import { dayOf } from '#domain/calendar.ts';
import { nextReference } from '../platform/numbering.ts';
import type { Unit } from '../platform/unit.ts';
import { readParties } from '../proposals/parties.ts';
import { legAssessments, legs, proposals } from '../proposals/tables.ts';
import { heartbeat } from './heartbeat.ts';
import { keepPool } from './kept-pools.ts';
import type { ExchangeSummary, RunRecord } from './record.ts';
import { matchingRuns, runPools } from './tables.ts';

/** Names the result of a run: equal results have the same name, whoever computed them. */
export const hashOf = ({ cycles, chains, levels }: RunResult): string =>
	createHash('sha256').update(JSON.stringify({ cycles, chains, levels })).digest('hex');

/** A search that has ended. */
export type Ended = {
	found: Found;
	/** The rules it was under, and those it was about: at least everyone who moves, and the vacant homes they move to. */
	about: Pick<RunInput, 'on' | 'rules' | 'listings' | 'vacancies'>;
	/** Published listings that a live exchange held. */
	held: number;
	arranged: RunOutcome['arranged'];
	/** Null for a repair. */
	whole: RunOutcome['whole'] | null;
	/** Whom a repair was for; null for a search of the whole pool. */
	repair: RepairWish | null;
	input: RunPool;
	timings: RunRecord['timings'];
};

/** What a search was given, to be kept with it. */
export type RunPool = {
	/** The name of the pool. */
	fingerprint: string;
	question: SearchQuestion | MendQuestion;
	/** The pool compressed; null when it is kept already. */
	packed: Uint8Array | null;
};

/** Names the input of a search: the pool, and for a repair what was asked of it. */
export const inputHashOf = ({ fingerprint, question }: Pick<RunPool, 'fingerprint' | 'question'>): string =>
	'freed' in question
		? createHash('sha256')
				.update(`${fingerprint} ${JSON.stringify(question)}`)
				.digest('hex')
		: fingerprint;

/**
 * Writes what a run found, all at once: its record, its proposals with verdicts and costs, the input it can be played
 * again on. Nothing is written when the run was cancelled meanwhile.
 */
export async function settleRun(unit: Unit, runId: string, ended: Ended): Promise<void> {
	const { tx, now } = unit;
	const { found: outcome, about, repair, input } = ended;
	const [run] = await tx
		.select()
		.from(matchingRuns)
		.where(and(eq(matchingRuns.id, runId), eq(matchingRuns.state, 'running')))
		.for('update');
	if (!run) return;

	const assess = assessor(about);
	const summaries: ExchangeSummary[] = [];
	const prioritiesEnded = Object.fromEntries(priorityKinds.map((kind) => [kind, 0])) as Record<PriorityKind, number>;
	const arranged = new Set(ended.arranged.kept.flat());
	for (const exchange of outcome.exchanges) {
		const assessed = exchange.moves.map((move) => assess(move, exchange));
		const proposalId = await writeProposal(unit, run, exchange, assessed, about.rules.version);
		for (const { priorities } of assessed) for (const kind of priorities) prioritiesEnded[kind]++;
		summaries.push(summaryOf(proposalId, exchange, assessed, arranged));
	}

	const freed = new Set(repair?.freed);
	const rehoused = outcome.exchanges.flatMap(({ moves }) => moves.filter((move) => freed.has(move.householdId)));
	const { cycles, chains } = outcome.result;
	const record: RunRecord = {
		levels: outcome.result.levels,
		whole: ended.whole && writtenWhole(ended.whole),
		resultHash: hashOf(outcome.result),
		result: { cycles, chains },
		exchanges: summaries,
		prioritiesEnded,
		leftOut: outcome.leftOut,
		held: ended.held,
		arranged: ended.arranged,
		repair: repair && { freed: freed.size, rehoused: rehoused.length },
		isInputKept: await keepInput(unit, runId, input),
		timings: ended.timings,
		effort: outcome.effort
	};
	await tx
		.update(matchingRuns)
		.set({
			state: 'done',
			stage: null,
			progress: null,
			endedAt: now,
			rulesVersion: about.rules.version,
			inputHash: inputHashOf(input),
			households: outcome.households,
			vacancies: outcome.vacancies,
			arcs: outcome.arcs,
			moves: outcome.exchanges.reduce((sum, { moves }) => sum + moves.length, 0),
			cycles: outcome.exchanges.filter(({ kind }) => kind === 'cycle').length,
			chains: outcome.exchanges.filter(({ kind }) => kind === 'chain').length,
			value: outcome.value,
			bound: outcome.bound,
			isOptimal: outcome.optimal,
			stoppedBecause: outcome.stoppedBecause,
			record
		})
		.where(eq(matchingRuns.id, runId));
	await unit.record([{ type: 'RunFinished', runId }], { territoryId: run.territoryId });
	// A repair answers for the few it was asked for: the explanations of the last whole run stay.
	if (!repair) await unit.enqueue('explain', { runId }, heartbeat);
	if (run.repairsProposalId) {
		const type = outcome.exchanges.length > 0 ? 'RepairFound' : 'RepairNotFound';
		const { proposal } = await readParties(tx, run.repairsProposalId);
		const scope = { territoryId: run.territoryId, organismIds: proposal.organismIds };
		await unit.record([{ type, proposalId: proposal.id, runId }], scope);
	}
}

/** Keeps what a search was given; false when its pool is too large to be kept. */
async function keepInput({ tx }: Unit, runId: string, { packed, ...input }: RunPool): Promise<boolean> {
	if (packed && !(await keepPool(tx, input.fingerprint, packed))) return false;
	await tx.insert(runPools).values({ runId, ...input });
	return true;
}

/** Verdict, cost and wishes of a move by the full path of the rules: what they forbid must not have been found. */
function assessor(about: Ended['about']): (move: Move, exchange: Exchange) => MoveAssessment {
	const compiled = compileRuleSet(about.rules, about.on);
	const movers = new Map(
		about.listings.map(({ household, dwelling, need }): [string, Mover] => [
			household.id,
			{ household, current: dwelling, need: searchableNeed(need) }
		])
	);
	const homes = new Map([
		...about.listings.map(({ dwelling }) => [dwelling.id, dwelling] as const),
		...about.vacancies.map((dwelling) => [dwelling.id, dwelling] as const)
	]);
	return (move, { kind, moves }) => {
		const other = kind === 'cycle' && moves.length === 2 ? moves.find((one) => one !== move)! : null;
		const assessed = assessMove(
			movers.get(move.householdId)!,
			homes.get(move.targetDwellingId)!,
			compiled,
			other && movers.get(other.householdId)!
		);
		if (!assessed.verdicts.mayBeProposed) throw new Error('The rules forbid a move that the engine found');
		return assessed;
	};
}

async function writeProposal(
	{ tx, now }: Unit,
	run: typeof matchingRuns.$inferSelect,
	{ kind, moves }: Exchange,
	assessed: MoveAssessment[],
	rulesVersion: string
): Promise<string> {
	const year = Number(dayOf(now).slice(0, 4));
	const [proposal] = await tx
		.insert(proposals)
		.values({
			reference: await nextReference(tx, 'E', year),
			territoryId: run.territoryId,
			runId: run.id,
			kind,
			path: pathOf(assessed),
			householdIds: moves.map((move) => move.householdId),
			organismIds: [...new Set(moves.flatMap((move) => [move.homeOrganismId, move.targetOrganismId]))],
			foundAt: now,
			repairsId: run.repairsProposalId
		})
		.returning({ id: proposals.id });
	const written = await tx
		.insert(legs)
		.values(moves.map(({ listingId: _, ...move }, position) => ({ proposalId: proposal!.id, position, ...move })))
		.returning({ id: legs.id, position: legs.position });
	await tx.insert(legAssessments).values(
		written.map(({ id, position }) => {
			const { householdId, homeOrganismId, targetOrganismId } = moves[position]!;
			const { verdicts, cost, wishes } = assessed[position]!;
			return {
				legId: id,
				householdId,
				homeOrganismId,
				targetOrganismId,
				rulesVersion,
				computedAt: now,
				verdicts,
				cost,
				wishes
			};
		})
	);
	return proposal!.id;
}

/** As of right only when the law gives it to both: each takes over the lease of the other. */
const pathOf = (assessed: readonly MoveAssessment[]): ExchangePath =>
	assessed.every(({ verdicts }) => verdicts.path === 'RIGHT_ART9') ? 'RIGHT_ART9' : 'ORDINARY';

function summaryOf(
	proposalId: string,
	{ moves }: Exchange,
	assessed: MoveAssessment[],
	arranged: Set<string>
): ExchangeSummary {
	const wishes = assessed.flatMap((one) => one.wishes);
	const toCheck = assessed.flatMap((one) =>
		one.verdicts.results.filter(
			({ outcome, effect }) => outcome === 'toCheck' || (outcome === 'missing' && effect !== 'INFO')
		)
	);
	return {
		proposalId,
		priorities: assessed.filter((one) => one.priorities.length > 0).length,
		wishesMet: wishes.filter((wish) => wish.isMet === true).length,
		wishes: wishes.length,
		toCheck: toCheck.length,
		isArranged: moves.every((move) => arranged.has(move.listingId))
	};
}
