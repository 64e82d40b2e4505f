/** Why a household of the pool is in no exchange of a run: the first reason that is enough by itself. */
import type { Selection } from '../check.ts';
import type { Pool } from '../pool.ts';
import type { CompatibilityGraph } from './lay-out.ts';
import type { KeptOut } from './seeker.ts';

export const leftOutCauses = [
	/** Before any home is looked at. */
	'needIncomplete',
	'notYet',
	'fileBlocked',
	'fileIncomplete',
	'homeKeptOut',
	/** No home of the pool is inside its need. */
	'noHomeWanted',
	/** Homes suit it, the rules allow none. */
	'noHomeAllowed',
	/** No exchange passes by it, however long. */
	'noExchange',
	/** One does, but it has more households than the run allows. */
	'tooLongForRun',
	/** One does, but it has more households than it accepts, or than another one of it accepts. */
	'tooLongForHousehold',
	/** An exchange was possible; the run found better for the whole. */
	'othersChosen'
] as const;
export type LeftOutCause = (typeof leftOutCauses)[number];

// Every cause before the pool is also a cause here.
void (leftOutCauses satisfies readonly (KeptOut | LeftOutCause)[]);

export type LeftOut = {
	listingId: string;
	dwellingId: string;
	organismId: string;
	cause: LeftOutCause;
	/** Homes inside its need, those the rules allow, and households that could take its own home. */
	suited: number;
	allowed: number;
	takers: number;
};

/** The longest exchange looked for to tell « however long » from « longer than allowed ». */
const farthest = 8;

/** Everyone who is in no exchange, with the reason; in the order of the listings. */
export function leftOut(
	graph: CompatibilityGraph,
	selection: Selection,
	limits: { maxCycle: number; maxChain: number }
): LeftOut[] {
	const { pool } = graph;
	const served = new Uint8Array(pool.households);
	for (const exchange of [...selection.cycles, ...selection.chains])
		for (const v of exchange) if (v < pool.households) served[v] = 1;

	const allowed = new Int32Array(pool.households);
	for (const v of pool.target) allowed[v]!++;
	const alone = { suited: 0, allowed: 0, takers: 0 };
	const all: LeftOut[] = graph.keptOut.map((listing) => ({ ...listing, ...alone }));
	const reach = reachOf(pool, limits);
	for (let v = 0; v < pool.households; v++) {
		if (served[v]) continue;
		const { listing, dwellingId, organismId } = graph.vertices[v]!;
		const suited = graph.suited[v]!;
		const takers = pool.rowStart[v + 1]! - pool.rowStart[v]!;
		const cause =
			suited === 0 ? 'noHomeWanted' : allowed[v] === 0 ? 'noHomeAllowed' : (reach(v) satisfies LeftOutCause);
		all.push({ listingId: listing!.listingId, dwellingId, organismId, cause, suited, allowed: allowed[v]!, takers });
	}
	return all.sort((a, b) => (a.listingId < b.listingId ? -1 : 1));
}

type Reach = 'noExchange' | 'tooLongForRun' | 'tooLongForHousehold' | 'othersChosen';

/** Tells, for a household with at least one home allowed, whether an exchange passes by it and how long. */
function reachOf(pool: Pool, limits: { maxCycle: number; maxChain: number }): (v: number) => Reach {
	const longest = Math.max(limits.maxCycle, limits.maxChain, farthest);
	const patience = (v: number) => pool.patience?.[v] ?? 255;
	const fromVacancy = stepsFromVacancies(pool, longest, () => true);
	const inRunFromVacancy = Array.from({ length: limits.maxChain + 1 }, (_, moves) =>
		stepsFromVacancies(pool, moves, (v) => patience(v) >= moves)
	);
	const mark = new Int32Array(pool.households);
	let turn = 0;
	/** Whether v finds its way back to itself in at most `most` moves through the households admitted. */
	const comesBack = (v: number, most: number, isAdmitted: (u: number) => boolean): boolean => {
		turn++;
		let front = [v];
		for (let moves = 1; moves <= most && front.length > 0; moves++) {
			const next: number[] = [];
			for (const u of front)
				for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
					const w = pool.target[arc]!;
					if (w === v) return true;
					if (mark[w] === turn || !isAdmitted(w)) continue;
					mark[w] = turn;
					next.push(w);
				}
			front = next;
		}
		return false;
	};
	return (v) => {
		for (let moves = 1; moves <= Math.max(limits.maxCycle, limits.maxChain); moves++) {
			// An exchange of this many moves, among households that all accept it.
			if (patience(v) < moves) break;
			if (moves <= limits.maxChain && inRunFromVacancy[moves]![v]! <= moves) return 'othersChosen';
			if (moves >= 2 && moves <= limits.maxCycle && comesBack(v, moves, (u) => patience(u) >= moves))
				return 'othersChosen';
		}
		if (fromVacancy[v]! <= limits.maxChain || comesBack(v, limits.maxCycle, () => true)) return 'tooLongForHousehold';
		return fromVacancy[v]! <= longest || comesBack(v, longest, () => true) ? 'tooLongForRun' : 'noExchange';
	};
}

/** Moves from the nearest vacant dwelling, through households admitted; more than `most` is Infinity. */
function stepsFromVacancies(pool: Pool, most: number, isAdmitted: (v: number) => boolean): Float64Array {
	const steps = new Float64Array(pool.households).fill(Infinity);
	let front = Array.from({ length: pool.vacancies }, (_, i) => pool.households + i);
	for (let moves = 1; moves <= most && front.length > 0; moves++) {
		const next: number[] = [];
		for (const u of front)
			for (let arc = pool.rowStart[u]!; arc < pool.rowStart[u + 1]!; arc++) {
				const w = pool.target[arc]!;
				if (steps[w] !== Infinity || !isAdmitted(w)) continue;
				steps[w] = moves;
				next.push(w);
			}
		front = next;
	}
	return steps;
}
