/** Half of some times, 95 of a hundred, and the slowest. */
export type Spread = { half: number; most: number; slowest: number };

/** @param times at least one */
export function spread(times: readonly number[]): Spread {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
	return { half: at(0.5), most: at(0.95), slowest: sorted.at(-1)! };
}

/** What the process has spent of the processor since it began, its threads included, ms. */
export const cpuNow = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
};
