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
