import type { AllowanceDivisor } from './effort.ts';

/**
 * What an organism decides about the means of households. Nothing here is law: the effort rate has a customary
 * range, the reste à vivre has none and stays empty until the organism fills it.
 */
export type AffordabilitySettings = {
	/** Repère of the effort rate, a fraction. 0.33 is usage (30 % to 33 %), not law. */
	effortRateMax: number;
	/** Least reste à vivre by unit, €; null: the organism has set none. */
	livingAllowanceMin: number | null;
	livingAllowancePer: 'MONTH' | 'DAY';
	livingAllowanceDivisor: AllowanceDivisor;
	/** Children with visiting rights only count among the persons to feed. */
	countVisitingChildren: boolean;
	/** Half width of the range shown when the resources base is guessed from the tax income, a fraction. */
	estimateSpread: number;
	/** HLM body or SEM: its tenants have the solidarity rent reduction. */
	appliesRls: boolean;
};

/** The settings before an organism has decided anything. */
export const defaultAffordability: AffordabilitySettings = {
	effortRateMax: 0.33,
	livingAllowanceMin: null,
	livingAllowancePer: 'DAY',
	livingAllowanceDivisor: 'UC',
	countVisitingChildren: false,
	// Law reads an income anew from a fall of 10 % (CCH L.441-1): the same width is shown around a guess.
	estimateSpread: 0.1,
	appliesRls: true
};
