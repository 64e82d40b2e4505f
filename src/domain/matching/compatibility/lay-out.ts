/** The homes found for each household laid out as the pool of the engine. */
import { numbersOf, type Level, type Pool } from '../pool.ts';
import type { LevelShape } from '../pool-builder.ts';
import type { Home } from './homes.ts';
import type { PoolListing } from './listing.ts';
import type { LevelName, ObjectiveSettings } from '../objective-settings.ts';
import { levelsOf } from './objective.ts';
import { numbersPerFound, type KeptOut, type MoveNumbers, type Seeker } from './seeker.ts';

export type GraphVertex = {
	dwellingId: string;
	organismId: string;
	/** Null for a vacant dwelling. */
	listing: { listingId: string; householdId: string } | null;
};

export type CompatibilityGraph = {
	pool: Pool;
	/** Who and what each vertex of the pool is; `nobody` at a place kept for somebody to come. */
	vertices: readonly GraphVertex[];
	/** Per household of the pool: homes inside its need, before the rules. */
	suited: Int32Array;
	/** Listings that are no vertex, with the reason. */
	keptOut: { listingId: string; dwellingId: string; organismId: string; cause: KeptOut }[];
};

export type Held = {
	seekers: ReadonlyMap<string, Seeker>;
	vacancies: ReadonlyMap<string, Home>;
	keptOut: ReadonlyMap<string, { listing: PoolListing; cause: KeptOut }>;
	/** How many slots the register of homes has given. */
	slots: number;
};

/**
 * Places that a pool for repairs keeps for those who come after it was laid out: households first, then vacant dwellings.
 * They have no arc and stand for nobody meanwhile. Many more changes, and laying out again costs as little.
 */
const places = { households: 96, vacancies: 32 };

/** Who stands at a place that is kept. */
export const nobody: GraphVertex = { dwellingId: '', organismId: '', listing: null };

/** The same graph for the same households and homes, in whatever order they came. */
export function layOut(
	held: Held,
	limits: { maxCycle: number; maxChain: number },
	objective: ObjectiveSettings,
	isForRepairs: boolean
): CompatibilityGraph {
	const seekers = byId(held.seekers);
	const vacancies = byId(held.vacancies);
	const vertexOf = new Int32Array(held.slots).fill(-1);
	for (const [v, seeker] of seekers.entries()) vertexOf[seeker.home.slot] = v;
	const kept = isForRepairs ? places : { households: 0, vacancies: 0 };
	const households = seekers.length + kept.households;
	for (const [i, home] of vacancies.entries()) vertexOf[home.slot] = households + i;
	const rows = rowsOf(seekers, households + vacancies.length + kept.vacancies, vertexOf);
	const patience = new Uint8Array(households);
	for (const [v, { need }] of seekers.entries()) patience[v] = need.maxHouseholds;
	const vertices = [
		...seekers.map(({ home, listing }) => vertexFor(home, listing)),
		...new Array<GraphVertex>(kept.households).fill(nobody),
		...vacancies.map((home) => vertexFor(home)),
		...new Array<GraphVertex>(kept.vacancies).fill(nobody)
	];
	return {
		pool: {
			households,
			vacancies: vacancies.length + kept.vacancies,
			rowStart: rows.rowStart,
			target: rows.target,
			levels: levelsWith(rows, levelsOf(limits, objective, isForRepairs)),
			patience
		},
		vertices,
		suited: Int32Array.from(seekers, (seeker) => seeker.suited),
		keptOut: byId(held.keptOut).map(({ listing, cause }) => ({
			listingId: listing.listingId,
			dwellingId: listing.dwelling.id,
			organismId: listing.dwelling.organismId,
			cause
		}))
	};
}

const byId = <T>(entries: ReadonlyMap<string, T>): T[] => [...entries.keys()].sort().map((id) => entries.get(id)!);

/** Who and what a home is in a pool. */
export const vertexFor = ({ facts }: Home, listing?: PoolListing): GraphVertex => ({
	dwellingId: facts.source.id,
	organismId: facts.organismId,
	listing: listing ? { listingId: listing.listingId, householdId: listing.household.id } : null
});

type Rows = Pick<Pool, 'rowStart' | 'target'> & Record<keyof MoveNumbers, Int32Array>;

/** Which number of a move each level counts; the others count none, or what a repair writes when it is asked. */
const numberOf: Partial<Record<LevelName, keyof MoveNumbers>> = {
	priorities: 'priority',
	robustness: 'robustness',
	quality: 'quality'
};
const numberFor = (name: string): keyof MoveNumbers | undefined => numberOf[name as LevelName];

/** Homes found turned round: for each home, the households it suits, which come in order because they are taken so. */
function rowsOf(seekers: readonly Seeker[], vertices: number, vertexOf: Int32Array): Rows {
	const rowStart = new Int32Array(vertices + 1);
	for (const { found } of seekers)
		for (let i = 0; i < found.length; i += numbersPerFound) rowStart[vertexOf[found[i]!]! + 1]!++;
	for (let u = 0; u < vertices; u++) rowStart[u + 1]! += rowStart[u]!;
	const arcs = rowStart[vertices]!;
	const next = rowStart.slice(0, vertices);
	const target = new Int32Array(arcs);
	const [priority, robustness, quality] = [new Int32Array(arcs), new Int32Array(arcs), new Int32Array(arcs)];
	for (const [v, { found }] of seekers.entries())
		for (let i = 0; i < found.length; i += numbersPerFound) {
			const arc = next[vertexOf[found[i]!]!]!++;
			target[arc] = v;
			priority[arc] = found[i + 1]!;
			robustness[arc] = found[i + 2]!;
			quality[arc] = found[i + 3]!;
		}
	return { rowStart, target, priority, robustness, quality };
}

/** The numbers of one arc, for the levels of a pool that have some. */
export const numbersOfArc = ({ levels }: Pool, numbers: MoveNumbers): number[] =>
	levels
		.filter((level) => numbersOf(level) !== null)
		.map(({ name }) => {
			const which = numberFor(name);
			return which ? numbers[which] : 0;
		});

/** The levels of a run with the numbers of the arcs. Whom a repair must house again is written in when it is asked. */
const levelsWith = (rows: Rows, shapes: readonly LevelShape[]): Level[] =>
	shapes.map((shape): Level => {
		if (shape.kind !== 'sum') return { ...shape, kind: 'sum', weights: null };
		const which = numberFor(shape.name);
		return { ...shape, weights: which ? rows[which] : new Int32Array(rows.target.length) };
	});
