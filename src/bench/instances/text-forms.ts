/** Pools written as plain figures by the authors of other solvers. */
import { arcList, instanceOf, pushArc, type Instance } from './arcs.ts';
import { type Scanner } from './scanner.ts';
import { announced, vertexBelow } from './vertices.ts';

/** Delorme and co-authors: `Nr_Pairs = `, `Nr_NDD = `, lines on vertices, then `(from,to),1,weight`. */
export function readDelorme(scan: Scanner): Instance {
	const header = (name: string, count: (what: string) => number = scan.vertexCount): number => {
		if (!scan.seekLine()) scan.fail(`« ${name} = » expected, the end of the file found`);
		const found = scan.word();
		if (found !== name) scan.fail(`« ${name} = » expected, « ${found} » found`);
		scan.expect('=');
		const value = count(`the value of ${name}`);
		scan.endLine();
		return value;
	};
	const households = header('Nr_Pairs');
	const vacancies = header('Nr_NDD');
	const edges = header('Nr_Arcs', scan.count);
	const arcs = arcList(edges);
	while (scan.seekLine()) {
		if (!scan.accept('(')) {
			scan.integer('the number of a vertex');
			scan.skipLine();
			continue;
		}
		const u = vertexBelow(scan, households + vacancies);
		scan.expect(',');
		const v = vertexBelow(scan, households + vacancies);
		scan.expect(')');
		scan.expect(',');
		scan.number('a number');
		scan.expect(',');
		pushArc(arcs, u, v, scan.weight());
		scan.skipLine();
	}
	announced(scan, edges, arcs.count);
	return instanceOf(households, vacancies, arcs, scan.decimals());
}

/** BP-MDD: `n donors pairs arcs`, then for each vertex the list of its targets (from 1), then the lists of their weights. */
export function readBracketLists(scan: Scanner): Instance {
	if (!scan.seekLine()) scan.fail('the number of vertices expected, the end of the file found');
	const vertices = scan.vertexCount('the number of vertices');
	const vacancies = scan.vertexCount('the number of donors');
	const households = scan.vertexCount('the number of pairs');
	scan.count('the number of arcs');
	scan.skipLine();
	if (vertices !== vacancies + households)
		scan.fail(`${vertices} vertices are not ${households} pairs and ${vacancies} donors`);
	const list = (): number[] => {
		if (scan.isAtEnd()) scan.fail('a list expected, the end of the file found');
		const numbers: number[] = [];
		for (scan.seekNumber(); !scan.isAtLineEnd(); scan.seekNumber()) numbers.push(scan.number('a number'));
		scan.skipLine();
		return numbers;
	};
	const targets = Array.from({ length: vertices }, list);
	const arcs = arcList(1 << 16);
	targets.forEach((row, u) => {
		const weights = list();
		if (weights.length < row.length) scan.fail(`vertex ${u + 1} has ${row.length} arcs and ${weights.length} weights`);
		row.forEach((v, i) => {
			if (!Number.isInteger(v) || v < 1 || v > vertices) scan.fail(`there is no vertex ${v}, only ${vertices}`);
			pushArc(arcs, u, v - 1, weights[i]!);
		});
	});
	return instanceOf(households, vacancies, arcs, scan.decimals());
}

/** Adjacency matrix: n, the vertices whose entering arcs weigh 2, then n rows of 0 and 1. */
export function readMatrix(scan: Scanner): Instance {
	const households = scan.vertexCount('the number of vertices');
	scan.endLine();
	const heavy = new Set<number>();
	while (!scan.isAtLineEnd()) heavy.add(scan.integer('the number of a vertex'));
	scan.skipLine();
	const arcs = arcList(1 << 16);
	for (let u = 0; u < households; u++) {
		for (let v = 0; v < households; v++) {
			if (scan.isAtLineEnd()) scan.fail(`${households} entries expected on the row of vertex ${u}, ${v} found`);
			if (scan.number('0 or 1') === 1) pushArc(arcs, u, v, heavy.has(v) ? 2 : 1);
		}
		scan.endLine();
	}
	return instanceOf(households, 0, arcs, 0);
}

/** `kep1 pairs donors arcs kind`, then one line per vertex: gaps between increasing targets, each with `:weight` unless 1. */
export function readGaps(scan: Scanner): Instance {
	const tag = scan.word();
	if (tag !== 'kep1') scan.fail(`« kep1 » expected, « ${tag} » found`);
	const households = scan.vertexCount('the number of pairs');
	const vacancies = scan.vertexCount('the number of donors');
	const edges = scan.count('the number of arcs');
	scan.skipLine();
	const arcs = arcList(edges);
	for (let u = 0; u < households + vacancies; u++) {
		if (scan.isAtEnd()) scan.fail(`the arcs of vertex ${u} expected, the end of the file found`);
		let v = 0;
		while (!scan.isAtLineEnd()) {
			v += scan.integer('the gap to the next vertex');
			const weight = scan.accept(':') ? scan.weight() : 1;
			if (v < 0 || v >= households + vacancies) scan.fail(`there is no vertex ${v}, only ${households + vacancies}`);
			pushArc(arcs, u, v, weight);
		}
		scan.skipLine();
	}
	const instance = instanceOf(households, vacancies, arcs, scan.decimals());
	announced(scan, edges, instance.pool.target.length);
	return instance;
}
