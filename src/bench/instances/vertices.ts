/** The vertices of a file: numbered in its order, donors last, and counted as it announces. */
import { MalformedFile, type Scanner } from './scanner.ts';

/** Numbers vertices once the file has said which are donors. */
export function numbered(order: ReadonlySet<number>, donors: ReadonlySet<number>) {
	const numberOf = new Map<number, number>();
	for (const id of order) if (!donors.has(id)) numberOf.set(id, numberOf.size);
	const households = numberOf.size;
	for (const id of order) if (donors.has(id)) numberOf.set(id, numberOf.size);
	return { numberOf, households, vacancies: numberOf.size - households };
}

/** Adds the vertex that a line names, which may be done once. */
export function addName(order: Set<number>, id: number, line: number) {
	if (order.has(id)) throw new MalformedFile(line, `vertex ${id} is named twice`);
	order.add(id);
}

/** Refuses a file that gives more or fewer arcs than it announces. */
export function announced(scan: Scanner, expected: number, found: number) {
	if (expected !== found) scan.fail(`${expected} arcs are announced, ${found} are given`);
}

/** The number of a vertex, of which there are so many. */
export function vertexBelow(scan: Scanner, count: number): number {
	const vertex = scan.integer('the number of a vertex');
	return vertex >= 0 && vertex < count ? vertex : scan.fail(`there is no vertex ${vertex}, only ${count}`);
}
