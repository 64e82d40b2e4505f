/**
 * The graph of repairs made to stand before anybody needs it: where exchanges are under way, one of them may break at any
 * moment, and those it frees should not wait for a graph to be built.
 */
import { asc, count, desc, eq, inArray } from 'drizzle-orm';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { territories } from '../organisms/tables.ts';
import type { Deps } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { proposals } from '../proposals/tables.ts';
import { isPoolKept, keepPool } from './kept-pools.ts';
import { endStanding, withStanding } from './standing.ts';

/** A process that starts serves pages and jobs first; then what changed is followed every minute, ms. */
const calm = 20_000;
const pace = 60_000;

const system = { role: 'system' } as const;

/**
 * Builds the graph of the territory where most exchanges are under way, or brings it up to date, and keeps its pool for the
 * repairs to come. A process keeps one graph: a repair elsewhere builds its own in its place.
 */
export async function standAhead(deps: Deps): Promise<void> {
	const [busiest] = await asActor(deps, system, ({ tx }) =>
		tx
			.select({ territoryId: territories.id, maxCycle: territories.maxCycle, maxChain: territories.maxChain })
			.from(proposals)
			.innerJoin(territories, eq(territories.id, proposals.territoryId))
			.where(inArray(proposals.state, [...liveProposalStates]))
			.groupBy(territories.id)
			.orderBy(desc(count()), asc(territories.id))
			.limit(1)
	);
	if (!busiest) return;
	const { territoryId, ...limits } = busiest;
	await withStanding(deps, { territoryId, limits }, async ({ prepare, pack }) => {
		const { fingerprint } = await prepare();
		// Millions of bytes, which the first repair asked of the pool would have to write otherwise.
		if (await asActor(deps, system, ({ tx }) => isPoolKept(tx, fingerprint))) return;
		const packed = await pack();
		await asActor(deps, system, ({ tx }) => keepPool(tx, fingerprint, packed));
	});
}

/** Looks now and then, until stopped; an accident costs the first repair its time, and nothing else. */
export function keepStanding(deps: Deps): { stop(): Promise<void> } {
	let isStopped = false;
	let timer: NodeJS.Timeout;
	let looking: Promise<void> = Promise.resolve();
	const look = async () => {
		try {
			await standAhead(deps);
		} catch (error) {
			if (!isStopped) deps.log.warn({ err: error }, 'standing graph');
		}
		plan(pace);
	};
	const plan = (delay: number) => {
		if (!isStopped) timer = setTimeout(() => (looking = look()), delay).unref();
	};
	plan(calm);
	return {
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			endStanding(deps);
			await looking;
		}
	};
}
