/** The dated figures of the housing aid, read from the legal reference and resolved for a month. */
import aides from '../reference/aides-logement.json' with { type: 'json' };
import type { Day } from '../calendar.ts';

/** A month written YYYY-MM. */
export type Month = string;

/** APL zone of a commune: 1 is the Paris conurbation (1 and 1 bis), 3 the rest of the country. */
export const aplZones = [1, 2, 3] as const;
export type AplZone = (typeof aplZones)[number];

type Series = readonly { from: string; value: number }[];

/** The first month for which every figure is known. */
const firstKnownMonth: Month = '2015-10';

/** The day from which a revision of the figures is due that the reference does not hold yet. */
const nextRevisionExpectedOn: Day = aides.$meta.nextExpectedRevision.slice(0, 10);

/** True when the figures used for the month are probably no longer the ones in force. */
export const figuresMayBeOutdated = (month: Month): boolean => `${month}-01` >= nextRevisionExpectedOn;

/** The value in force on the first of the month; null before the series begins. */
export function valueAt(series: Series, month: Month): number | null {
	const day = `${month}-01`;
	let value: number | null = null;
	for (const entry of series) {
		if (entry.from > day) break;
		value = entry.value;
	}
	return value;
}

function required(series: Series, month: Month): number {
	const value = valueAt(series, month);
	if (value === null) throw new RangeError(`No figure before ${firstKnownMonth}: ${month}`);
	return value;
}

/** A figure by household: alone, couple, then by number of dependants. */
export type ByHousehold = { single: number; couple: number; one: number; perExtra: number };

/** Rates and allowances given up to six dependants, then by a step. */
export type BySix = { single: number; couple: number; dependants: readonly number[]; perAboveSix: number };

type ZoneFigures = {
	/** Plafond de loyer (arrêté, art. 7), €/month. */
	rentCeiling: ByHousehold;
	/** Multiples of the ceiling from which a dear rent lowers then stops the aid (art. 10); null before July 2016. */
	degressivity: { start: number; zero: number } | null;
	/** Réduction de loyer de solidarité, €/month; null before 2018. */
	rls: { ceiling: BySix; amount: ByHousehold } | null;
};

export type AidFigures = {
	month: Month;
	zones: Record<AplZone, ZoneFigures>;
	/** Loyer de référence of the rent rate: the zone 2 ceilings, whatever the zone (art. 14). */
	referenceRent: ByHousehold;
	roomCoefficient: number;
	hostedRoomCoefficient: number;
	sharedFlatCoefficient: number;
	charges: { base: number; perDependant: number };
	sharedFlatCharges: { single: number; couple: number; perDependant: number };
	minimumParticipation: { rate: number; floor: number };
	familyRate: BySix;
	rentRate: { t1: number; t2: number; below: number; middle: number; above: number };
	flatAllowance: BySix;
	flatReduction: number;
	minimumPayment: { APL: number; AL: number };
	crdsRate: number;
	/** Share of the RLS taken from the APL (0.98). */
	rlsShare: number;
};

const memory = new Map<Month, AidFigures>();

/**
 * Every figure in force for a month.
 * @throws RangeError when the month is not YYYY-MM or precedes October 2015.
 */
export function aidFiguresAt(month: Month): AidFigures {
	const known = memory.get(month);
	if (known) return known;
	if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new RangeError(`Not a month (YYYY-MM): ${month}`);
	if (month < firstKnownMonth) throw new RangeError(`No figure before ${firstKnownMonth}: ${month}`);
	const figures = resolve(month);
	memory.set(month, figures);
	return figures;
}

function resolve(month: Month): AidFigures {
	const at = (series: Series) => required(series, month);
	const six = (table: Record<'1' | '2' | '3' | '4' | '5' | '6', Series>) =>
		([table['1'], table['2'], table['3'], table['4'], table['5'], table['6']] as const).map(at);
	const ceilingOf = (zone: (typeof aides.rentCeiling_L)['zone1']): ByHousehold => ({
		single: at(zone.single),
		couple: at(zone.couple),
		one: at(zone.oneDependant),
		perExtra: at(zone.perExtraDependant)
	});
	const zoneFigures = (key: 'zone1' | 'zone2' | 'zone3'): ZoneFigures => {
		const start = valueAt(aides.degressivity[key].start, month);
		const zero = valueAt(aides.degressivity[key].zero, month);
		const amount = aides.rls.amount[key];
		const ceiling = aides.rls.monthlyResourceCeiling[key];
		const rlsExists = valueAt(amount.single0, month) !== null;
		return {
			rentCeiling: ceilingOf(aides.rentCeiling_L[key]),
			degressivity: start === null || zero === null ? null : { start, zero },
			rls: rlsExists
				? {
						ceiling: {
							single: at(ceiling.single0),
							couple: at(ceiling.couple0),
							dependants: six(ceiling),
							perAboveSix: at(ceiling.perDependantAbove6)
						},
						amount: {
							single: at(amount.single0),
							couple: at(amount.couple0),
							one: at(amount.oneDependant),
							perExtra: at(amount.perExtraDependant)
						}
					}
				: null
		};
	};
	return {
		month,
		zones: { 1: zoneFigures('zone1'), 2: zoneFigures('zone2'), 3: zoneFigures('zone3') },
		referenceRent: ceilingOf(aides.rentCeiling_L.zone2),
		roomCoefficient: at(aides.rentCeiling_L.coefficients.chambre.series),
		hostedRoomCoefficient: at(aides.rentCeiling_L.coefficients.chambrePersonneAgeeOuHandicapee.series),
		sharedFlatCoefficient: at(aides.rentCeiling_L.coefficients.colocation.series),
		charges: { base: at(aides.charges_C.general.base), perDependant: at(aides.charges_C.general.perDependant) },
		sharedFlatCharges: {
			single: at(aides.charges_C.colocation.single),
			couple: at(aides.charges_C.colocation.couple),
			perDependant: at(aides.charges_C.colocation.perDependant)
		},
		minimumParticipation: {
			rate: at(aides.minimumParticipation_P0.rate),
			floor: at(aides.minimumParticipation_P0.floor)
		},
		familyRate: {
			single: at(aides.familyRate_TF.single0),
			couple: at(aides.familyRate_TF.couple0),
			dependants: six(aides.familyRate_TF.dependants),
			perAboveSix: at(aides.familyRate_TF.perDependantAbove6)
		},
		rentRate: {
			t1: at(aides.rentRate_TL.thresholds.t1),
			t2: at(aides.rentRate_TL.thresholds.t2),
			below: at(aides.rentRate_TL.rates.belowT1),
			middle: at(aides.rentRate_TL.rates.t1ToT2),
			above: at(aides.rentRate_TL.rates.aboveT2)
		},
		flatAllowance: {
			single: at(aides.flatAllowance_R0.single0),
			couple: at(aides.flatAllowance_R0.couple0),
			dependants: six(aides.flatAllowance_R0.dependants),
			perAboveSix: at(aides.flatAllowance_R0.perDependantAbove6)
		},
		flatReduction: valueAt(aides.flatReduction.series, month) ?? 0,
		minimumPayment: { APL: at(aides.minimumPayment.apl), AL: at(aides.minimumPayment.al) },
		crdsRate: at(aides.crds.rate),
		rlsShare: valueAt(aides.rls.aplReductionFraction, month) ?? 0
	};
}

/** A figure given for a person alone, a couple, then one dependant plus a step, €. */
export function byHousehold(table: ByHousehold, couple: boolean, dependants: number): number {
	if (dependants === 0) return couple ? table.couple : table.single;
	return table.one + (dependants - 1) * table.perExtra;
}

/** A figure given for up to six dependants, then by a step. */
export function bySix(table: BySix, couple: boolean, dependants: number): number {
	if (dependants === 0) return couple ? table.couple : table.single;
	if (dependants <= 6) return table.dependants[dependants - 1]!;
	return table.dependants[5]! + (dependants - 6) * table.perAboveSix;
}

/** Least habitable area for a number of persons, m² (CCH R.822-25): 9, 16, then 9 more each, 70 from eight on. */
export function leastArea(persons: number): number {
	const { onePerson, twoPersonsOrChildlessCouple, perExtraPerson, cap } = aides.minimumSurface;
	if (persons <= 1) return onePerson;
	return Math.min(twoPersonsOrChildlessCouple + (persons - 2) * perExtraPerson, cap);
}

/** Dated figures needed to estimate the resources base of the APL. */
export const resourceSeries = aides.resources;
