/**
 * Counts of people by situation are shown to a coordinator from ten on: a smaller one, beside a commune or a home,
 * could point at somebody.
 */
export const leastShown = 10;

/** The count, or null when it is there but too small to be shown. */
export const disclosed = (count: number): number | null => (count === 0 || count >= leastShown ? count : null);
