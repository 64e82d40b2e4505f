/**
 * The best of two sets of exchanges, and better than both as a rule: where they differ, their differences fall apart into groups
 * that share no vertex, and each group is taken from one set or the other.
 */
import type { LevelWeights } from './store.ts';
import type { Packing } from './first-order.ts';
import { valuesOf } from './propose.ts';

/** Levels before the one being settled keep at least these values; `weights` say what a unit of each is worth meanwhile. */
export type Trade = { level: number; floors: readonly { level: number; atLeast: number }[]; weights: LevelWeights };

/** The differences of two sets, group by group: what taking the other set there brings at each level. */
type Differences = { groupOf: (c: number) => number; gains: Map<number, number[]>; isShared: (c: number) => boolean };

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
	const differences = differencesOf(packing, values, mine, other);
	const { groupOf, gains, isShared } = differences;
	const together = (isTaken: (group: number) => boolean): Int32Array => {
		const kept = mine.filter((c) => isShared(c) || !isTaken(groupOf(c)));
		const taken = other.filter((c) => !isShared(c) && isTaken(groupOf(c)));
		const all = new Int32Array(kept.length + taken.length);
		all.set(kept);
		all.set(taken, kept.length);
		return all.sort();
	};
	const oneByOne = together((group) => isBetter(gains.get(group)!));
	if (trade.floors.length === 0) return oneByOne;
	const chosen = tradedGroups(gains, valuesOf(values, mine), trade);
	if (!chosen) return oneByOne;
	const traded = together((group) => chosen.has(group));
	const a = valuesOf(values, oneByOne);
	const b = valuesOf(values, traded);
	const by = b.map((value, k) => value - a[k]!);
	// Floors are kept by both: what counts is the level being settled, then those after it, then those before.
	return isBetter([...by.slice(trade.level), ...by.slice(0, trade.level)]) ? traded : oneByOne;
}

const isBetter = (gain: readonly number[]): boolean => (gain.find((by) => by !== 0) ?? 0) > 0;

/**
 * Groups to take for the greatest weighed gain, then corrected until every floor is kept, the cheapest corrections first. Null
 * when that does not succeed.
 */
function tradedGroups(
	gains: ReadonlyMap<number, readonly number[]>,
	totals: readonly number[],
	{ level, floors, weights }: Trade
): Set<number> | null {
	const worth = (gain: readonly number[]) => gain.reduce((sum, by, k) => sum + weights[k]! * by, 0);
	const chosen = new Set<number>();
	const room = floors.map((floor) => totals[floor.level]! - floor.atLeast);
	const flip = (group: number) => {
		const sign = chosen.has(group) ? -1 : 1;
		if (sign > 0) chosen.add(group);
		else chosen.delete(group);
		floors.forEach((floor, k) => (room[k]! += sign * gains.get(group)![floor.level]!));
	};
	for (const [group, gain] of gains) {
		const by = worth(gain);
		if (by > 0 || (by === 0 && isBetter(gain.slice(level)))) flip(group);
	}
	for (const [k, floor] of floors.entries()) {
		if (room[k]! >= 0) continue;
		const corrections: { group: number; cost: number }[] = [];
		for (const [group, gain] of gains) {
			const sign = chosen.has(group) ? -1 : 1;
			const raised = sign * gain[floor.level]!;
			if (raised > 0) corrections.push({ group, cost: (-sign * worth(gain)) / raised });
		}
		corrections.sort((a, b) => a.cost - b.cost || a.group - b.group);
		for (const { group } of corrections) {
			if (room[k]! >= 0) break;
			flip(group);
			if (room.some((left, before) => before < k && left < 0)) flip(group);
		}
		if (room[k]! < 0) return null;
	}
	return room.every((left) => left >= 0) ? chosen : null;
}

function differencesOf(
	{ vertices, count, start, member }: Packing,
	values: readonly Float64Array[],
	mine: Int32Array,
	other: Int32Array
): Differences {
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
	const gains = new Map<number, number[]>();
	for (const [set, sign] of [
		[mine, -1],
		[other, 1]
	] as const) {
		for (const c of set) {
			if (inBoth[c]) continue;
			const group = groupOf(c);
			let gain = gains.get(group);
			if (!gain) gains.set(group, (gain = values.map(() => 0)));
			for (let k = 0; k < gain.length; k++) gain[k]! += sign * values[k]![c]!;
		}
	}
	return { groupOf, gains, isShared: (c) => inBoth[c] === 1 };
}
