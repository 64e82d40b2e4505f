/** The best choice of exchanges that share nobody, each passing by at least one of a few vertices. */

export type Candidate = {
	vertices: readonly number[];
	isChain: boolean;
	/** Its value at each level, and all of them as one number. */
	values: readonly number[];
	total: number;
};

/** What is known of the exchanges through a vertex: the best ones, and what those left out are worth at most. */
export type Passing = { vertex: number; best: readonly Candidate[]; othersAtMost: number };

/** Choices looked at before giving up the proof. */
const mostNodes = 100_000;

/**
 * Chooses, vertex after vertex, the exchange it is in, or none. Since each exchange passes by one of the vertices, all
 * choices are looked at, but those that could not be better even if every vertex left got the most it can: an exchange
 * that passes by several of them counts for each in equal parts.
 */
export function bestDisjoint(passing: readonly Passing[]): { chosen: Candidate[]; isProven: boolean } {
	const isOurs = new Set(passing.map(({ vertex }) => vertex));
	const shareOf = ({ total, vertices }: Candidate) => total / vertices.filter((v) => isOurs.has(v)).length;
	const most = new Map(
		passing.map(({ vertex, best }) => [vertex, best.reduce((top, one) => Math.max(top, shareOf(one)), 0)])
	);
	/** What the vertices from one on that are in no exchange yet can bring at most. */
	const room = (from: number) => {
		let sum = 0;
		for (let i = from; i < passing.length; i++) {
			const { vertex } = passing[i]!;
			if (!used.has(vertex)) sum += most.get(vertex)!;
		}
		// Parts of a whole number, added up again: no choice is lost to the last digit.
		return Math.ceil(sum);
	};
	const used = new Set<number>();
	const present: Candidate[] = [];
	let best: { total: number; chosen: Candidate[] } = { total: 0, chosen: [] };
	let nodes = 0;

	const choose = (i: number, total: number) => {
		if (nodes++ > mostNodes) return;
		if (total > best.total) best = { total, chosen: [...present] };
		if (i === passing.length || total + room(i) <= best.total) return;
		const { vertex, best: candidates } = passing[i]!;
		if (!used.has(vertex)) {
			const withOthers = total + room(i + 1);
			for (const one of candidates) {
				if (one.total + withOthers <= best.total) break;
				if (one.vertices.some((v) => used.has(v))) continue;
				for (const v of one.vertices) used.add(v);
				// What it takes from the vertices to come is theirs no more.
				if (total + one.total + room(i + 1) > best.total) {
					present.push(one);
					choose(i + 1, total + one.total);
					present.pop();
				}
				for (const v of one.vertices) used.delete(v);
			}
		}
		choose(i + 1, total);
	};
	choose(0, 0);
	// With one that was left out in the place of what its vertex brings at most, no choice could be worth more than this.
	const top = room(0);
	const isSettled = passing.every(
		({ vertex, othersAtMost }) => othersAtMost === -Infinity || top - most.get(vertex)! + othersAtMost <= best.total
	);
	return { chosen: best.chosen, isProven: nodes <= mostNodes && isSettled };
}

/** The best first; equal ones in an order that does not depend on how they were found. */
export function byWorth(a: Candidate, b: Candidate): number {
	if (a.total !== b.total) return b.total - a.total;
	for (let i = 0; i < a.vertices.length && i < b.vertices.length; i++)
		if (a.vertices[i] !== b.vertices[i]) return a.vertices[i]! - b.vertices[i]!;
	return a.vertices.length - b.vertices.length;
}
