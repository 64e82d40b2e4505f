/**
 * A pool as bytes and back: kept with the record of a run, so that the run can be played again on the very same input,
 * on any machine.
 */
import { isGuarantee } from './guarantee.ts';
import { numbersOf, type Level, type Pool } from './pool.ts';

type Header = {
	households: number;
	vacancies: number;
	arcs: number;
	hasPatience: boolean;
	levels: {
		name: string;
		kind: Level['kind'];
		numbers: 'none' | 'i32' | 'f64';
		perCycle?: number[];
		perChain?: number[];
		/** Guarantee: how many groups there are. */
		groups?: number;
	}[];
};

const LENGTH_BYTES = 4;

const arraysOf = (level: Level) => (isGuarantee(level) ? [level.group, level.promised] : [numbersOf(level)]);

/** Every typed array is copied at a multiple of eight bytes, in this order: rows, targets, patience, then those of the levels. */
const roomFor = (byteLength: number): number => Math.ceil(byteLength / 8) * 8;

/** The bytes of a pool: a JSON header with its length before it, then its arrays, little-endian. */
export function packPool(pool: Pool): Uint8Array {
	const header: Header = {
		households: pool.households,
		vacancies: pool.vacancies,
		arcs: pool.target.length,
		hasPatience: pool.patience !== null,
		levels: pool.levels.map((level) => {
			const numbers = numbersOf(level);
			return {
				name: level.name,
				kind: level.kind,
				numbers: numbers === null ? 'none' : numbers instanceof Int32Array ? 'i32' : 'f64',
				...(level.kind === 'sum' && level.perCycle && { perCycle: [...level.perCycle] }),
				...(level.kind === 'sum' && level.perChain && { perChain: [...level.perChain] }),
				...(isGuarantee(level) && { groups: level.promised.length })
			};
		})
	};
	const head = new TextEncoder().encode(JSON.stringify(header));
	const arrays = [pool.rowStart, pool.target, pool.patience, ...pool.levels.flatMap(arraysOf)].filter(
		(a) => a !== null
	);
	const size = arrays.reduce((sum, array) => sum + roomFor(array.byteLength), roomFor(LENGTH_BYTES + head.length));
	const bytes = new Uint8Array(size);
	new DataView(bytes.buffer).setUint32(0, head.length, true);
	bytes.set(head, LENGTH_BYTES);
	let at = roomFor(LENGTH_BYTES + head.length);
	for (const array of arrays) {
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
		at += roomFor(array.byteLength);
	}
	return bytes;
}

/** The pool of some bytes made by `packPool`. */
export function unpackPool(packed: Uint8Array): Pool {
	// Copied so that the arrays can lie on the buffer, whatever the place of the bytes in theirs.
	const { buffer } = new Uint8Array(packed);
	const headLength = new DataView(buffer).getUint32(0, true);
	const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, LENGTH_BYTES, headLength))) as Header;
	let at = roomFor(LENGTH_BYTES + headLength);
	const take = <T extends Int32Array | Float64Array | Uint8Array>(
		Kind: { new (buffer: ArrayBuffer, at: number, length: number): T; BYTES_PER_ELEMENT: number },
		length: number
	): T => {
		const array = new Kind(buffer, at, length);
		at += roomFor(length * Kind.BYTES_PER_ELEMENT);
		return array;
	};
	const { households, vacancies, arcs } = header;
	const rowStart = take(Int32Array, households + vacancies + 1);
	const target = take(Int32Array, arcs);
	const patience = header.hasPatience ? take(Uint8Array, households) : null;
	const levels = header.levels.map(({ numbers, kind, groups, ...shape }): Level => {
		if (kind === 'guarantee')
			return { name: shape.name, kind, group: take(Int32Array, households), promised: take(Int32Array, groups!) };
		const values = numbers === 'none' ? null : numbers === 'i32' ? take(Int32Array, arcs) : take(Float64Array, arcs);
		if (kind === 'expectedMoves') return { name: shape.name, kind, permille: values! };
		return { ...shape, kind, weights: values };
	});
	return { households, vacancies, rowStart, target, levels, patience };
}
