/**
 * The best of two sets of exchanges, and better than both as a rule: where they differ, their differences fall apart into groups
 * that share no vertex, and each group is taken from one set or the other.
 */
import type { LevelWeights } from './store.ts';
import type { Packing } from './first-order.ts';
import { guaranteed } from './guarantee.ts';
import { countMoves, movedWith, worthOf, type Reader } from './worth.ts';

/**
 * Levels before the one being settled keep at least these values; `weights` say what a unit of each is worth meanwhile. `reader`
 * reads the level that is a guarantee, if there is one.
 */
export type Trade = {
	level: number;
	floors: readonly { level: number; atLeast: number }[];
	weights: LevelWeights;
	reader: Reader | null;
};

/** What taking the other set in a group of differences brings: at each level as a sum, and moves by group of households. */
type Gain = { values: number[]; moved: Int32Array | null };

/** The differences of two sets, group by group. */
type Differences = { groupOf: (c: number) => number; gains: Map<number, Gain>; isShared: (c: number) => boolean };

/**
 * Takes each group from the set that does better there, at the first level where they differ. With floors, what is lost here at a
 * level before can be made up for there, so that groups are also chosen together.
 */
export function merged(
	packing: Packing,
	values: readonly Float64Array[],
	mine: Int32Array,
	other: Int32Array,
	trade: Trade
): Int32Array {
	const { reader } = trade;
	const { groupOf, gains, isShared } = differencesOf(packing, values, mine, other, reader);
	const together = (isTaken: (group: number) => boolean): Int32Array => {
		const kept = mine.filter((c) => isShared(c) || !isTaken(groupOf(c)));
		const taken = other.filter((c) => !isShared(c) && isTaken(groupOf(c)));
		const all = new Int32Array(kept.length + taken.length);
		all.set(kept);
		all.set(taken, kept.length);
		return all.sort();
	};
	const present = () => ledgerOf(packing, values, mine, reader);
	const better = betterGroups(gains, present());
	const oneByOne = together((group) => better.has(group));
	if (trade.floors.length === 0) return oneByOne;
	const chosen = tradedGroups(gains, present(), trade);
	if (!chosen) return oneByOne;
	const traded = together((group) => chosen.has(group));
	const a = worthOf(values, packing, oneByOne, reader);
	const b = worthOf(values, packing, traded, reader);
	const by = b.map((value, k) => value - a[k]!);
	// Floors are kept by both: what counts is the level being settled, then those after it, then those before.
	return isBetter([...by.slice(trade.level), ...by.slice(0, trade.level)]) ? traded : oneByOne;
}

const isBetter = (gain: readonly number[]): boolean => (gain.find((by) => by !== 0) ?? 0) > 0;

/** The values of a set while groups of differences are taken, or given back. */
type Ledger = {
	totals: readonly number[];
	/** What taking a group, or giving it back, would bring now at each level. */
	gainOf: (gain: Gain, sign: 1 | -1) => number[];
	book: (gain: Gain, sign: 1 | -1) => void;
};

function ledgerOf(packing: Packing, values: readonly Float64Array[], set: Int32Array, reader: Reader | null): Ledger {
	const totals = worthOf(values, packing, set, reader);
	const moved = reader && movedWith(reader, packing, set);
	const gainOf = (gain: Gain, sign: 1 | -1) => {
		const by = gain.values.map((value) => sign * value);
		if (reader && moved) {
			const then = moved.map((count, group) => count + sign * gain.moved![group]!);
			by[reader.at] = guaranteed(reader.promised, then) - totals[reader.at]!;
		}
		return by;
	};
	return {
		totals,
		gainOf,
		book(gain, sign) {
			gainOf(gain, sign).forEach((value, k) => (totals[k]! += value));
			gain.moved?.forEach((count, group) => (moved![group]! += sign * count));
		}
	};
}

/** Groups that are better taken, each beside those taken before it. */
function betterGroups(gains: ReadonlyMap<number, Gain>, ledger: Ledger): Set<number> {
	const taken = new Set<number>();
	for (const [group, gain] of gains) {
		if (!isBetter(ledger.gainOf(gain, 1))) continue;
		ledger.book(gain, 1);
		taken.add(group);
	}
	return taken;
}

/**
 * Groups to take for the greatest weighed gain, then corrected until every floor is kept, the cheapest corrections first. Null
 * when that does not succeed.
 */
function tradedGroups(
	gains: ReadonlyMap<number, Gain>,
	ledger: Ledger,
	{ level, floors, weights }: Trade
): Set<number> | null {
	const worth = ({ values }: Gain) => values.reduce((sum, by, k) => sum + weights[k]! * by, 0);
	const chosen = new Set<number>();
	const signOf = (group: number) => (chosen.has(group) ? -1 : 1);
	const isShort = (floor: Trade['floors'][number]) => ledger.totals[floor.level]! < floor.atLeast;
	const flip = (group: number) => {
		ledger.book(gains.get(group)!, signOf(group));
		if (!chosen.delete(group)) chosen.add(group);
	};
	for (const [group, gain] of gains) {
		const by = worth(gain);
		if (by > 0 || (by === 0 && isBetter(gain.values.slice(level)))) flip(group);
	}
	for (const [k, floor] of floors.entries()) {
		if (!isShort(floor)) continue;
		const corrections: { group: number; cost: number }[] = [];
		for (const [group, gain] of gains) {
			const sign = signOf(group);
			const raised = ledger.gainOf(gain, sign)[floor.level]!;
			if (raised > 0) corrections.push({ group, cost: (-sign * worth(gain)) / raised });
		}
		corrections.sort((a, b) => a.cost - b.cost || a.group - b.group);
		for (const { group } of corrections) {
			if (!isShort(floor)) break;
			flip(group);
			if (floors.some((other, before) => before < k && isShort(other))) flip(group);
		}
		if (isShort(floor)) return null;
	}
	return floors.some(isShort) ? null : chosen;
}

function differencesOf(
	packing: Packing,
	values: readonly Float64Array[],
	mine: Int32Array,
	other: Int32Array,
	reader: Reader | null
): Differences {
	const { vertices, count, start, member } = packing;
	const inMine = new Uint8Array(count);
	const inBoth = new Uint8Array(count);
	for (const c of mine) inMine[c] = 1;
	for (const c of other) inBoth[c] = inMine[c]!;
	const parent = new Int32Array(vertices);
	for (let v = 0; v < vertices; v++) parent[v] = v;
	const rootOf = (v: number) => {
		while (parent[v] !== v) {
			parent[v] = parent[parent[v]!]!;
			v = parent[v]!;
		}
		return v;
	};
	for (const set of [mine, other]) {
		for (const c of set) {
			if (inBoth[c]) continue;
			const group = rootOf(member[start[c]!]!);
			for (let i = start[c]! + 1; i < start[c + 1]!; i++) parent[rootOf(member[i]!)] = group;
		}
	}
	const groupOf = (c: number) => rootOf(member[start[c]!]!);
	const gains = new Map<number, Gain>();
	const nothing = (): Gain => ({
		values: values.map(() => 0),
		moved: reader && new Int32Array(reader.promised.length)
	});
	for (const [set, sign] of [
		[mine, -1],
		[other, 1]
	] as const) {
		for (const c of set) {
			if (inBoth[c]) continue;
			const group = groupOf(c);
			let gain = gains.get(group);
			if (!gain) gains.set(group, (gain = nothing()));
			for (let k = 0; k < values.length; k++) gain.values[k]! += sign * values[k]![c]!;
			if (reader) countMoves(reader, packing, c, sign, gain.moved!);
		}
	}
	return { groupOf, gains, isShared: (c) => inBoth[c] === 1 };
}
