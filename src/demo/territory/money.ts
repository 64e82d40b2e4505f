/** What a household lives on: tax incomes of three years, monthly resources, the base of the aids, debts. */
import { aidOnScale, aidScale } from '#domain/affordability/housing-aid.ts';
import { aplDependants, profileOf } from '#domain/affordability/means.ts';
import { addDays, type Day } from '#domain/calendar.ts';
import { categoriesOf } from '#domain/eligibility/category.ts';
import { ceilingYears, incomeCeiling } from '#domain/eligibility/ceilings.ts';
import type { Arrears, Household, IncomeAlternative, Stated } from '#domain/households/household.ts';
import type { MoveMotive } from '#domain/needs/need.ts';
import { zonesOf } from '#domain/reference/zones.ts';
import demand from '../data/demand.json' with { type: 'json' };
import { classesFrom } from './chances.ts';
import type { DrawnPersons } from './persons.ts';
import { childrenOf, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { DwellingRow, LeaseRow } from './rows.ts';

const percentOfCeiling = classesFrom(demand.income.values, 160);
const situations = demand.situations.values;

/** The PLUS ceiling of a household where it lives, €/year, in the last year known: the scale of incomes. */
export function usualPlusCeiling(
	{ persons, isCouple }: Pick<Household, 'persons' | 'isCouple'>,
	commune: string,
	today: Day
): number {
	const year = ceilingYears.findLast((known) => known <= Number(today.slice(0, 4)))!;
	const { least } = categoriesOf(persons, isCouple, today);
	return incomeCeiling(year, 'PLUS', zonesOf(commune), least, false)!.low;
}

export type DrawnMoney = Pick<
	Household,
	'referenceTaxIncomes' | 'monthlyResources' | 'aplResources' | 'incomeAlternatives' | 'arrears'
> & {
	/** Resources of the month, known even when the household has not stated them, €. */
	resources: number;
};

/** Families below these resources receive a minimum income; orders of magnitude of ours, €/month. */
function leastResources(drawn: DrawnPersons, children: number): number {
	const adults = drawn.persons.length - children;
	const working = 620 + 300 * (adults - 1) + 190 * children;
	const isRetired = drawn.ages[0]! >= 66;
	if (isRetired) return Math.max(working, drawn.isCouple ? 1590 : 1020);
	return drawn.receivesAah ? Math.max(working, 1010) : working;
}

/** Family benefits by number of children, an order of magnitude of ours, €/month. */
const familyBenefits = (children: number) => (children < 2 ? 0 : 150 + 190 * (children - 2));

/** Poorer than the others, richer, or alike: the two first groups are about as large, so that the shares of all hold. */
function leaning(profile: Profile, drawn: DrawnPersons, dwelling: DwellingRow): 'poorer' | 'richer' | 'alike' {
	if (profile.motive === 'tooExpensive' || profile.motive === 'disability' || dwelling.financing === 'PLAI')
		return 'poorer';
	if (profile.motive === 'closerToWork' || profile.motive === 'jobTransfer' || dwelling.financing === 'PLS')
		return 'richer';
	return drawn.isCouple && profile.ageClass === 40 ? 'richer' : 'alike';
}

/** Draws what the household lives on; `unit` is its place on the scale of incomes. */
export function drawMoney(
	profile: Profile,
	drawn: DrawnPersons,
	dwelling: DwellingRow,
	unit: number,
	today: Day,
	random: Random
): DrawnMoney {
	const other = random.unit();
	const side = leaning(profile, drawn, dwelling);
	const place = side === 'poorer' ? Math.min(unit, other) : side === 'richer' ? Math.max(unit, other) : unit;
	const ceiling = usualPlusCeiling(drawn, dwelling.commune, today);
	const twoYearsAgo = Math.round((percentOfCeiling(place) / 100) * ceiling);
	// One household in eight lost a tenth or more of its income since, one in twenty earns clearly more.
	const change = random.chance(12)
		? 0.55 + 0.35 * random.unit()
		: random.chance(5)
			? 1.1 + 0.2 * random.unit()
			: 0.98 + 0.06 * random.unit();
	const yearAgo = Math.round(twoYearsAgo * change);
	const threeYearsAgo = Math.round(twoYearsAgo * (0.93 + 0.1 * random.unit()));
	const year = Number(today.slice(0, 4));
	const children = childrenOf(profile.kind, drawn.persons.length);
	// The reference tax income is what remains after the deduction of a tenth (CGI art. 83 and 158).
	const earned = yearAgo / 0.9 / 12;
	const resources = Math.round(Math.max(earned + familyBenefits(children), leastResources(drawn, children)));
	const statedOn = addDays(today, -random.between(3, 80));
	const noticeOf = (incomeYear: number, value: number) => ({
		year: incomeYear,
		amount: { value, from: 'staff' as const, on: statedOn }
	});
	const isUnknown = random.chance(situations.incomeUnknown);
	const stated = (value: number): Stated<number> => ({
		value,
		from: random.chance(60) ? 'tenant' : 'staff',
		on: statedOn
	});
	const resourcesUnknown = random.chance(situations.resourcesUnknown);
	// Three households in four gave the notice of the CAF; the aid of the others is estimated from their taxes.
	const gaveNotice = random.chance(75);
	const monthlyResources = resourcesUnknown ? null : stated(resources);
	const aplResources = isUnknown || !gaveNotice ? null : stated(Math.round(yearAgo * (1 + 0.03 * random.unit())));
	const alternatives: IncomeAlternative[] =
		!isUnknown && yearAgo <= 0.9 * twoYearsAgo
			? [{ kind: 'yearBefore', amount: noticeOf(year - 1, yearAgo).amount, hasEvidence: random.chance(80) }]
			: [];
	return {
		resources,
		referenceTaxIncomes: isUnknown
			? []
			: [noticeOf(year - 1, yearAgo), noticeOf(year - 2, twoYearsAgo), noticeOf(year - 3, threeYearsAgo)],
		monthlyResources,
		aplResources,
		incomeAlternatives: alternatives,
		arrears: {
			value: drawArrears(profile.motive, random),
			from: 'landlord',
			on: addDays(today, -random.between(1, 30))
		}
	};
}

function drawArrears(motive: MoveMotive, random: Random): Arrears {
	const { arrearsWithPlanRespected, arrearsWithoutPlan, arrearsWithPlanBroken } = situations;
	// Debts are more frequent where the home is too expensive; the others have a little fewer, so that the shares of all hold.
	const aim = (random.unit() * 100) / (motive === 'tooExpensive' ? 2 : 0.91);
	if (aim >= arrearsWithPlanRespected + arrearsWithoutPlan + arrearsWithPlanBroken) return { amount: 0, plan: 'none' };
	const amount = 150 + Math.round(3200 * random.unit() * random.unit());
	if (aim < arrearsWithPlanRespected) return { amount, plan: 'respected' };
	return { amount, plan: aim < arrearsWithPlanRespected + arrearsWithoutPlan ? 'none' : 'broken' };
}

/** What the present home costs once the aids are taken off, €/month; people know this figure. */
export function residualBillToday(household: Household, lease: LeaseRow, money: DrawnMoney, today: Day): number {
	const month = today.slice(0, 7);
	const base = money.aplResources?.value ?? money.referenceTaxIncomes[0]?.amount.value ?? money.resources * 12 * 0.9;
	const profile = profileOf(household, 1, aplDependants(household.persons, month).least);
	const aid = aidOnScale(
		aidScale(month, { ...profile, annualResources: Math.ceil(base / 100) * 100 }),
		lease.principalRent
	);
	return lease.principalRent + lease.annexRent + lease.charges - aid.rls - aid.net;
}
