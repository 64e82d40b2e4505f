import { arcList, instanceOf, pushArc, type ArcList, type Instance } from './arcs.ts';
import { MalformedFile, scannerOf, type Scanner } from './scanner.ts';
import { announced } from './vertices.ts';

/** Trimble's solver: `n m`, arcs `from to weight`, ended by a negative number; donors in a sibling `.ndds` of the same form. */
export function readGlasgow(scan: Scanner, donors: Uint8Array | null): Instance {
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
