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

/** What a level is made of before its numbers are known: the builder collects the numbers arc by arc. */
export type LevelShape =
	| { name: string; kind: 'count'; perCycle?: readonly number[]; perChain?: readonly number[] }
	| { name: string; kind: 'sum'; perCycle?: readonly number[]; perChain?: readonly number[] }
	| { name: string; kind: 'expectedMoves' };

export type PoolBuilder = {
	/**
	 * Adds the arc u → v with one number per level that needs one, in the order of the levels ('count' levels need none).
	 * Arcs come in any order: by dwelling given or by household served, as suits the caller. Loops, arcs into vacant dwellings
	 * and numbers that are not whole are programming errors and throw. An arc given twice keeps its last numbers.
	 */
	arc(u: number, v: number, ...numbers: number[]): void;
	/** Limits the number of moves the household accepts to depend on. */
	patience(household: number, moves: number): void;
	/** The finished pool; the builder must not be used afterwards. */
	build(): AdditivePool;
};

const LARGEST_INT32 = 2147483647;

/** Collects arcs in any order and lays them out in rows, in time proportional to their number. */
export function poolBuilder(size: {
	households: number;
	vacancies: number;
	levels: readonly LevelShape[];
}): PoolBuilder {
	const { households, vacancies } = size;
	const vertices = households + vacancies;
	const carried = size.levels.filter((level) => level.kind !== 'count').length;
	let room = 1024;
	let from = new Int32Array(room);
	let to = new Int32Array(room);
	const numbers = Array.from({ length: carried }, () => new Float64Array(room));
	let arcs = 0;
	let patience: Uint8Array | null = null;

	const grow = () => {
		room *= 2;
		const wider = <T extends Int32Array | Float64Array>(old: T, next: T): T => (next.set(old as never), next);
		from = wider(from, new Int32Array(room));
		to = wider(to, new Int32Array(room));
		for (let k = 0; k < carried; k++) numbers[k] = wider(numbers[k]!, new Float64Array(room));
	};

	return {
		arc(u, v, ...given) {
			if (!(u >= 0 && u < vertices && Number.isInteger(u))) throw new RangeError(`no vertex ${u}`);
			if (!(v >= 0 && v < households && Number.isInteger(v))) throw new RangeError(`no household ${v}`);
			if (u === v) throw new RangeError(`household ${u} already lives in its dwelling`);
			if (given.length !== carried) throw new RangeError(`an arc carries ${carried} numbers, not ${given.length}`);
			if (arcs === room) grow();
			from[arcs] = u;
			to[arcs] = v;
			for (let k = 0; k < carried; k++) {
				const number = given[k]!;
				if (!Number.isSafeInteger(number)) throw new RangeError(`weights are whole numbers, not ${number}`);
				numbers[k]![arcs] = number;
			}
			arcs++;
		},
		patience(household, moves) {
			patience ??= new Uint8Array(households).fill(255);
			patience[household] = moves;
		},
		build: () => poolFromArcs(size, { count: arcs, from, to, numbers }, patience)
	};
}

/** Arcs in any order, with one list of whole numbers per level that carries some. Only the first `count` entries are read. */
export type ArcTable = {
	count: number;
	from: Int32Array;
	to: Int32Array;
	numbers: readonly (Int32Array | Float64Array)[];
};

/** Lays arcs out in rows. They must be valid, as the builder checks; an arc given twice keeps its last numbers. */
export function poolFromArcs(
	size: { households: number; vacancies: number; levels: readonly LevelShape[] },
	arcs: ArcTable,
	patience: Uint8Array | null = null
): AdditivePool {
	const { households, vacancies } = size;
	const vertices = households + vacancies;
	const { from, to } = arcs;
	const byTarget = countingSort(arcs.count, households, (i) => i, to);
	const order = countingSort(arcs.count, vertices, (i) => byTarget[i]!, from);
	const rowStart = new Int32Array(vertices + 1);
	// The order is rewritten in place as repeated arcs are dropped.
	let count = 0;
	for (let i = 0; i < arcs.count; i++) {
		const arc = order[i]!;
		const isRepeated = count > 0 && from[order[count - 1]!] === from[arc] && to[order[count - 1]!] === to[arc];
		if (isRepeated) count--;
		else rowStart[from[arc]! + 1]!++;
		order[count++] = arc;
	}
	for (let u = 0; u < vertices; u++) rowStart[u + 1]! += rowStart[u]!;
	const target = new Int32Array(count);
	for (let i = 0; i < count; i++) target[i] = to[order[i]!]!;
	let next = 0;
	const levels = size.levels.map((shape): AdditiveLevel => {
		if (shape.kind === 'count') return { ...shape, kind: 'sum', weights: null };
		const source = arcs.numbers[next++]!;
		let largest = 0;
		for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(source[order[i]!]!));
		const values = largest > LARGEST_INT32 ? new Float64Array(count) : new Int32Array(count);
		for (let i = 0; i < count; i++) values[i] = source[order[i]!]!;
		return shape.kind === 'sum' ? { ...shape, weights: values } : { ...shape, permille: values };
	});
	return { households, vacancies, rowStart, target, levels, patience };
}

/** The positions 0 … count−1, as `item` lists them, in increasing order of key and otherwise unchanged. */
function countingSort(count: number, keys: number, item: (i: number) => number, key: Int32Array): Int32Array {
	const start = new Int32Array(keys + 1);
	for (let i = 0; i < count; i++) start[key[i]! + 1]!++;
	for (let k = 0; k < keys; k++) start[k + 1]! += start[k]!;
	const sorted = new Int32Array(count);
	for (let i = 0; i < count; i++) {
		const arc = item(i);
		sorted[start[key[arc]!]!++] = arc;
	}
	return sorted;
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

/**
 * A fingerprint of everything that can change a run: 32 hexadecimal digits, equal for equal pools on any machine. It detects a
 * changed input; it is not a signature.
 */
export function poolFingerprint(pool: Pool): string {
	const lanes = new Uint32Array([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]);
	const mix = (word: number) => {
		// Four interleaved multiply-rotate lanes, each fed the previous one: enough to tell pools apart, and pure.
		let carried = word;
		for (let i = 0; i < 4; i++) {
			let lane = Math.imul(lanes[i]! ^ carried, 0x9e3779b1 + 2 * i);
			lane = (lane << 15) | (lane >>> 17);
			carried = lanes[i] = Math.imul(lane, 0x85ebca6b) ^ (lane >>> 13);
		}
	};
	const mixNumber = (value: number) => {
		mix(value | 0);
		mix(Math.floor(value / 4294967296) | 0);
	};
	const mixText = (text: string) => {
		mix(text.length);
		for (let i = 0; i < text.length; i++) mix(text.charCodeAt(i));
	};
	mix(pool.households);
	mix(pool.vacancies);
	for (const start of pool.rowStart) mix(start);
	for (const target of pool.target) mix(target);
	for (const moves of pool.patience ?? []) mix(moves);
	for (const level of pool.levels) {
		mixText(level.name);
		mixText(level.kind);
		if (isGuarantee(level)) {
			for (const numbers of [level.group, level.promised]) {
				mix(numbers.length);
				numbers.forEach(mixNumber);
			}
			continue;
		}
		const numbers = level.kind === 'sum' ? level.weights : level.permille;
		mix(numbers ? 1 : 0);
		for (const number of numbers ?? []) mixNumber(number);
		if (level.kind === 'sum') {
			for (const bonus of [level.perCycle ?? [], level.perChain ?? []]) {
				mix(bonus.length);
				bonus.forEach(mixNumber);
			}
		}
	}
	for (let i = 0; i < 8; i++) mix(i);
	return Array.from(lanes, (lane) => lane.toString(16).padStart(8, '0')).join('');
}
