/** What a home weighs in the means of a household: taux d'effort and reste à vivre. */
import { ageAt, type Day } from '../calendar.ts';
import type { Person } from '../households/household.ts';
import { toCents } from './rounding.ts';

/**
 * What is left to pay, €/month: rent, annexes and charges, less the aids. Never below zero.
 * The RLS comes off the rent itself, the APL is paid to the landlord.
 */
export const residualBill = (bill: number, rls: number, aid: number): number => toCents(Math.max(0, bill - rls - aid));

/**
 * Taux d'effort: share of the monthly resources taken by the residual bill (arrêté of 10 March 2011 for CCH R.441-3-1;
 * the RLS, created in 2018, lowers the rent really called).
 * @returns a fraction; null when the resources are zero or unknown: the rate is then not defined.
 */
export const effortRate = (residual: number, monthlyResources: number | null): number | null =>
	monthlyResources === null || monthlyResources <= 0 ? null : residual / monthlyResources;

/** How the reste à vivre is shared: by consumption unit or by person, as the organism chooses. */
export const allowanceDivisors = ['UC', 'PERSONS'] as const;
export type AllowanceDivisor = (typeof allowanceDivisors)[number];

/**
 * Consumption units (INSEE, modified OECD scale): 1 for the first adult, 0.5 for each other person of 14 or more,
 * 0.3 for each child under 14, ages at the day of the simulation.
 * @param countVisiting counts the children with visiting rights only (local choice, no by default)
 */
export function consumptionUnits(persons: readonly Person[], day: Day, countVisiting = false): number {
	let tenths = 0;
	let isFirst = true;
	for (const person of persons) {
		if (person.custody === 'visiting' && !countVisiting) continue;
		if (ageAt(person.birthDate, day) < 14) tenths += 3;
		else if (isFirst) {
			tenths += 10;
			isFirst = false;
		} else tenths += 5;
	}
	// A household without anyone of 14 does not exist in law: its first person is then the first adult.
	if (isFirst && tenths > 0) tenths += 7;
	return tenths / 10;
}

/** Persons who live in the home; a child with visiting rights only when the local rule counts them. */
export const personsLiving = (persons: readonly Person[], countVisiting = false): number =>
	countVisiting ? persons.length : persons.filter((person) => person.custody !== 'visiting').length;

export type LivingAllowance = {
	/** Left each month once the home is paid, €; negative when the bill exceeds the resources. */
	monthly: number;
	/** €/month and by unit. */
	perUnit: number;
	/** €/day and by unit (a month of thirty days). */
	perUnitAndDay: number;
	/** Consumption units, or persons. */
	units: number;
	divisor: AllowanceDivisor;
};

/** Reste à vivre, in its monthly and daily variants. */
export function livingAllowance(
	residual: number,
	monthlyResources: number,
	units: number,
	divisor: AllowanceDivisor
): LivingAllowance {
	const monthly = monthlyResources - residual;
	const perUnit = monthly / units;
	return { monthly, perUnit, perUnitAndDay: perUnit / 30, units, divisor };
}
