/** Which wishes of a household a home meets: they rank homes that fit, they never exclude one. */
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Wish } from './need.ts';

export type WishAnswer = Wish & {
	/** Null when the figures to tell are missing. */
	isMet: boolean | null;
};

/** From the third floor up, a home is said to be high. A word of ours: no text fixes it. */
const highFloor = 3;

const goodClasses = ['A', 'B', 'C'];

/**
 * Answers each wish for a home.
 * @param bills what is left to pay each month, €, today and in that home; NaN when unknown
 */
export function answerWishes(
	wishes: readonly Wish[],
	home: Dwelling,
	current: Dwelling | null,
	bills: { today: number; after: number }
): WishAnswer[] {
	return wishes.map((wish) => ({ ...wish, isMet: isMet(wish, home, current, bills) }));
}

/** Whether a home meets one wish; null when the figures to tell are missing. */
export function isMet(
	{ kind, value }: Wish,
	home: Dwelling,
	current: Dwelling | null,
	bills: { today: number; after: number }
): boolean | null {
	switch (kind) {
		case 'commune':
			return home.commune === value;
		case 'lift':
			return home.hasLift;
		case 'groundFloor':
			return home.floor === 0;
		case 'highFloor':
			return home.floor >= highFloor;
		case 'goodEnergyClass':
			return home.energyClass === null ? null : goodClasses.includes(home.energyClass);
		case 'lowerBill':
			return Number.isNaN(bills.today) || Number.isNaN(bills.after) ? null : bills.after < bills.today;
		case 'moreArea':
			return current === null ? null : home.area > current.area;
	}
}

/** Wishes that a home meets or not by itself, whoever asks. */
const wishesOfHome = ['lift', 'groundFloor', 'highFloor', 'goodEnergyClass'] as const satisfies readonly Wish['kind'][];

const unknownBills = { today: NaN, after: NaN };

/** The wishes that a home meets whoever asks, one bit each: for millions of pairs. */
export const wishesMetBy = (home: Dwelling): number =>
	wishesOfHome.reduce(
		(mask, kind, bit) => (isMet({ kind }, home, null, unknownBills) === true ? mask | (1 << bit) : mask),
		0
	);

/** Counts the wishes of a household that a home meets; `metByHome` is what `wishesMetBy` gives the home. */
export function wishCounter(
	wishes: readonly Wish[]
): (home: Dwelling, metByHome: number, current: Dwelling | null, bills: { today: number; after: number }) => number {
	const counts = new Uint8Array(1 << wishesOfHome.length);
	const others: Wish[] = [];
	for (const wish of wishes) {
		const bit = wishesOfHome.findIndex((kind) => kind === wish.kind);
		if (bit < 0) others.push(wish);
		else for (let mask = 0; mask < counts.length; mask++) counts[mask]! += (mask >> bit) & 1;
	}
	return (home, metByHome, current, bills) => {
		let met = counts[metByHome]!;
		for (const wish of others) if (isMet(wish, home, current, bills) === true) met++;
		return met;
	};
}
