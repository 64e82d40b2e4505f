import type { ChainHousehold } from '#ui/chain.ts';

/** Invented homes of four households, none of which could change places with another directly. */
export const exampleOfFour: ChainHousehold[] = (
	[
		['A', 'T4', 82, 'Cergy'],
		['B', 'T2', 47, 'Éragny'],
		['C', 'T3', 64, 'Vauréal'],
		['D', 'T3', 61, 'Osny']
	] as const
).map(([name, typologie, area, commune]) => ({ name, home: { typologie, area, commune }, answer: 'agreed' }));
