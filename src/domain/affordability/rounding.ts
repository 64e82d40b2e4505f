// Amounts are doubles in euros. A tie in decimal (x,xx5) is not always a tie in binary: the nudge, far below any
// figure the texts can produce and far above the error of a double, puts it back on the decimal side.
const nudge = 1e-8;

/** A power costs more than all the rest of a rounding, and aids are rounded by the million. */
const powersOfTen = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

/** Rounds to `decimals` places (six at most), halves up, as the arrêté of 27 September 2019 does. */
export function roundTo(value: number, decimals: number): number {
	const scale = powersOfTen[decimals]!;
	return Math.floor(value * scale + 0.5 + nudge) / scale;
}

/** Rounds to the cent, halves up. */
export const toCents = (value: number): number => Math.floor(value * 100 + 0.5 + nudge) / 100;

/** The euros of an amount, cents dropped. */
export const wholeEuros = (value: number): number => Math.floor(value + nudge);

/** Nearest euro, halves to the even one: what numpy does, so what the reference engine does with the rent. */
export function halfToEven(value: number): number {
	const floor = Math.floor(value);
	const rest = value - floor;
	if (Math.abs(rest - 0.5) > nudge) return rest < 0.5 ? floor : floor + 1;
	return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Cents of `value × factor` when both are kept in 32-bit floats, halves to the even cent: how the reference engine
 * rounds the rents from which the aid falls. A tie in decimal (2.5 × 231.43) is then a little under or above it.
 */
export const toCentsInSingle = (value: number, factor: number): number =>
	halfToEven(Math.fround(Math.fround(Math.fround(value) * Math.fround(factor)) * 100)) / 100;

/** The next hundred of euros: the resources base of the APL is rounded up (CCH R.822-2). */
export const nextHundred = (value: number): number => Math.max(0, Math.ceil(value / 100 - nudge)) * 100;
