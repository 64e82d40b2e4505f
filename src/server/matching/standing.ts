/**
 * The graph of a territory, kept standing by a process that does jobs, so that a repair costs what has changed since
 * the one before. It is a copy: built from the database when there is none, brought up to date from the list of
 * changes before each use, dropped at any doubt. No process needs that of another.
 */
import { sql } from 'drizzle-orm';
import type { CompatibilitySetting } from '#domain/matching/compatibility/compatibility.ts';
import type { StandingHome } from '#domain/matching/compatibility/listing.ts';
import type { Mended } from '#domain/matching/compatibility/mended.ts';
import type { RepairWish } from '#domain/matching/compatibility/objective.ts';
import { outOfReach, readHidden } from '../households/protection.ts';
import type { Db, Deps, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { loadSetting } from './load-pool.ts';
import { asMatcher, isOneOf, readHomes, readInSlices, type PoolHome } from './match-input.ts';
import { openThread, type Thread } from './standing-thread.ts';

type Limits = { maxCycle: number; maxChain: number };

/** A graph that was brought up to date. */
export type Standing = {
	setting: CompatibilitySetting;
	/** The name of its pool. */
	fingerprint: string;
	mend(wish: RepairWish, options: { seed: number; seconds: number }): Promise<Mended>;
	/** Its pool, compressed. */
	pack(): Promise<Uint8Array>;
	/** Does ahead what the first repair would have to; the name of its pool once that is done. */
	prepare(): Promise<{ fingerprint: string }>;
};

type Kept = {
	/** Another territory, day or limits make another graph. */
	key: string;
	/** What the database had committed when the changes were last asked for. */
	seen: string;
	hidden: ReadonlySet<string>;
	thread: Thread;
	builtAt: number;
};

/** Beyond, building it again is as quick. */
const mostChanges = 2_000;

/** A graph this old is built again, ms: the list of changes is only kept for two days. */
const oldest = 24 * 3_600_000;

/** Shortens the list of changes to what a standing graph may still ask for. */
export const forgetChanges = async (tx: Tx): Promise<void> =>
	void (await tx.execute(sql`delete from match_change where at < now() - interval '2 days'`));

/** What a process keeps: a graph, its thread from the moment it is opened, and the work that goes on. */
type Mine = { kept: Kept | null; thread: Thread | null; turn: Promise<unknown> };

const keptBy = new WeakMap<Db, Mine>();

/** Gives the graph of a process up, whatever its thread was doing. */
export const endStanding = ({ db }: Pick<Deps, 'db'>): void => keptBy.get(db)?.thread?.end();

/** Works on the standing graph of a territory as it is now; one piece of work at a time in a process. */
export function withStanding<T>(
	deps: Deps,
	request: { territoryId: string; limits: Limits },
	work: (standing: Standing) => Promise<T>
): Promise<T> {
	const mine = keptBy.get(deps.db) ?? { kept: null, thread: null, turn: Promise.resolve() };
	keptBy.set(deps.db, mine);
	const done = mine.turn.then(async () => {
		try {
			const { kept, setting, fingerprint } = await upToDate(deps, request, mine);
			mine.kept = kept;
			const { thread } = kept;
			return await work({
				setting,
				fingerprint,
				mend: (wish, options) => thread.ask({ kind: 'mend', wish, ...options }, options.seconds),
				pack: () => thread.ask({ kind: 'pack' }),
				prepare: () => thread.ask({ kind: 'prepare' })
			});
		} catch (error) {
			mine.thread?.end();
			mine.kept = null;
			throw error;
		}
	});
	mine.turn = done.catch(() => {});
	return done;
}

async function upToDate(deps: Deps, { territoryId, limits }: { territoryId: string; limits: Limits }, mine: Mine) {
	const before = mine.kept;
	const known = await asActor(deps, { role: 'system' }, async (unit) => {
		const setting = await loadSetting(unit, territoryId);
		const key = JSON.stringify([territoryId, setting.on, setting.leasesBy, limits]);
		const usable = before?.key === key && before.thread.isAlive && Date.now() - before.builtAt < oldest ? before : null;
		const seen = await snapshotOf(unit.tx);
		const changed = usable && (await changesSince(unit.tx, usable.seen));
		return { setting, key, usable, seen, changed, hidden: await readHidden(unit) };
	});
	const { setting, key, usable, seen, changed, hidden } = known;
	if (!usable || changed!.length > mostChanges) {
		before?.thread.end();
		const thread = (mine.thread = openThread());
		const slices = await asMatcher(deps, territoryId, (pool) => Array.fromAsync(readInSlices(pool, deps.config)));
		// Slice after slice again: what is copied to a thread is copied at once.
		for (const homes of slices)
			await thread.ask({ kind: 'bring', homes: homes.map((home) => standingHome(home, hidden)) });
		await thread.ask({ kind: 'build', setting, limits });
		const { fingerprint } = await thread.ask({ kind: 'follow', homes: [], rules: setting.rules });
		return { kept: { key, seen, hidden, thread, builtAt: Date.now() }, setting, fingerprint };
	}
	const homes = await readChanged(deps, territoryId, changed!, { before: usable.hidden, now: hidden });
	const { fingerprint } = await usable.thread.ask({ kind: 'follow', homes, rules: setting.rules });
	return { kept: { ...usable, seen, hidden }, setting, fingerprint };
}

async function snapshotOf(tx: Tx): Promise<string> {
	const [row] = await tx.execute<{ seen: string }>(sql`select pg_current_snapshot()::text as seen`);
	return row!.seen;
}

/** The homes that changed in transactions that had not been committed at a moment, and have been since. */
async function changesSince(tx: Tx, seen: string): Promise<string[]> {
	const rows = await tx.execute<{ id: string }>(sql`
		select distinct dwelling_id as id from match_change
		where made_by >= pg_snapshot_xmin(${seen}::pg_snapshot)
			and not pg_visible_in_snapshot(made_by, ${seen}::pg_snapshot)`);
	return rows.map(({ id }) => id);
}

const standingHome = ({ foundListingId: _, ...home }: PoolHome, hidden: ReadonlySet<string>): StandingHome => ({
	...home,
	listing: home.listing && outOfReach(home.listing, hidden)
});

/** The homes that changed, and those of households that are protected since, or no more. */
async function readChanged(
	deps: Deps,
	territoryId: string,
	dwellingIds: readonly string[],
	hidden: { before: ReadonlySet<string>; now: ReadonlySet<string> }
): Promise<StandingHome[]> {
	const householdIds = [...hidden.before.symmetricDifference(hidden.now)];
	if (dwellingIds.length + householdIds.length === 0) return [];
	const read = await asMatcher(deps, territoryId, (pool) =>
		readHomes(pool, deps.config, isOneOf({ dwellingIds, householdIds }))
	);
	const homes = read.map((home) => standingHome(home, hidden.now));
	const found = new Set(homes.map(({ dwellingId }) => dwellingId));
	const gone = dwellingIds.filter((id) => !found.has(id));
	return [
		...homes,
		...gone.map((dwellingId) => ({ dwellingId, listing: null, vacancy: null, isFree: false, refused: [] }))
	];
}
