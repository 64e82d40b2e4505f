import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { rowsPerPage } from '#domain/page.input.ts';
import type { ChainList } from '#domain/proposals/chain-list.input.ts';
import { stageEndedBy, stageEndTypes } from '#domain/proposals/chain-steps.ts';
import { gathered, historyTypes, type HistoryLine } from '#domain/proposals/history.ts';
import { liveProposalStates, type ProposalState } from '#domain/proposals/proposal.workflow.ts';
import { stageOf, stagesOn, stageStates, type ChainStage, type StageState } from '#domain/proposals/stages.ts';
import { err, ok, type Result } from '#domain/result.ts';
import type { Coordinator } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { domainEvents } from '../platform/tables.ts';
import { asActor } from '../platform/unit.ts';
import { viewChains, type ChainView } from './coordinator-chains.ts';
import { legs, proposals } from './tables.ts';

type CoordinatorContext = Context & { actor: Coordinator };

const statesOf: Record<ChainList, readonly ProposalState[]> = {
	live: liveProposalStates,
	found: ['found'],
	ended: ['completed', 'broken', 'discarded']
};

export type ChainPage = {
	list: ChainList;
	chains: ChainView[];
	/** Of each list, how many there are. */
	counts: Record<ChainList, number>;
	page: number;
	pageCount: number;
	now: Date;
};

/** One page of the chains of the territory: the nearest deadline first, then the latest. */
export const listChains = (ctx: CoordinatorContext, input: { list: ChainList; page: number }): Promise<ChainPage> =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const own = eq(proposals.territoryId, ctx.actor.territoryId);
		const count = (list: ChainList) => tx.$count(proposals, and(own, inArray(proposals.state, [...statesOf[list]])));
		const counts = { live: await count('live'), found: await count('found'), ended: await count('ended') };
		const pageCount = Math.max(1, Math.ceil(counts[input.list] / rowsPerPage));
		const page = Math.min(input.page, pageCount);
		const rows = await tx
			.select()
			.from(proposals)
			.where(and(own, inArray(proposals.state, [...statesOf[input.list]])))
			.orderBy(
				sql`${proposals.dueAt} asc nulls last`,
				sql`${proposals.endedAt} desc nulls last`,
				asc(proposals.reference)
			)
			.limit(rowsPerPage)
			.offset((page - 1) * rowsPerPage);
		return { list: input.list, chains: await viewChains(tx, rows), counts, page, pageCount, now };
	});

export type ChainDetail = ChainView & {
	stages: { stage: ChainStage; state: StageState; on: Date | null }[];
	history: HistoryLine[];
	now: Date;
};

/** One chain of the territory, with its stages and all that happened to it. */
export const getChain = (
	ctx: CoordinatorContext,
	input: { proposalId: string }
): Promise<Result<ChainDetail, 'PROPOSAL_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const [row] = await tx
			.select()
			.from(proposals)
			.where(and(eq(proposals.id, input.proposalId), eq(proposals.territoryId, ctx.actor.territoryId)));
		if (!row) return err('PROPOSAL_NOT_FOUND');
		const [view] = await viewChains(tx, [row]);
		const history = await historyOfChain(tx, row.id);
		const ended = new Map<ChainStage, Date>();
		for (const { type, at } of history) {
			const stage = stageEndedBy(type);
			if (stage) ended.set(stage, at);
		}
		const reached = stagesOn(row.path).find((stage) => !ended.has(stage)) ?? 'leases';
		const stages = stageStates(row.path, stageOf(row.state, row.brokenReason, reached), row.state === 'broken').map(
			({ stage, state }) => ({
				stage,
				state,
				on:
					state === 'done'
						? (ended.get(stage) ?? null)
						: state === 'stopped'
							? row.endedAt
							: state === 'current'
								? row.dueAt
								: null
			})
		);
		return ok({ ...view!, stages, history: history.toReversed(), now });
	});

/** The events of a chain that a coordinator may read, oldest first, each with the household or home it is about. */
async function historyOfChain(tx: Tx, proposalId: string): Promise<HistoryLine[]> {
	const own = await tx
		.select({ id: legs.id, position: legs.position })
		.from(legs)
		.where(eq(legs.proposalId, proposalId));
	const rows = await tx
		.select()
		.from(domainEvents)
		.where(
			and(
				inArray(domainEvents.subjectId, [proposalId, ...own.map((leg) => leg.id)]),
				inArray(domainEvents.type, [...historyTypes])
			)
		)
		.orderBy(asc(domainEvents.id));
	return rows.map((row) => lineOf(row, own));
}

/** Events read to tell the latest ones: a run published at once makes many alike. */
const eventsRead = 300;

/** The latest events of the territory, newest first, those of one command told together. */
export async function latestEvents(tx: Tx, territoryId: string, most: number): Promise<HistoryLine[]> {
	const rows = await tx
		.select()
		.from(domainEvents)
		.where(and(eq(domainEvents.territoryId, territoryId), inArray(domainEvents.type, [...historyTypes])))
		.orderBy(desc(domainEvents.id))
		.limit(eventsRead);
	const chainIds = [
		...new Set(rows.flatMap(({ data }) => (typeof data.proposalId === 'string' ? [data.proposalId] : [])))
	];
	const chains = chainIds.length
		? await tx
				.select({ id: proposals.id, reference: proposals.reference })
				.from(proposals)
				.where(inArray(proposals.id, chainIds))
		: [];
	const references = new Map(chains.map((chain) => [chain.id, chain.reference]));
	const lines = rows.map((row) => ({
		...lineOf(row, []),
		chain:
			typeof row.data.proposalId === 'string' && references.has(row.data.proposalId)
				? { proposalId: row.data.proposalId, reference: references.get(row.data.proposalId)! }
				: null
	}));
	return gathered(lines).slice(0, most);
}

/** Gates passed by the chains of a territory, for the figures. */
export const passedGates = async (tx: Tx, territoryId: string) => {
	const rows = await tx
		.select({ proposalId: domainEvents.subjectId, type: domainEvents.type, at: domainEvents.at })
		.from(domainEvents)
		.where(and(eq(domainEvents.territoryId, territoryId), inArray(domainEvents.type, [...stageEndTypes])))
		.orderBy(asc(domainEvents.id));
	return rows;
};

/** An event cut down to what a coordinator may read: type, time, codes of states and reasons, a letter. */
function lineOf(row: typeof domainEvents.$inferSelect, own: { id: string; position: number }[]): HistoryLine {
	const { data } = row;
	const position = own.find((leg) => leg.id === data.legId)?.position;
	return {
		id: row.id,
		type: row.type as HistoryLine['type'],
		at: row.at,
		by: row.actorRole as HistoryLine['by'],
		household: position === undefined ? null : String.fromCharCode('A'.charCodeAt(0) + position),
		state: row.type === 'LegAdvanced' ? (data.state as HistoryLine['state']) : null,
		reason: row.type === 'ProposalBroken' ? (data.reason as HistoryLine['reason']) : null,
		day: typeof data.day === 'string' ? data.day : null,
		days: typeof data.days === 'number' ? data.days : null,
		runId: typeof data.runId === 'string' ? data.runId : null,
		chain: null,
		alike: 0
	};
}
