/**
 * The file formats of kidney-exchange collections, and our own. Numbering: pairs (households) in the order the file introduces
 * them, then donors (vacant dwellings) in file order. An arc u → v means that what u holds goes to v.
 */
import { poolBuilder, type LevelShape } from '../../domain/matching/pool.ts';
import { arcList, instanceOf, pushArc, type ArcList, type Instance } from './arcs.ts';
import { decimalsOf, parseJson, type Json } from './json.ts';
import { HEAVIEST, MalformedFile, scannerOf, type Scanner } from './scanner.ts';

/** A file: its name tells the format; `sibling` reads the file that goes with it (donors of the Glasgow format), null if absent. */
export type SourceFile = {
	name: string;
	bytes: Uint8Array;
	sibling: (extension: string) => Uint8Array | null;
};

/** The pool a file describes. Throws MalformedFile with the line at fault. */
export function readInstance(file: SourceFile): Instance {
	const name = file.name.toLowerCase().replace(/\.gz$/, '');
	const extension = name.slice(name.lastIndexOf('.') + 1);
	const scan = scannerOf(file.bytes);
	switch (extension) {
		case 'wmd':
			return scan.peek() === '#'.charCodeAt(0) ? readPreflib(scan) : readOldPreflib(scan);
		case 'input':
			return readGlasgow(scan, file.sibling('ndds'));
		case 'json':
			return readDonorJson(new TextDecoder().decode(file.bytes));
		case 'txt':
			return scan.peek() === 'N'.charCodeAt(0) ? readDelorme(scan) : readBracketLists(scan);
		case 'in':
			return readMatrix(scan);
		case 'kep':
			return readGaps(scan);
		case 'pool':
			return readPool(scan);
		default:
			throw new MalformedFile(1, `the format of « ${file.name} » is not known`);
	}
}

/** Numbers vertices once the file has said which are donors. */
function numbered(order: ReadonlySet<number>, donors: ReadonlySet<number>) {
	const numberOf = new Map<number, number>();
	for (const id of order) if (!donors.has(id)) numberOf.set(id, numberOf.size);
	const households = numberOf.size;
	for (const id of order) if (donors.has(id)) numberOf.set(id, numberOf.size);
	return { numberOf, households, vacancies: numberOf.size - households };
}

/** Adds the vertex that a line names, which may be done once. */
function addName(order: Set<number>, id: number, line: number) {
	if (order.has(id)) throw new MalformedFile(line, `vertex ${id} is named twice`);
	order.add(id);
}

function announced(scan: Scanner, expected: number, found: number) {
	if (expected !== found) scan.fail(`${expected} arcs are announced, ${found} are given`);
}

/** PrefLib since 2022: `#` lines name the vertices, « Alt » those of donors; then `from,to,weight`. */
function readPreflib(scan: Scanner): Instance {
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
function readOldPreflib(scan: Scanner): Instance {
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

/** Trimble's solver: `n m`, arcs `from to weight`, ended by a negative number; donors in a sibling `.ndds` of the same form. */
function readGlasgow(scan: Scanner, donors: Uint8Array | null): Instance {
	const arcs = arcList(1 << 16);
	const households = readGlasgowPart(scan, arcs, (u, size) => u < size, 0, null);
	let vacancies = 0;
	let decimals = scan.decimals();
	if (donors) {
		const other = scannerOf(donors);
		try {
			vacancies = readGlasgowPart(other, arcs, (u, size) => u < size, households, households);
		} catch (error) {
			throw error instanceof MalformedFile
				? new MalformedFile(error.line, `${error.message} in the .ndds file`)
				: error;
		}
		decimals = Math.max(decimals, other.decimals());
	}
	return instanceOf(households, vacancies, arcs, decimals);
}

function readGlasgowPart(
	scan: Scanner,
	arcs: ArcList,
	isKnown: (u: number, size: number) => boolean,
	offset: number,
	households: number | null
): number {
	scan.seekLine();
	const size = scan.vertexCount('the number of vertices');
	const edges = scan.isAtLineEnd() ? -1 : scan.count('the number of arcs');
	scan.endLine();
	const before = arcs.count;
	for (;;) {
		if (!scan.seekLine()) scan.fail('the line « -1 -1 -1 » that ends the arcs is missing');
		const u = scan.integer('the number of a vertex');
		if (u < 0) break;
		if (!isKnown(u, size)) scan.fail(`there is no vertex ${u}, only ${size}`);
		const v = scan.integer('the number of a vertex');
		if (v < 0 || v >= (households ?? size)) scan.fail(`there is no pair ${v}, only ${households ?? size}`);
		pushArc(arcs, offset + u, v, scan.weight());
		scan.endLine();
	}
	if (edges >= 0) announced(scan, edges, arcs.count - before);
	return size;
}

/** Delorme and co-authors: `Nr_Pairs = `, `Nr_NDD = `, lines on vertices, then `(from,to),1,weight`. */
function readDelorme(scan: Scanner): Instance {
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

function vertexBelow(scan: Scanner, count: number): number {
	const vertex = scan.integer('the number of a vertex');
	return vertex >= 0 && vertex < count ? vertex : scan.fail(`there is no vertex ${vertex}, only ${count}`);
}

/** BP-MDD: `n donors pairs arcs`, then for each vertex the list of its targets (from 1), then the lists of their weights. */
function readBracketLists(scan: Scanner): Instance {
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
function readMatrix(scan: Scanner): Instance {
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
function readGaps(scan: Scanner): Instance {
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

/** British scheme: `data` lists donors, their `sources` (the patients they come with) and `matches` (`recipient`, `score`). */
function readDonorJson(text: string): Instance {
	const fail = (what: string): never => {
		throw new MalformedFile(1, what);
	};
	const asMap = (value: Json | undefined, what: string) =>
		value instanceof Map ? value : fail(`${what} should be an object`);
	const data = asMap(parseJson(text), 'the file').get('data');
	const donors: [Json, Map<string, Json>][] = Array.isArray(data)
		? data.map((entry) => [asMap(entry, 'a donor').get('id') ?? null, asMap(entry, 'a donor')])
		: [...asMap(data, '« data »')].map(([key, entry]) => [key, asMap(entry, `donor ${key}`)]);
	const sourcesOf = (donor: Map<string, Json>): Json[] => {
		const sources = donor.get('sources');
		return Array.isArray(sources) ? sources : [];
	};
	const isAlone = (donor: Map<string, Json>) => Boolean(donor.get('altruistic')) || sourcesOf(donor).length === 0;
	const patients = new Map<Json, number>();
	for (const [, donor] of donors) {
		if (!isAlone(donor))
			for (const source of sourcesOf(donor)) if (!patients.has(source)) patients.set(source, patients.size);
	}
	const best = new Map<number, Map<number, number>>();
	let decimals = 0;
	let vacancies = 0;
	for (const [key, donor] of donors) {
		const holders = isAlone(donor)
			? [patients.size + vacancies++]
			: sourcesOf(donor).map((source) => patients.get(source)!);
		const matches = donor.get('matches') ?? [];
		if (!Array.isArray(matches)) fail(`the matches of donor ${String(key)} should be a list`);
		for (const entry of matches as Json[]) {
			const match = asMap(entry, `a match of donor ${String(key)}`);
			const recipient = match.get('recipient');
			if (recipient === undefined) fail(`a match of donor ${String(key)} has no recipient`);
			const score = match.get('score') ?? 1;
			if (typeof score !== 'number') return fail(`the score of a match of donor ${String(key)} should be a number`);
			if (Math.abs(score) > HEAVIEST) fail(`${score} is too large for a weight: at most ${HEAVIEST}`);
			const v = patients.get(recipient!);
			if (v === undefined) continue;
			decimals = Math.max(decimals, decimalsOf(score));
			for (const u of holders) {
				const row = best.get(u) ?? new Map<number, number>();
				best.set(u, row.set(v, Math.max(score, row.get(v) ?? -Infinity)));
			}
		}
	}
	const arcs = arcList(1 << 12);
	for (const [u, row] of best) for (const [v, score] of row) pushArc(arcs, u, v, score);
	return instanceOf(patients.size, vacancies, arcs, decimals);
}

/**
 * Our own format, every level of the objective included:
 *
 *     pool 1
 *     households 3
 *     vacancies 1
 *     level moves count
 *     level worth sum
 *     level expected expectedMoves
 *     cycles worth 0 0 10 4       (optional: added per cycle, by number of moves)
 *     chains worth 0 5            (optional: the same for chains)
 *     patience 2 3                (optional: household 2 accepts to depend on 3 moves)
 *     arcs 2
 *     0 1 5 900                   (from, to, one number per level that is not « count »)
 *     3 2 4 850
 */
function readPool(scan: Scanner): Instance {
	const entry = (word: string): number => {
		if (!scan.seekLine()) scan.fail(`« ${word} » expected, the end of the file found`);
		const found = scan.word();
		if (found !== word) scan.fail(`« ${word} » expected, « ${found} » found`);
		const value = scan.vertexCount(`the number after « ${word} »`);
		scan.endLine();
		return value;
	};
	if (entry('pool') !== 1) scan.fail('only version 1 of the format is known');
	const households = entry('households');
	const vacancies = entry('vacancies');
	const levels: LevelShape[] = [];
	const patience: [number, number][] = [];
	for (;;) {
		if (!scan.seekLine()) scan.fail('« arcs » expected, the end of the file found');
		const word = scan.word();
		if (word === 'arcs') break;
		if (word === 'level') {
			const name = scan.word();
			const kind = scan.word();
			if (kind !== 'count' && kind !== 'sum' && kind !== 'expectedMoves')
				scan.fail(`« ${kind} » is not a kind of level`);
			levels.push({ name, kind: kind as LevelShape['kind'] });
		} else if (word === 'cycles' || word === 'chains') {
			const name = scan.word();
			const at = levels.findIndex((level) => level.name === name && level.kind !== 'expectedMoves');
			if (at < 0) scan.fail(`no level « ${name} » takes numbers per ${word}`);
			const bonus: number[] = [];
			while (!scan.isAtLineEnd()) bonus.push(scan.integer('a whole number'));
			levels[at] = { ...levels[at]!, [word === 'cycles' ? 'perCycle' : 'perChain']: bonus } as LevelShape;
		} else if (word === 'patience') {
			const household = vertexBelow(scan, households);
			patience.push([household, scan.integer('a number of moves')]);
		} else scan.fail(`« ${word} » is not known`);
		scan.endLine();
	}
	if (levels.length === 0) scan.fail('at least one level is needed before the arcs');
	const edges = scan.count('the number of arcs');
	scan.endLine();
	const carried = levels.filter((level) => level.kind !== 'count').length;
	const builder = poolBuilder({ households, vacancies, levels });
	for (const [household, moves] of patience) builder.patience(household, moves);
	let count = 0;
	while (scan.seekLine()) {
		const u = vertexBelow(scan, households + vacancies);
		const v = vertexBelow(scan, households);
		if (u === v) scan.fail(`household ${u} already lives in its dwelling`);
		builder.arc(u, v, ...Array.from({ length: carried }, () => scan.weight(true)));
		scan.endLine();
		count++;
	}
	announced(scan, edges, count);
	return { pool: builder.build(), scale: 1 };
}
