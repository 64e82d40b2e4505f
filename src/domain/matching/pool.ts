/**
 * The pool: who could move into which dwelling, as numbers, immutable.
 *
 * Orientation, the same everywhere in this area: an arc u → v means « the dwelling of u goes to household v ».
 * Vertices 0 … households−1 are households, each bringing the dwelling it lives in; vertices households …
 * households+vacancies−1 are vacant dwellings, which only give. A cycle a → b → c → a moves three households at once. A chain
 * d → x → y starts at a vacant dwelling d: x moves into d, y into the dwelling of x, and the dwelling of y is left free.
 *
 * Rows are compressed: the arcs of u are `target[rowStart[u] … rowStart[u+1]−1]`, in increasing order of target. Nothing here
 * says who the households are: the caller keeps the table from its identifiers to these numbers.
 */
import { isGuarantee, type GuaranteeLevel } from './guarantee.ts';

export type Pool<L extends Level = Level> = {
	readonly households: number;
	readonly vacancies: number;
	/** Where the arcs of each vertex begin in `target`; one entry more than there are vertices. */
	readonly rowStart: Int32Array;
	/** The household each arc leads to. */
	readonly target: Int32Array;
	/** What is maximised, the most important first; each level is settled before the next is looked at. */
	readonly levels: readonly L[];
	/** Per household, the largest number of moves it accepts to depend on (its own included); null: as many as the run allows. */
	readonly patience: Uint8Array | null;
};

/** Whole numbers, one per arc, in the order of `Pool.target`. */
export type ArcNumbers = Int32Array | Float64Array;

/** One level of the objective. All values are whole numbers, so that "as good as" has one meaning. */
export type Level = AdditiveLevel | GuaranteeLevel;

/** A level where a set of exchanges is worth the sum of what each is worth. */
export type AdditiveLevel = SumLevel | ExpectedLevel;

/** A pool where that is so of all levels. */
export type AdditivePool = Pool<AdditiveLevel>;

/** The sum, over the moves made, of a weight carried by the arc. */
export type SumLevel = {
	readonly name: string;
	readonly kind: 'sum';
	/** Null: every move counts 1. */
	readonly weights: ArcNumbers | null;
	/** Added once per exchange, by its number of moves (index = moves); negative to prefer short exchanges. */
	readonly perCycle?: readonly number[];
	readonly perChain?: readonly number[];
};

/**
 * The number of moves that will really be completed, in thousandths: a cycle of n moves is worth n when all its links hold and
 * nothing otherwise; a chain is worth the moves before its first broken link.
 */
export type ExpectedLevel = {
	readonly name: string;
	readonly kind: 'expectedMoves';
	/** Probability that a link holds, in thousandths, 0 … 1000. */
	readonly permille: ArcNumbers;
};

/** Whether every level of a pool is a sum over exchanges. */
export const isAdditive = (pool: Pool): pool is AdditivePool => !pool.levels.some(isGuarantee);

/** The numbers of arcs that a level carries; null when it has none. */
export const numbersOf = (level: Level): ArcNumbers | null =>
	isGuarantee(level) ? null : level.kind === 'sum' ? level.weights : level.permille;

/** Number of vertices: households, then vacant dwellings. */
export const vertexCount = (pool: Pool): number => pool.households + pool.vacancies;

/** Number of arcs. */
export const arcCount = (pool: Pool): number => pool.target.length;

/** Where the arc u → v is stored, or −1 when the dwelling of u does not suit v. */
export function findArc(pool: Pool, u: number, v: number): number {
	let low = pool.rowStart[u]!;
	let high = pool.rowStart[u + 1]! - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = pool.target[middle]!;
		if (found === v) return middle;
		if (found < v) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

/** What changed in a pool since it was built. Vertices keep their numbers: a removed one only loses its arcs. */
export type PoolChange = {
	removedVertices?: readonly number[];
	removedArcs?: readonly (readonly [number, number])[];
};

/** The same pool without some vertices or arcs (a listing withdrawn, a dwelling declined). The original is left untouched. */
export function withoutParts<P extends Pool>(pool: P, change: PoolChange): P {
	const gone = new Uint8Array(vertexCount(pool));
	for (const vertex of change.removedVertices ?? []) gone[vertex] = 1;
	const cut = new Set<number>();
	for (const [u, v] of change.removedArcs ?? []) {
		const arc = findArc(pool, u, v);
		if (arc >= 0) cut.add(arc);
	}
	const kept = new Int32Array(arcCount(pool));
	const rowStart = new Int32Array(pool.rowStart.length);
	let count = 0;
	for (let u = 0; u < vertexCount(pool); u++) {
		if (!gone[u]) {
			for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
				if (!gone[pool.target[arc]!] && !(cut.size > 0 && cut.has(arc))) kept[count++] = arc;
			}
		}
		rowStart[u + 1] = count;
	}
	const pick = <T extends ArcNumbers>(values: T): T => {
		const picked = new (values.constructor as new (length: number) => T)(count);
		for (let i = 0; i < count; i++) picked[i] = values[kept[i]!]!;
		return picked;
	};
	const levels = pool.levels.map((level): Level => {
		if (isGuarantee(level)) return level;
		if (level.kind === 'expectedMoves') return { ...level, permille: pick(level.permille) };
		return { ...level, weights: level.weights && pick(level.weights) };
	});
	return { ...pool, rowStart, target: pick(pool.target), levels };
}
