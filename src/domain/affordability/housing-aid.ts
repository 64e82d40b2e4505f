/**
 * The housing benefit of a tenant (APL, or AL when the dwelling is let without an agreement) and the solidarity rent
 * reduction (RLS). CCH D.823-16, D.823-17, L.442-2-1, L.832-3; arrêtés of 27 September 2019 and 27 February 2018.
 */
import { aidFiguresAt, byHousehold, bySix, type AidFigures, type AplZone, type Month } from './parameters.ts';
import { halfToEven, roundTo, toCents, toCentsInSingle, wholeEuros } from './rounding.ts';

export const aidKinds = ['APL', 'AL'] as const;
export type AidKind = (typeof aidKinds)[number];

/**
 * legal: the text of the code, roundings included; shown to people. openfisca: what the reference engine
 * OpenFisca-France 176.0.7 returns; kept to compare. Never mixed.
 */
export const aidModes = ['legal', 'openfisca'] as const;
export type AidMode = (typeof aidModes)[number];

/** What fixes the aid of a household in a zone, whatever the rent. */
export type AidProfile = {
	zone: AplZone;
	/** Married, PACS or cohabiting. */
	couple: boolean;
	/** Dependants in the sense of the APL (R.823-4), not of the ceilings. */
	dependants: number;
	/** Resources base, €/year, rounded up to the next hundred. */
	annualResources: number;
	aid: AidKind;
	sharedFlat?: boolean;
	room?: boolean;
	/** Room of an elderly or disabled adult hosted against payment. */
	hostedRoom?: boolean;
	furnished?: boolean;
	/** AAH of a holder or partner, or AEEH: no reduction for a dear rent. */
	aahOrAeeh?: boolean;
	/** Solidarity rent reduction already known, €/month; computed when absent. */
	rls?: number;
	/** False when the landlord is neither an HLM body nor a SEM: no RLS. True when absent. */
	rlsApplies?: boolean;
};

/** Everything about a profile that does not depend on the rent. */
export type AidScale = {
	mode: AidMode;
	aid: AidKind;
	figures: AidFigures;
	/** Lmax, €/month. */
	rentCeiling: number;
	/** Forfait charges C, €/month. */
	charges: number;
	/** TF. */
	familyRate: number;
	referenceRent: number;
	/** R0, €/year. */
	flatAllowance: number;
	/** Rp, €/year. */
	resourcesAfterAllowance: number;
	/** Rents from which the aid falls, then stops; infinite when no reduction applies. */
	reducedFrom: number;
	zeroFrom: number;
	/** €/month. */
	rls: number;
	rlsResourceCeiling: number | null;
	/** Part of the rent kept before anything else (furnished dwellings, reference engine only). */
	rentShare: number;
	/** What is paid from the ceiling to the rent where the reduction begins: it no longer depends on the rent. */
	netAtCeiling: number;
};

/** The aid of a dwelling, with every intermediate figure; €/month unless said otherwise. */
export type HousingAid = {
	mode: AidMode;
	aid: AidKind;
	month: Month;
	rentCeiling: number;
	rentRetained: number;
	charges: number;
	/** P0. */
	minimumParticipation: number;
	/** TF and TL, fractions. */
	familyRate: number;
	rentRate: number;
	/** R0 and Rp, €/year. */
	flatAllowance: number;
	resourcesAfterAllowance: number;
	/** Pp. */
	participation: number;
	afterFlatReduction: number;
	/** Before the RLS is deducted and before the CRDS. */
	gross: number;
	grossAfterRls: number;
	rls: number;
	crds: number;
	/** Paid to the landlord. */
	net: number;
};

/**
 * The solidarity rent reduction: the landlord takes it off the rent even when no APL is due.
 * @returns €/month, and the monthly resources under which it is due (strictly); null ceiling before 2018.
 */
export function solidarityRentReduction(
	figures: AidFigures,
	household: Pick<AidProfile, 'zone' | 'couple' | 'dependants' | 'annualResources'>
): { amount: number; resourceCeiling: number | null } {
	const table = figures.zones[household.zone].rls;
	if (!table) return { amount: 0, resourceCeiling: null };
	const resourceCeiling = bySix(table.ceiling, household.couple, household.dependants);
	const isDue = household.annualResources / 12 < resourceCeiling;
	return {
		amount: isDue ? toCents(byHousehold(table.amount, household.couple, household.dependants)) : 0,
		resourceCeiling
	};
}

/** Prepares the aid of a household in a zone: what follows only depends on the rent. */
export function aidScale(month: Month, profile: AidProfile, mode: AidMode = 'legal'): AidScale {
	const figures = aidFiguresAt(month);
	const { zone, couple, dependants, aid } = profile;
	const zoneFigures = figures.zones[zone];
	const rentCeiling = toCents(ceilingOf(figures, profile));
	const charges = toCents(
		profile.sharedFlat
			? (couple ? figures.sharedFlatCharges.couple : figures.sharedFlatCharges.single) +
					dependants * figures.sharedFlatCharges.perDependant
			: figures.charges.base + dependants * figures.charges.perDependant
	);
	const degressivity = profile.aahOrAeeh ? null : zoneFigures.degressivity;
	const timesCeiling = (factor: number): number =>
		mode === 'openfisca' ? toCentsInSingle(rentCeiling, factor) : toCents(factor * rentCeiling);
	const flatAllowance = bySix(figures.flatAllowance, couple, dependants);
	const reduction = solidarityRentReduction(figures, profile);
	const rlsIsPossible = aid === 'APL' && profile.rlsApplies !== false;
	const scale = {
		mode,
		aid,
		figures,
		rentCeiling,
		charges,
		familyRate: Math.max(0, roundTo(bySix(figures.familyRate, couple, dependants), 6)),
		referenceRent: byHousehold(figures.referenceRent, couple, dependants),
		flatAllowance,
		resourcesAfterAllowance: Math.max(0, profile.annualResources - flatAllowance),
		reducedFrom: degressivity ? timesCeiling(degressivity.start) : Infinity,
		zeroFrom: degressivity ? timesCeiling(degressivity.zero) : Infinity,
		rls: profile.rls ?? (rlsIsPossible ? reduction.amount : 0),
		rlsResourceCeiling: reduction.resourceCeiling,
		rentShare: mode === 'openfisca' && profile.furnished && (aid === 'AL' || profile.room) ? 2 / 3 : 1,
		netAtCeiling: 0
	};
	scale.netAtCeiling = netFor(scale, rentCeiling);
	return scale;
}

function ceilingOf(figures: AidFigures, profile: AidProfile): number {
	const table = figures.zones[profile.zone].rentCeiling;
	// Arrêté, art. 8: a room follows the ceiling of a person alone, whoever lives in it.
	if (profile.hostedRoom) return table.single * figures.hostedRoomCoefficient;
	if (profile.room) return table.single * figures.roomCoefficient;
	const ceiling = byHousehold(table, profile.couple, profile.dependants);
	return profile.sharedFlat ? ceiling * figures.sharedFlatCoefficient : ceiling;
}

const rentUsed = (scale: AidScale, rent: number): number =>
	scale.mode === 'openfisca' ? halfToEven(rent) * scale.rentShare : rent;

function minimumParticipation(scale: AidScale, retained: number): number {
	const { rate, floor } = scale.figures.minimumParticipation;
	const amount = Math.max(rate * (retained + scale.charges), floor);
	return scale.mode === 'legal' ? toCents(amount) : amount;
}

/** TL: grows with the rent beside the zone 2 ceiling (arrêté, art. 14 2°). */
function rentRate(scale: AidScale, retained: number): number {
	const { t1, t2, below, middle, above } = scale.figures.rentRate;
	const ratio = retained / scale.referenceRent;
	// The text rounds the ratio to two decimals of a percentage and the rate to three.
	const rl = scale.mode === 'legal' ? roundTo(ratio, 4) : ratio;
	const rate = below * Math.min(rl, t1) + middle * between(rl, t1, t2) + above * Math.max(0, rl - t2);
	return scale.mode === 'legal' ? roundTo(rate, 5) : rate;
}

const between = (value: number, low: number, high: number): number => Math.max(0, Math.min(value, high) - low);

function participation(scale: AidScale, retained: number): number {
	const rates = scale.familyRate + rentRate(scale, retained);
	const amount = minimumParticipation(scale, retained) + rates * scale.resourcesAfterAllowance;
	return scale.mode === 'legal' ? toCents(amount) : amount;
}

/** Af, then the reduction for a dear rent (art. 10) and the flat reduction (art. 11). */
function afterReductions(scale: AidScale, rent: number, retained: number, personal: number): number {
	const formula = Math.max(0, retained + scale.charges - personal);
	// The reference engine tests the least amount paid here, the text at the very end.
	if (scale.mode === 'openfisca' && formula < scale.figures.minimumPayment[scale.aid]) return 0;
	const reduced =
		rent <= scale.reducedFrom
			? formula
			: rent >= scale.zeroFrom
				? 0
				: formula * (1 - (rent - scale.reducedFrom) / (scale.zeroFrom - scale.reducedFrom));
	return Math.max(0, toCents(toCents(reduced) - scale.figures.flatReduction));
}

/** From the amount after reductions to what is paid: CRDS, whole euros, RLS, least amount. */
function payment(scale: AidScale, amount: number): { gross: number; afterRls: number; net: number; crds: number } {
	const { crdsRate, rlsShare, minimumPayment } = scale.figures;
	const taken = rlsShare * scale.rls;
	if (scale.mode === 'openfisca') {
		const afterRls = Math.max(0, amount - taken);
		const net = toCents(afterRls * (1 - crdsRate));
		return { gross: amount, afterRls, net, crds: toCents(afterRls - net) };
	}
	const crds = toCents(amount * crdsRate);
	const wholeNet = wholeEuros(amount - crds);
	const gross = toCents(wholeNet + crds);
	const afterRls = toCents(Math.max(0, gross - taken));
	if (afterRls < minimumPayment[scale.aid]) return { gross, afterRls: 0, net: 0, crds: 0 };
	if (scale.rls === 0) return { gross, afterRls, net: wholeNet, crds };
	// The texts read do not say whether the amount is rounded again after the RLS: kept to the cent.
	const net = toCents(afterRls * (1 - crdsRate));
	return { gross, afterRls, net, crds: toCents(afterRls - net) };
}

/** The aid for a rent (principal rent, annexes and charges excluded, €/month) on a prepared scale. */
export function aidOnScale(scale: AidScale, monthlyRent: number): HousingAid {
	const rent = rentUsed(scale, monthlyRent);
	const retained = Math.min(rent, scale.rentCeiling);
	const personal = participation(scale, retained);
	const amount = afterReductions(scale, rent, retained, personal);
	const { gross, afterRls, net, crds } = payment(scale, amount);
	return {
		mode: scale.mode,
		aid: scale.aid,
		month: scale.figures.month,
		rentCeiling: scale.rentCeiling,
		rentRetained: retained,
		charges: scale.charges,
		minimumParticipation: minimumParticipation(scale, retained),
		familyRate: scale.familyRate,
		rentRate: rentRate(scale, retained),
		flatAllowance: scale.flatAllowance,
		resourcesAfterAllowance: scale.resourcesAfterAllowance,
		participation: personal,
		afterFlatReduction: amount,
		gross,
		grossAfterRls: afterRls,
		rls: scale.rls,
		crds,
		net
	};
}

/** The aid of a household for a rent in a month; €/month. */
export const housingAid = (
	month: Month,
	profile: AidProfile,
	monthlyRent: number,
	mode: AidMode = 'legal'
): HousingAid => aidOnScale(aidScale(month, profile, mode), monthlyRent);

/** Only the amount paid, without building the detail: for verdicts counted by the million. */
export function netAid(scale: AidScale, monthlyRent: number): number {
	const rent = rentUsed(scale, monthlyRent);
	if (rent >= scale.rentCeiling && rent <= scale.reducedFrom) return scale.netAtCeiling;
	return netFor(scale, rent);
}

function netFor(scale: AidScale, rent: number): number {
	const retained = Math.min(rent, scale.rentCeiling);
	return netAfter(scale, afterReductions(scale, rent, retained, participation(scale, retained)));
}

function netAfter(scale: AidScale, amount: number): number {
	if (scale.mode === 'openfisca') return payment(scale, amount).net;
	const { crdsRate, rlsShare, minimumPayment } = scale.figures;
	const crds = toCents(amount * crdsRate);
	const wholeNet = wholeEuros(amount - crds);
	const afterRls = toCents(Math.max(0, toCents(wholeNet + crds) - rlsShare * scale.rls));
	if (afterRls < minimumPayment[scale.aid]) return 0;
	return scale.rls === 0 ? wholeNet : toCents(afterRls * (1 - crdsRate));
}

/** What the CAF pays from a gross amount that is known, once the RLS is deducted (L.832-3); €/month. */
export const netFromGross = (month: Month, gross: number, rls: number): number => {
	const { crdsRate, rlsShare } = aidFiguresAt(month);
	return toCents(Math.max(0, gross - rlsShare * rls) * (1 - crdsRate));
};
