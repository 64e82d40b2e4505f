/**
 * The file formats of kidney-exchange collections, and our own. Numbering: pairs (households) in the order the file introduces
 * them, then donors (vacant dwellings) in file order. An arc u → v means that what u holds goes to v.
 */
import type { Instance } from './arcs.ts';
import { readDonorJson } from './donor-json.ts';
import { readGlasgow } from './glasgow.ts';
import { readPool } from './own-form.ts';
import { readOldPreflib, readPreflib } from './preflib.ts';
import { MalformedFile, scannerOf } from './scanner.ts';
import { readBracketLists, readDelorme, readGaps, readMatrix } from './text-forms.ts';

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
