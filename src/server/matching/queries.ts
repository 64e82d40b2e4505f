import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { dayOf, type Day } from '#domain/calendar.ts';
import { typologieOf, type Typologie } from '#domain/dwellings/dwelling.ts';
import { ceilingGaps, type CeilingGaps } from '#domain/eligibility/ceilings.ts';
import { disclosed } from '#domain/matching/disclosure.ts';
import type { ArrangedFault } from '#domain/matching/compatibility/exchanges.ts';
import type { SearchProgress } from '#domain/matching/compatibility/run.ts';
import { leftOutCauses, type LeftOutCause } from '#domain/matching/compatibility/left-out.ts';
import { priorityKinds, type PriorityKind } from '#domain/matching/objective-settings.ts';
import type { RunReason, RunStage, RunState } from '#domain/matching/run-states.ts';
import type { LevelOutcome } from '#domain/matching/solve.ts';
import { listingCode, listingPrefix } from '#domain/needs/listing-code.ts';
import { rowsPerPage } from '#domain/page.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { dwellings } from '../dwellings/tables.ts';
import { findRuleSet, loadRuleSet } from '../organisms/rule-set.ts';
import { communes, organisms, territories } from '../organisms/tables.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { domainEvents } from '../platform/tables.ts';
import { asActor } from '../platform/unit.ts';
import { viewChains, type ChainView } from '../proposals/coordinator-chains.ts';
import { proposals } from '../proposals/tables.ts';
import { readRunInsight, type RunInsightView } from './insight-queries.ts';
import type { ExchangeSummary, RunRecord } from './record.ts';
import { matchingRuns } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };
type Row = typeof matchingRuns.$inferSelect;

/** A run in a list. */
export type RunView = {
	runId: string;
	state: RunState;
	stage: RunStage | null;
	/** How far the search is, while it is under way. */
	progress: SearchProgress | null;
	startedAt: Date | null;
	reason: RunReason;
	/** The broken chain that the run looks to repair. */
	repairs: { proposalId: string; reference: string } | null;
	requestedAt: Date;
	endedAt: Date | null;
	maxCycle: number;
	maxChain: number;
	rulesVersion: string | null;
	/** Households and vacant dwellings of the pool, and moves possible between them. */
	households: number | null;
	vacancies: number | null;
	arcs: number | null;
	/** Households moved by the exchanges found: cycles, and chains started by a vacant dwelling. */
	moves: number | null;
	cycles: number | null;
	chains: number | null;
	isOptimal: boolean | null;
	/** Exchanges found that nobody has decided on yet. */
	toDecide: number;
};

export type RunDetail = RunView & {
	seed: number;
	seconds: number;
	inputHash: string | null;
	stoppedBecause: string | null;
	/** Null until the run is done. */
	found: {
		levels: LevelOutcome[];
		/** How far all levels together may be from the best, as a share; null when the record does not say. */
		wholeGap: number | null;
		resultHash: string;
		/** One page of the exchanges found. */
		exchanges: (ChainView & { summary: ExchangeSummary })[];
		page: number;
		pageCount: number;
		/** How many exchanges of each kind and length. */
		lengths: { kind: 'cycle' | 'chain'; moves: number; count: number }[];
		/** Households of exchanges that only the right gives, found after the search: no level counts them. */
		asOfRight: number;
		/** Moves that end each situation the charter puts first; null: fewer than may be shown. */
		priorities: { kind: PriorityKind; count: number | null }[];
		/** Households without an exchange, by reason, most numerous first. */
		leftOut: { cause: LeftOutCause; count: number }[];
		/** Published annonces that a live exchange keeps out of the pool. */
		held: number;
		arranged: { kept: number; faults: { codes: string[]; fault: ArrangedFault }[] };
		/** Households that leave each organism and that it would receive. */
		balance: { organism: string; leaving: number; arriving: number }[];
		repair: RunRecord['repair'];
		/** What the run teaches; null as long as it has not been worked out. */
		insight: RunInsightView | null;
		/** False when its pool was too large to be kept: it cannot be played again. */
		isInputKept: boolean;
		timings: RunRecord['timings'];
		effort: RunRecord['effort'];
		/** The last time it was played again, and whether it gave the same. */
		replayed: { at: Date; isSame: boolean } | null;
	} | null;
	/** Homes that wait for a ceiling, the year of the run. */
	ceilings: CeilingGaps;
	actions: ('cancel' | 'publishAll' | 'discardAll' | 'replay')[];
	now: Date;
};

/** The latest runs of the territory, and what its charter allows. */
export const listRuns = (ctx: CoordinatorContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const { territoryId } = ctx.actor;
		const [territory] = await tx
			.select({ maxCycle: territories.maxCycle, maxChain: territories.maxChain })
			.from(territories)
			.where(eq(territories.id, territoryId));
		const rows = await tx
			.select()
			.from(matchingRuns)
			.where(eq(matchingRuns.territoryId, territoryId))
			.orderBy(desc(matchingRuns.requestedAt))
			.limit(rowsPerPage);
		const runs = await viewRuns(tx, rows);
		const isUnderWay = runs.some(({ reason, state }) => reason === 'coordinator' && isOpen(state));
		const ceilings = await readCeilingGaps(tx, territoryId, dayOf(now), null);
		return { runs, charter: territory!, ceilings, actions: isUnderWay ? [] : ['request' as const], now };
	});

/** The ceilings that nobody has on a day, under the rules that a run kept the name of, or under those of the day. */
async function readCeilingGaps(tx: Tx, territoryId: string, on: Day, rules: string | null): Promise<CeilingGaps> {
	const kept = rules && (await findRuleSet(tx, territoryId, rules, on));
	const { charter } = kept || (await loadRuleSet(tx, territoryId, on));
	return ceilingGaps(Number(on.slice(0, 4)), charter.useComputedCeilings);
}

/** A search that the clock cut short depends on the machine, and one whose input was too large to keep has none. */
export const isReplayable = ({ state, stoppedBecause, record }: Row): boolean =>
	state === 'done' && stoppedBecause !== 'stopped' && record?.isInputKept !== false;

const isOpen = (state: RunState) => state === 'queued' || state === 'running';

/** One run with everything it found, told without names. */
export const getRun = (
	ctx: CoordinatorContext,
	input: { runId: string; page: number }
): Promise<Result<RunDetail, 'RUN_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const [row] = await tx
			.select()
			.from(matchingRuns)
			.where(and(eq(matchingRuns.id, input.runId), eq(matchingRuns.territoryId, ctx.actor.territoryId)));
		if (!row) return err('RUN_NOT_FOUND');
		const [view] = await viewRuns(tx, [row]);
		return ok({
			...view!,
			seed: row.parameters.seed,
			seconds: row.parameters.seconds,
			inputHash: row.inputHash,
			stoppedBecause: row.stoppedBecause,
			ceilings: await readCeilingGaps(tx, row.territoryId, dayOf(row.requestedAt), row.rulesVersion),
			found: row.record && (await foundBy(tx, row, row.record, input.page)),
			actions: [
				...(isOpen(row.state) ? ['cancel' as const] : []),
				...(view!.toDecide > 0 ? (['publishAll', 'discardAll'] as const) : []),
				...(isReplayable(row) ? ['replay' as const] : [])
			],
			now
		});
	});

async function viewRuns(tx: Tx, rows: readonly Row[]): Promise<RunView[]> {
	if (rows.length === 0) return [];
	const broken = rows.map((row) => row.repairsProposalId).filter((id) => id !== null);
	const repaired = broken.length
		? await tx
				.select({ proposalId: proposals.id, reference: proposals.reference })
				.from(proposals)
				.where(inArray(proposals.id, broken))
		: [];
	const toDecide = await tx
		.select({ runId: proposals.runId, count: sql<number>`count(*)::int` })
		.from(proposals)
		.where(
			and(
				eq(proposals.state, 'found'),
				inArray(
					proposals.runId,
					rows.map((row) => row.id)
				)
			)
		)
		.groupBy(proposals.runId);
	return rows.map((row) => ({
		runId: row.id,
		state: row.state,
		stage: row.stage,
		progress: row.progress,
		startedAt: row.startedAt,
		reason: row.reason,
		repairs: repaired.find((one) => one.proposalId === row.repairsProposalId) ?? null,
		requestedAt: row.requestedAt,
		endedAt: row.endedAt,
		maxCycle: row.parameters.maxCycle,
		maxChain: row.parameters.maxChain,
		rulesVersion: row.rulesVersion,
		households: row.households,
		vacancies: row.vacancies,
		arcs: row.arcs,
		moves: row.moves,
		cycles: row.cycles,
		chains: row.chains,
		isOptimal: row.isOptimal,
		toDecide: toDecide.find((one) => one.runId === row.id)?.count ?? 0
	}));
}

async function foundBy(tx: Tx, row: Row, record: RunRecord, asked: number): Promise<RunDetail['found']> {
	const summaries = new Map(record.exchanges.map((summary) => [summary.proposalId, summary]));
	const rows = await tx.select().from(proposals).where(eq(proposals.runId, row.id)).orderBy(proposals.reference);
	const chains = await viewChains(tx, rows);
	const pageCount = Math.max(1, Math.ceil(chains.length / rowsPerPage));
	const page = Math.min(asked, pageCount);
	const shown = chains.slice((page - 1) * rowsPerPage, page * rowsPerPage);
	const [replayed] = await tx
		.select({ at: domainEvents.at, data: domainEvents.data })
		.from(domainEvents)
		.where(and(eq(domainEvents.subjectId, row.id), eq(domainEvents.type, 'RunReplayed')))
		.orderBy(desc(domainEvents.id))
		.limit(1);
	return {
		levels: record.levels,
		wholeGap: record.whole?.gap ?? null,
		resultHash: record.resultHash,
		exchanges: shown.map((chain) => ({ ...chain, summary: summaries.get(chain.proposalId)! })),
		page,
		pageCount,
		lengths: lengthsOf(chains),
		asOfRight: housedAsOfRight(record),
		priorities: priorityKinds.map((kind) => ({ kind, count: disclosed(record.prioritiesEnded[kind]) })),
		leftOut: leftOutCauses
			.map((cause) => ({ cause, count: record.leftOut.filter((one) => one.cause === cause).length }))
			.filter(({ count }) => count > 0)
			.sort((a, b) => b.count - a.count),
		held: record.held,
		arranged: {
			kept: record.arranged.kept.length,
			faults: record.arranged.faults.map(({ listingIds, fault }) => ({ codes: listingIds.map(listingCode), fault }))
		},
		balance: balanceOf(chains),
		repair: record.repair,
		insight: await readRunInsight(tx, row.id),
		isInputKept: record.isInputKept !== false,
		timings: record.timings,
		effort: record.effort,
		replayed: replayed ? { at: replayed.at, isSame: replayed.data.isSame === true } : null
	};
}

/** What the list holds beyond the answer of the engine are pairs as of right; a repair keeps a part of that answer only. */
function housedAsOfRight({ repair, exchanges, result: { cycles, chains } }: RunRecord): number {
	return repair ? 0 : 2 * (exchanges.length - cycles.length - chains.length);
}

function lengthsOf(chains: readonly ChainView[]) {
	const groups = Map.groupBy(chains, ({ kind, moves }) => `${kind} ${moves.length}`);
	return [...groups.values()]
		.map((group) => ({ kind: group[0]!.kind, moves: group[0]!.moves.length, count: group.length }))
		.sort((a, b) => (a.kind === b.kind ? a.moves - b.moves : a.kind === 'cycle' ? -1 : 1));
}

function balanceOf(chains: readonly ChainView[]) {
	const moves = chains.flatMap((chain) => chain.moves);
	const names = [...new Set(moves.flatMap((move) => [move.organism, move.targetOrganism]))].sort((a, b) =>
		a.localeCompare(b, 'fr')
	);
	return names.map((organism) => ({
		organism,
		leaving: moves.filter((move) => move.organism === organism).length,
		arriving: moves.filter((move) => move.targetOrganism === organism).length
	}));
}

/** A household without an exchange: its annonce by its code, its home, the reason and what it had a choice of. */
export type LeftOutRow = {
	code: string;
	home: { typologie: Typologie; commune: string } | null;
	organism: string;
	cause: LeftOutCause;
	suited: number;
	allowed: number;
	takers: number;
};

/** « Pourquoi pas ? »: one page of the households without an exchange, of one reason, of one annonce, or of all. */
export const listLeftOut = (
	ctx: CoordinatorContext,
	input: { runId: string; cause: LeftOutCause | null; code: string; page: number }
): Promise<Result<{ rows: LeftOutRow[]; total: number; page: number; pageCount: number }, 'RUN_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const [run] = await tx
			.select({ record: matchingRuns.record })
			.from(matchingRuns)
			.where(and(eq(matchingRuns.id, input.runId), eq(matchingRuns.territoryId, ctx.actor.territoryId)));
		if (!run?.record) return err('RUN_NOT_FOUND');
		const prefix = listingPrefix(input.code);
		const all = run.record.leftOut.filter(
			(one) =>
				(input.cause === null || one.cause === input.cause) &&
				(input.code.trim() === '' || (prefix !== null && one.listingId.startsWith(prefix)))
		);
		const pageCount = Math.max(1, Math.ceil(all.length / rowsPerPage));
		const page = Math.min(input.page, pageCount);
		const shown = all.slice((page - 1) * rowsPerPage, page * rowsPerPage);
		const homes = shown.length
			? await tx
					.select({ id: dwellings.id, rooms: dwellings.rooms, commune: communes.name, organism: organisms.name })
					.from(dwellings)
					.innerJoin(communes, eq(communes.insee, dwellings.commune))
					.innerJoin(organisms, eq(organisms.id, dwellings.organismId))
					.where(
						inArray(
							dwellings.id,
							shown.map((one) => one.dwellingId)
						)
					)
			: [];
		const rows = shown.map(({ listingId, dwellingId, cause, suited, allowed, takers }): LeftOutRow => {
			const home = homes.find((one) => one.id === dwellingId);
			return {
				code: listingCode(listingId),
				home: home ? { typologie: typologieOf(home.rooms), commune: home.commune } : null,
				organism: home?.organism ?? '',
				cause,
				suited,
				allowed,
				takers
			};
		});
		return ok({ rows, total: all.length, page, pageCount });
	});
