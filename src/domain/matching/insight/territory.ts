/** What a run teaches about a territory: which homes are worth most, what each rule costs, what organisms gain together. */
import type { RuleId } from '../../eligibility/rule-ids.ts';
import { eachAlone } from '../compatibility/balance.ts';
import type { CompatibilityInput } from '../compatibility/compatibility.ts';
import { vertexCount } from '../pool.ts';
import { poolBuilder } from '../pool-builder.ts';
import { solve } from '../solve.ts';
import { patienceOf, type Scene } from './scene.ts';

/** Homes of one kind in one place, and what one more of them, vacant, would set in motion. */
export type HomeKind = {
	commune: string;
	rooms: number;
	/** Homes of that kind in the pool. */
	homes: number;
	/** Households still searching that one of them would suit, on average. */
	wantedBy: number;
	/** Households more that would move if one more were put in vacant, on average; the exchanges found being kept. */
	moves: number;
};

/** What a rule costs: the pairs that it alone forbids, and the households more that would move without it. */
export type RulePrice = { rule: RuleId; pairs: number; moves: number; isProven: boolean };

/** Households of an organism that move: if it exchanged alone, and in the run. */
export type OrganismBalance = {
	organismId: string;
	alone: number;
	together: number;
	/** False when the search on its own was cut short: it might do better alone. */
	isProven: boolean;
};

export type TerritoryInsight = { homes: HomeKind[]; rules: RulePrice[]; organisms: OrganismBalance[] };

/** Homes of a kind looked at, at most. */
const mostSamples = 12;

/** Each kind of home by place, those that would move most first. */
export function valueOfHomes({ graph, isServed, limits }: Scene, input: CompatibilityInput): HomeKind[] {
	const { pool, vertices } = graph;
	const sheets = new Map(
		[...input.listings.map(({ dwelling }) => dwelling), ...input.vacancies].map((dwelling) => [dwelling.id, dwelling])
	);
	const kinds = Map.groupBy(vertices.keys(), (v) => {
		const { commune, rooms } = sheets.get(vertices[v]!.dwellingId)!;
		return `${commune} ${rooms}`;
	});
	const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
	return [...kinds]
		.map(([kind, members]) => {
			const [commune, rooms] = kind.split(' ') as [string, string];
			const step = Math.max(1, Math.floor(members.length / mostSamples));
			const sample = members.filter((_, i) => i % step === 0).slice(0, mostSamples);
			const takersOf = (u: number) =>
				pool.target.subarray(pool.rowStart[u]!, pool.rowStart[u + 1]!).filter((v) => !isServed[v]).length;
			return {
				commune,
				rooms: Number(rooms),
				homes: members.length,
				wantedBy: mean(sample.map(takersOf)),
				moves: mean(sample.map((u) => longestChainFrom(u)))
			};
		})
		.sort((a, b) => b.moves - a.moves || b.wantedBy - a.wantedBy || (a.commune < b.commune ? -1 : 1));

	/** The most households, still searching, that would move one after the other if a home like this one were vacant. */
	function longestChainFrom(home: number): number {
		let longest = 0;
		const extend = (path: readonly number[], patience: number) => {
			longest = Math.max(longest, path.length - 1);
			const last = path.at(-1)!;
			for (let arc = pool.rowStart[last]!; arc < pool.rowStart[last + 1]! && longest < limits.maxChain; arc++) {
				const next = pool.target[arc]!;
				const accepted = Math.min(patience, patienceOf(pool, next));
				if (isServed[next] || next === home || path.includes(next) || accepted < path.length) continue;
				if (path.length <= limits.maxChain) extend([...path, next], accepted);
			}
		};
		extend([home], limits.maxChain);
		return longest;
	}
}

/**
 * The price of each rule that stands alone in the way of some moves: how many households more could be moved among those
 * the run left, without it. Solved on what is left, so that nobody found an exchange loses it.
 */
export function priceOfRules(scene: Scene, input: CompatibilityInput, shouldStop: () => boolean): RulePrice[] {
	const { graph, linked, vertexOfDwelling, isServed } = scene;
	const pairs = new Map<RuleId, [number, number][]>();
	const listings = new Map(input.listings.map((listing) => [listing.listingId, listing]));
	for (let v = 0; v < graph.pool.households && !shouldStop(); v++) {
		const found = linked.look(listings.get(graph.vertices[v]!.listing!.listingId)!);
		if (typeof found === 'string') continue;
		for (const { dwellingId, by } of found.blocked) {
			if (by.length !== 1) continue;
			const forbidden = pairs.get(by[0]!) ?? [];
			forbidden.push([vertexOfDwelling.get(dwellingId)!, v]);
			pairs.set(by[0]!, forbidden);
		}
	}
	// A run cut short may have left some exchanges aside: they are not what a rule costs.
	const today = movesWith(scene, [], shouldStop);
	return [...pairs]
		.map(([rule, forbidden]) => {
			const open = forbidden.filter(([u, v]) => !isServed[u] && !isServed[v]);
			const then = movesWith(scene, open, shouldStop);
			return {
				rule,
				pairs: forbidden.length,
				moves: Math.max(0, then.moves - today.moves),
				isProven: then.isProven && today.isProven
			};
		})
		.sort((a, b) => b.moves - a.moves || b.pairs - a.pairs);
}

/** Households that would move among those left, with some moves allowed besides. */
function movesWith(
	{ graph: { pool }, limits, isServed }: Scene,
	added: readonly (readonly [number, number])[],
	shouldStop: () => boolean
): { moves: number; isProven: boolean } {
	const { households, vacancies } = pool;
	const builder = poolBuilder({ households, vacancies, levels: [{ name: 'households', kind: 'count' }] });
	for (let u = 0; u < vertexCount(pool); u++)
		for (let arc = pool.rowStart[u]!; !isServed[u] && arc < pool.rowStart[u + 1]!; arc++)
			if (!isServed[pool.target[arc]!]) builder.arc(u, pool.target[arc]!);
	for (const [u, v] of added) builder.arc(u, v);
	for (let v = 0; v < households; v++) builder.patience(v, patienceOf(pool, v));
	const { value, optimal } = solve(builder.build(), { ...limits, seed: 1 }, { shouldStop });
	return { moves: value, isProven: optimal };
}

/** Each organism on its own beside what it has in the run: nobody should lose by taking part. */
export const balanceOfOrganisms = ({ graph, limits, isServed }: Scene, shouldStop: () => boolean): OrganismBalance[] =>
	eachAlone(graph, limits, shouldStop).map(({ organismId, moves, isProven }) => ({
		organismId,
		alone: moves,
		together: graph.vertices.filter((vertex, v) => vertex.listing && vertex.organismId === organismId && isServed[v])
			.length,
		isProven
	}));
