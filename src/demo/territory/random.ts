/**
 * Chance as an argument: numbers that look drawn, and are the same on every machine for the same seed. Integer arithmetic
 * and square roots only, no logarithm nor sine, whose last digit depends on the engine.
 */

/** A stream of chance. Each thing of the territory has its own, so that one more draw here changes nothing elsewhere. */
export type Random = {
	/** A number in [0, 1). */
	unit(): number;
	/** A whole number in [0, count). */
	below(count: number): number;
	/** A whole number between both, included. */
	between(least: number, most: number): number;
	/** True in `percent` cases out of a hundred. */
	chance(percent: number): boolean;
	/** One of the items, all alike. */
	one<T>(items: readonly T[]): T;
	/** A number around 0, of standard deviation 1, never beyond 6: the sum of twelve units (Irwin-Hall). */
	bell(): number;
};

/** What a stream is for: one number per kind of thing, never reused. */
export const streams = {
	order: 1,
	estate: 2,
	dwelling: 3,
	household: 4,
	money: 5,
	need: 6,
	vacancy: 7,
	staff: 8,
	organism: 9,
	listing: 10,
	lease: 11,
	person: 12,
	account: 13,
	member: 14,
	mayor: 15
} as const;
export type Stream = (typeof streams)[keyof typeof streams];

/** A bijection of the 32-bit numbers where every input bit moves every output bit (finaliser of MurmurHash3). */
function scramble(value: number): number {
	let h = value | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

/** A 32-bit word for a seed (any safe integer), a stream, a number of the thing and a lane. */
function word(seed: number, stream: Stream, number: number, lane: number): number {
	let h = scramble((seed | 0) ^ 0x9e3779b9);
	h = scramble(h ^ Math.floor(seed / 4294967296));
	h = scramble(h ^ Math.imul(stream, 0x9e3779b1) ^ Math.imul(lane + 1, 0x7feb352d));
	return scramble(h ^ number);
}

/** xoshiro128** 1.1 (Blackman and Vigna): from a state of four words, not all zero, a sequence of 32-bit numbers. */
export function xoshiro128(a: number, b: number, c: number, d: number): () => number {
	return () => {
		const times = Math.imul(b, 5);
		const result = Math.imul((times << 7) | (times >>> 25), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = (d << 11) | (d >>> 21);
		return result;
	};
}

/** The stream of one thing, fed from the seed, the kind of thing and its number. */
export function randomFor(seed: number, stream: Stream, number: number): Random {
	const lane = (place: number) => word(seed, stream, number, place);
	const next = xoshiro128(lane(0), lane(1), lane(2), lane(3) | 1);
	const unit = () => next() / 4294967296;
	const below = (count: number) => Math.floor(unit() * count);
	return {
		unit,
		below,
		between: (least, most) => least + below(most - least + 1),
		chance: (percent) => unit() * 100 < percent,
		one: (items) => items[below(items.length)]!,
		bell: () => {
			let sum = -6;
			for (let i = 0; i < 12; i++) sum += unit();
			return sum;
		}
	};
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const bytes = (value: number) =>
	hex[value >>> 24]! + hex[(value >>> 16) & 255]! + hex[(value >>> 8) & 255]! + hex[value & 255]!;

/**
 * The identifier of a thing: a UUID of version 8 (RFC 9562, free content) made of the seed, the kind of thing and its
 * number. The last eight digits are a bijection of the number, so two things of a kind never share one.
 */
export function idOf(seed: number, stream: Stream, number: number): string {
	const first = bytes(word(seed, stream, number, 4));
	const second = bytes(word(seed, stream, number, 5));
	const third = bytes((word(seed, stream, number, 6) & 0x3fffffff) | 0x80000000);
	const last = bytes(word(seed, stream, number, 7));
	return `${first}-${second.slice(0, 4)}-8${second.slice(5)}-${third.slice(0, 4)}-${third.slice(4)}${last}`;
}

/**
 * `count` numbers spread evenly over [0, 1), one in each slice of width 1/count, in a drawn order. Shares taken from them are
 * right to about one item, where independent draws would miss by the square root of their number.
 */
export function evenUnits(count: number, random: Random): Float64Array {
	const units = new Float64Array(count);
	for (let i = 0; i < count; i++) {
		const place = random.below(i + 1);
		units[i] = units[place]!;
		units[place] = (i + random.unit()) / count;
	}
	return units;
}
