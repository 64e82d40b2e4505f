/** Why a household is in no exchange of a run, and what a single change of its annonce would bring. */
import type { RuleId } from '../../eligibility/rule-ids.ts';
import type { Need } from '../../needs/need.ts';
import type { Candidate } from '../best-disjoint.ts';
import { checkSelection } from '../check.ts';
import type { Look } from '../compatibility/compatibility.ts';
import { mostRooms } from '../compatibility/homes.ts';
import { searchableNeed, type PoolListing } from '../compatibility/listing.ts';
import { passingBy } from '../passing-by.ts';
import { closesBy, type Scene } from './scene.ts';

/** One change of what a household asks for; `to` is the answer after the change. */
export type Change =
	| { kind: 'commune'; to: string }
	| {
			kind: 'maxRooms' | 'minRooms' | 'minArea' | 'maxFloorWithoutLift' | 'maxResidualBill' | 'maxHouseholds';
			to: number;
	  };

export type Advice = {
	change: Change;
	/** Homes more inside its need that the rules allow. */
	homes: number;
	/** How many of them would put it in an exchange among those left free. */
	exchanges: number;
};

/** Why not this household: it is a matter of the homes, of the others, or of a better use of the same homes. */
export type WhyNot =
	| { kind: 'noHomeWanted' | 'noHomeAllowed' | 'noTaker' | 'noExchange' }
	/** An exchange was possible; in the homes it needs, the run did better at this level. */
	| { kind: 'betterUse'; level: string; theirs: number; yours: number };

export type Shape = { households: number; isChain: boolean };

export type HouseholdInsight = {
	/** Homes inside its need, those the rules allow, and households that could take its own. */
	suited: number;
	allowed: number;
	takers: number;
	why: WhyNot;
	/** Rules that stand in the way: over how many homes, and of how many homes alone. */
	blocked: { rule: RuleId; homes: number; alone: number }[];
	/** The shapes of its best exchanges if all others waited for it: households that move, started by a vacant home or not. */
	best: Shape[];
	advice: Advice[];
};

/** Exchanges told, and changes told, at most. */
const mostBest = 3;
const mostAdvice = 4;

/** Explains a household of the pool that the run left out; null when its annonce no longer takes part. */
export function explainHousehold(
	scene: Scene,
	v: number,
	{ askedNeed, ...given }: PoolListing,
	communes: readonly string[]
): HouseholdInsight | null {
	const { pool } = scene.graph;
	const listing = { ...given, need: askedNeed ?? given.need };
	const now = scene.linked.look(listing);
	if (typeof now === 'string') return null;
	const takers = pool.rowStart[v + 1]! - pool.rowStart[v]!;
	const exchanges = bestOf(scene, v);
	return {
		suited: now.allowed.length + now.blocked.length,
		allowed: now.allowed.length,
		takers,
		why: whyNot(scene, now, takers, exchanges[0]),
		blocked: countBlocked(now.blocked),
		best: shapesOf(exchanges).slice(0, mostBest),
		advice: adviceFor(scene, v, listing, new Set(now.allowed), communes)
	};
}

/** Each shape once, the one of the best exchange first. */
function shapesOf(exchanges: readonly Candidate[]): Shape[] {
	const shapes = exchanges.map(({ vertices, isChain }) => ({
		households: vertices.length - (isChain ? 1 : 0),
		isChain
	}));
	return shapes.filter(
		(one, i) => shapes.findIndex((other) => other.households === one.households && other.isChain === one.isChain) === i
	);
}

function countBlocked(blocked: readonly { by: readonly RuleId[] }[]): HouseholdInsight['blocked'] {
	const counts = new Map<RuleId, { homes: number; alone: number }>();
	for (const { by } of blocked)
		for (const rule of by) {
			const count = counts.get(rule) ?? { homes: 0, alone: 0 };
			counts.set(rule, { homes: count.homes + 1, alone: count.alone + (by.length === 1 ? 1 : 0) });
		}
	return [...counts]
		.map(([rule, count]) => ({ rule, ...count }))
		.sort((a, b) => b.alone - a.alone || b.homes - a.homes || (a.rule < b.rule ? -1 : 1));
}

/** The best exchanges of a household if everybody were free. */
const bestOf = ({ around, everybody }: Scene, v: number): readonly Candidate[] => passingBy(around, v, everybody).best;

function whyNot(scene: Scene, { allowed, blocked }: Look, takers: number, best: Candidate | undefined): WhyNot {
	if (allowed.length + blocked.length === 0) return { kind: 'noHomeWanted' };
	if (allowed.length === 0) return { kind: 'noHomeAllowed' };
	if (!best) return { kind: takers === 0 ? 'noTaker' : 'noExchange' };
	const theirs = worthOfThoseWith(scene, best.vertices);
	const yours = worthOf(scene, best);
	const { levels } = scene.graph.pool;
	const at = levels.findIndex((_, k) => theirs[k] !== yours[k]);
	const k = at < 0 ? 0 : at;
	return { kind: 'betterUse', level: levels[k]!.name, theirs: theirs[k]!, yours: yours[k]! };
}

/** What an exchange is worth, per level. */
const worthOf = ({ graph, limits }: Scene, { vertices, isChain }: Candidate): number[] =>
	checkSelection(graph.pool, isChain ? { cycles: [], chains: [vertices] } : { cycles: [vertices], chains: [] }, limits)
		.value;

/** What the exchanges found that hold some of these vertices are worth, per level. */
function worthOfThoseWith({ selection, graph, limits }: Scene, vertices: readonly number[]): number[] {
	const holds = (exchange: readonly number[]) => exchange.some((u) => vertices.includes(u));
	const theirs = { cycles: selection.cycles.filter(holds), chains: selection.chains.filter(holds) };
	return checkSelection(graph.pool, theirs, limits).value;
}

/** The changes that would bring most: exchanges first, then homes. One for each kind of change, but for communes. */
function adviceFor(
	scene: Scene,
	v: number,
	listing: PoolListing,
	known: ReadonlySet<string>,
	communes: readonly string[]
): Advice[] {
	const need = searchableNeed(listing.need)!;
	const closes = closesBy(scene, v, need.maxHouseholds);
	const told = changesOf(need, communes)
		.map((change) => bring(scene, v, listing, known, change, closes))
		.filter(({ homes, exchanges }) => homes > 0 || exchanges > 0)
		.sort(byGain);
	const kinds = new Set<string>();
	return told
		.filter(({ change: { kind } }) => kind === 'commune' || (!kinds.has(kind) && kinds.add(kind)))
		.slice(0, mostAdvice);
}

const byGain = (a: Advice, b: Advice): number => b.exchanges - a.exchanges || b.homes - a.homes;

function bring(
	scene: Scene,
	v: number,
	listing: PoolListing,
	known: ReadonlySet<string>,
	change: Change,
	closes: (giver: number) => boolean
): Advice {
	const vertex = (dwellingId: string) => scene.vertexOfDwelling.get(dwellingId)!;
	if (change.kind === 'maxHouseholds') {
		const wider = closesBy(scene, v, change.to);
		const opened = [...known].filter((id) => wider(vertex(id)) && !closes(vertex(id)));
		return { change, homes: 0, exchanges: opened.length };
	}
	const { communes = [] } = listing.need;
	const need =
		change.kind === 'commune'
			? { ...listing.need, communes: [...communes, change.to] }
			: { ...listing.need, [change.kind]: change.to };
	const then = scene.linked.look({ ...listing, need });
	const added = typeof then === 'string' ? [] : then.allowed.filter((id) => !known.has(id));
	return { change, homes: added.length, exchanges: added.filter((id) => closes(vertex(id))).length };
}

/** How much wider the questions are asked: m², floors and € a month. */
const steps = { area: [5, 10], floor: [1, 2], bill: [50, 100] };

/** Single changes worth trying, the smallest of each kind first. */
function changesOf(need: Need, communes: readonly string[]): Change[] {
	const { minRooms, maxRooms, minArea, maxFloorWithoutLift: floor, maxResidualBill: bill, maxHouseholds } = need;
	return [
		...communes.filter((insee) => !need.communes.includes(insee)).map((to) => ({ kind: 'commune' as const, to })),
		...(maxRooms < mostRooms ? [{ kind: 'maxRooms' as const, to: maxRooms + 1 }] : []),
		...(minRooms > 1 ? [{ kind: 'minRooms' as const, to: minRooms - 1 }] : []),
		...(minArea === null
			? []
			: steps.area.map((less) => ({ kind: 'minArea' as const, to: Math.max(0, minArea - less) }))),
		...(floor === null ? [] : steps.floor.map((more) => ({ kind: 'maxFloorWithoutLift' as const, to: floor + more }))),
		...(bill === null ? [] : steps.bill.map((more) => ({ kind: 'maxResidualBill' as const, to: bill + more }))),
		...(maxHouseholds < 4 ? [{ kind: 'maxHouseholds' as const, to: maxHouseholds + 1 }] : [])
	];
}
