/** The two forms in which PrefLib publishes pools. */
import { arcList, instanceOf, pushArc, type ArcList, type Instance } from './arcs.ts';
import { MalformedFile, type Scanner } from './scanner.ts';
import { addName, announced, numbered } from './vertices.ts';

/** PrefLib since 2022: `#` lines name the vertices, « Alt » those of donors; then `from,to,weight`. */
export function readPreflib(scan: Scanner): Instance {
	const order = new Set<number>();
	const donors = new Set<number>();
	let edges = -1;
	const numbering = () => numbered(order, donors);
	let names: ReturnType<typeof numbering> | null = null;
	const arcs = arcList(1 << 16);
	while (scan.seekLine()) {
		if (scan.peek() === '#'.charCodeAt(0)) {
			const line = scan.line();
			const text = scan.restOfLine();
			const named = /^# ALTERNATIVE NAME (\d+): *(.*)/.exec(text);
			if (named) {
				addName(order, Number(named[1]), line);
				if (/^alt/i.test(named[2]!.trim())) donors.add(Number(named[1]));
			}
			edges = Number(/^# NUMBER EDGES: *(\d+)/.exec(text)?.[1] ?? edges);
			continue;
		}
		names ??= numbering();
		readCommaArc(scan, arcs, names.numberOf, 0);
	}
	if (edges >= 0) announced(scan, edges, arcs.count);
	names ??= numbering();
	return instanceOf(names.households, names.vacancies, arcs, scan.decimals());
}

/** PrefLib before 2022: `n,m`, n lines `id,name`, then arcs whose numbers may start at 0 where those of names start at 1. */
export function readOldPreflib(scan: Scanner): Instance {
	const count = scan.vertexCount('the number of vertices');
	const edges = scan.accept(',') ? scan.count('the number of arcs') : -1;
	scan.skipLine();
	const order = new Set<number>();
	const donors = new Set<number>();
	for (let i = 0; i < count; i++) {
		const id = scan.integer('the number of a vertex');
		scan.expect(',');
		addName(order, id, scan.line());
		if (/^alt/i.test(scan.restOfLine())) donors.add(id);
	}
	const { numberOf, households, vacancies } = numbered(order, donors);
	const raw = arcList(Math.max(16, edges));
	const lines: number[] = [];
	while (scan.seekLine()) {
		lines.push(scan.line());
		readCommaArc(scan, raw, null, 0);
	}
	if (edges >= 0) announced(scan, edges, raw.count);
	let shift = 0;
	for (let i = 0; i < raw.count; i++) if (!numberOf.has(raw.from[i]!) || !numberOf.has(raw.to[i]!)) shift = 1;
	for (let i = 0; i < raw.count; i++) {
		const u = numberOf.get(raw.from[i]! + shift);
		const v = numberOf.get(raw.to[i]! + shift);
		if (u === undefined || v === undefined) {
			throw new MalformedFile(lines[i]!, `no vertex ${u === undefined ? raw.from[i] : raw.to[i]} was named`);
		}
		raw.from[i] = u;
		raw.to[i] = v;
	}
	return instanceOf(households, vacancies, raw, scan.decimals());
}

function readCommaArc(scan: Scanner, arcs: ArcList, numberOf: Map<number, number> | null, shift: number) {
	const vertex = () => {
		const id = scan.integer('the number of a vertex') + shift;
		if (!numberOf) return id;
		return numberOf.get(id) ?? scan.fail(`no vertex ${id} was named`);
	};
	const u = vertex();
	scan.expect(',');
	const v = vertex();
	scan.expect(',');
	pushArc(arcs, u, v, scan.weight());
	scan.endLine();
}
