/** Pairs of vertices of a short list: a search keeps them together (exchanges with only one of them are struck off) or apart. */
import { rowsOf, type Packing } from './first-order.ts';
import { byVertex } from './prices.ts';
import type { Simplex } from './simplex.ts';

/** How much the relaxation keeps two vertices together: from 0 to 1. */
export type Pair = { a: number; b: number; share: number };

/** Shares this near to 0 or 1 are whole. */
const FRACTION = 1e-6;

export type Pairs = ReturnType<typeof pairsOf>;

/** The pairs of a list, and what keeping them so forbids in its relaxation. */
export function pairsOf(list: Packing, simplex: Simplex) {
	const { vertices, count, start, member } = list;
	const { first, place } = byVertex({ ...list, vertices: rowsOf(list) });

	const has = (c: number, v: number) => {
		for (let i = start[c]!; i < start[c + 1]!; i++) if (member[i] === v) return true;
		return false;
	};
	/** Whether some exchange that may be used has a vertex without the other. */
	const hasWithout = (v: number, other: number) => {
		for (let i = first[v]!; i < first[v + 1]!; i++) {
			const c = place[i]!;
			if (!simplex.isForbidden(c) && !has(c, other)) return true;
		}
		return false;
	};
	/** Those that only have exchanges in common are together already: to keep them so would change nothing, for ever. */
	const isOpen = ({ a, b }: Pair) => hasWithout(a, b) || hasWithout(b, a);
	const doubt = ({ share }: Pair) => Math.abs(share - 0.5);

	return {
		keepTogether({ a, b }: Pair) {
			for (let i = first[a]!; i < first[a + 1]!; i++) if (!has(place[i]!, b)) simplex.forbid(place[i]!);
			for (let i = first[b]!; i < first[b + 1]!; i++) if (!has(place[i]!, a)) simplex.forbid(place[i]!);
		},
		keepApart({ a, b }: Pair) {
			for (let i = first[a]!; i < first[a + 1]!; i++) if (has(place[i]!, b)) simplex.forbid(place[i]!);
		},
		/** Pairs that the relaxation keeps partly together, the most doubtful first. */
		doubtful(shareOf: Float64Array): Pair[] {
			const together = new Map<number, number>();
			for (let c = 0; c < count; c++) {
				if (shareOf[c]! < FRACTION || shareOf[c]! > 1 - FRACTION) continue;
				for (let i = start[c]!; i < start[c + 1]! && member[i]! < vertices; i++) {
					for (let j = i + 1; j < start[c + 1]! && member[j]! < vertices; j++) {
						const key = Math.min(member[i]!, member[j]!) * vertices + Math.max(member[i]!, member[j]!);
						together.set(key, (together.get(key) ?? 0) + shareOf[c]!);
					}
				}
			}
			const pairs: Pair[] = [];
			for (const [key, share] of together)
				if (share <= 1 - FRACTION) pairs.push({ a: Math.floor(key / vertices), b: key % vertices, share });
			return pairs.filter(isOpen).sort((x, y) => doubt(x) - doubt(y) || x.a - y.a || x.b - y.b);
		}
	};
}
