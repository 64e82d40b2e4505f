import type { Financing } from '../../dwellings/dwelling.ts';
import { ceilingFamilies, ceilingFamilyOf, incomeCeiling, type Ceiling, type CeilingFamily } from '../ceilings.ts';
import { zonesOf, type Zones } from '../../reference/zones.ts';
import { ceilingIndexOf, NO, UNKNOWN, YES, underOccupies, type HouseholdFacts, type Pair } from '../facts.ts';
import { incomeYearAt } from '../income.ts';
import type { Figures, Remedy, Threshold } from '../rule.ts';
import { dwellingRule, householdRule, pairRule } from './define.ts';
import { composition, fromCurrent, fromLease, fromSheet, missingRent, stated } from './inputs.ts';

/** How the household stands under a ceiling. */
type Standing = 'under' | 'over' | 'incomeUnknown' | 'ceilingUnknown' | 'compositionUnclear';

function standing(h: HouseholdFacts, ceilingIndex: number, factor: number): Standing {
	if (ceilingIndex < 0) return 'ceilingUnknown';
	const low = h.ceilingsLow[ceilingIndex]! * factor;
	const high = h.ceilingsHigh[ceilingIndex]! * factor;
	// Only comparisons with unknown figures (NaN) are all false.
	if (h.incomeAmount <= low) return 'under';
	if (h.incomeAmount > high) return 'over';
	if (low !== low || high !== high) return 'ceilingUnknown';
	if (h.incomeAmount !== h.incomeAmount) return 'incomeUnknown';
	// Between two ceilings: those of two categories, or the euro that a recomputed rounding leaves open.
	return h.hasSureCategory ? 'ceilingUnknown' : 'compositionUnclear';
}

/** CCH L.442-3-1 and L.442-3-2: may the ceilings be set aside if the principal rent is lower? */
const hasWaiverInView = ({ h, d }: Pair): boolean =>
	(h.underOccupies === YES || h.keepsAdapted === YES) && !underOccupies(d.rooms, h.roomsForWork, h.persons);

const isInternal = ({ h, d }: Pair): boolean => h.organismId === d.organismId;

/** Between organisms, the charter may leave the ceilings opposable. */
const isWaiverOpen = (pair: Pair): boolean =>
	isInternal(pair) || pair.h.setting.charter.interOrganismWaiver !== 'DENIED';

/** What lacks of the present home, or of its occupant, could set the ceilings aside. */
const couldBeWaived = (pair: Pair): boolean => {
	const { h, d } = pair;
	const isUnknown = h.underOccupies === UNKNOWN || h.keepsAdapted === UNKNOWN;
	const mayBeLower = !(d.reletRent >= h.principalRent);
	return isUnknown && mayBeLower && isWaiverOpen(pair) && !underOccupies(d.rooms, h.roomsForWork, h.persons);
};

// D.331-12: at most 10 % of the dwellings of a PLUS programme may go to households up to 120 % of the ceiling.
const quotaAbove = { share: 0.1, reach: 1.2 };
// D.331-12: at least 30 % of them to households at or under 60 %.
const quotaUnder = { share: 0.3, reach: 0.6 };

const hasRoomAboveCeiling = ({ d }: Pair): boolean => {
	const { programme, financing } = d.source;
	return (
		financing === 'PLUS' && programme != null && programme.above100Percent + 1 <= quotaAbove.share * programme.dwellings
	);
};

/** The ceiling of the pair with its status; null when no source gives it. */
function ceilingOf({ h, d }: Pair): { low: Ceiling; high: Ceiling } | null {
	const { year, charter } = h.setting;
	const low = incomeCeiling(year, d.family, d.zones, h.categories.least, charter.useComputedCeilings);
	const high = incomeCeiling(year, d.family, d.zones, h.categories.most, charter.useComputedCeilings);
	return low && high ? { low, high } : null;
}

function ceilingFigures(pair: Pair): Figures {
	const { h, d } = pair;
	const ceiling = ceilingOf(pair);
	const { income } = h;
	return {
		income: income?.amount ?? null,
		incomeYear: income?.year ?? incomeYearAt(h.setting.on),
		incomeKind: income?.kind ?? null,
		deducted: income?.deducted ?? null,
		ceiling: ceiling?.high.high ?? null,
		ceilingLow: ceiling?.low.low ?? null,
		over: ceiling && income ? Math.max(0, income.amount - ceiling.high.high) : null,
		year: h.setting.year,
		family: d.family,
		financing: d.source.financing,
		category: h.categories.most.category,
		categoryLow: h.categories.least.category,
		persons: h.persons,
		status: ceiling?.high.status ?? null,
		legal: ceiling?.high.legal ?? null,
		zone: d.zones.ceilingZone,
		derogation: d.derogation?.reference ?? null,
		derogationFactor: d.derogation?.ceilingFactor ?? null,
		rentToday: h.principalRent,
		reletRent: d.source.reletRent
	};
}

/** Financings of the same zone whose ceiling the household is under. */
function openFinancings({ h, d }: Pair): Financing[] {
	const { year, charter } = h.setting;
	return ceilingFamilies.filter((family: CeilingFamily) => {
		const ceiling = incomeCeiling(year, family, d.zones, h.categories.least, charter.useComputedCeilings);
		return family !== d.family && ceiling !== null && h.incomeAmount <= ceiling.low;
	});
}

function remediesOver(pair: Pair): Remedy[] {
	const { h, d } = pair;
	const ceiling = ceilingOf(pair)?.low.low ?? null;
	const remedies: Remedy[] = [];
	if (ceiling !== null && h.incomeAmount > ceiling) {
		remedies.push({ kind: 'incomeAtMost', amount: ceiling, lessBy: h.incomeAmount - ceiling });
		const { income } = h;
		if (income?.kind === 'referenceYear') {
			// A fall of 10 % at least, proven, replaces the income of N − 2.
			const tenth = Math.floor(0.9 * (income.amount + income.deducted));
			remedies.push({ kind: 'provenRecentIncomeAtMost', amount: Math.min(tenth, ceiling + income.deducted) });
		}
	}
	if (hasWaiverInView(pair) && isWaiverOpen(pair) && !(d.reletRent < h.principalRent))
		remedies.push({ kind: 'rentBelow', amount: h.principalRent });
	const financings = openFinancings(pair);
	if (financings.length > 0) remedies.push({ kind: 'otherFinancings', financings });
	if (!d.derogation) remedies.push({ kind: 'derogationArea' });
	return remedies;
}

const incomeInput = (h: HouseholdFacts) =>
	h.income
		? { name: 'referenceTaxIncome' as const, value: h.income.amount, from: h.income.from, on: h.income.on }
		: stated('referenceTaxIncome', null);

const yearlyCeiling = ({ high, status }: Ceiling, year: number): Threshold => ({
	value: high,
	unit: 'eurPerYear',
	kind: 'legal',
	isComputed: status === 'computed',
	since: `${year}-01-01`
});

const ceilingThreshold = (pair: Pair): Threshold | null => {
	const ceiling = ceilingOf(pair);
	if (!ceiling) return null;
	return {
		...yearlyCeiling(ceiling.high, pair.h.setting.year),
		isComputed: ceiling.high.status === 'computed' || ceiling.low.status === 'computed'
	};
};

export const underCeiling = pairRule({
	id: 'INC-01',
	owner: 'law',
	source: { text: 'CCH, art. R.441-1 1° ; arrêté du 29 juillet 1987', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['prefect'],
	formula:
		'sum of the RFR of year N−2 ≤ ceiling(financing, zone of the target, category, year of the lease), N the year of the lease',
	defaults:
		'no tolerance; ceilings not found stay unknown unless the territory accepts the recomputed ones («calculé»)',
	cases: {
		under: { kind: 'met' },
		waivedByArea: { kind: 'waived' },
		waivedUnderOccupation: { kind: 'waived' },
		waivedAdapted: { kind: 'waived' },
		underOccupationToDecide: { kind: 'fails', effect: 'CAL' },
		adaptedToDecide: { kind: 'fails', effect: 'CAL' },
		quotaToDecide: { kind: 'fails', effect: 'CAL' },
		over: { kind: 'fails', effect: 'BLOCK' },
		incomeUnknown: { kind: 'missing', effect: 'BLOCK' },
		ceilingUnknown: { kind: 'missing', effect: 'BLOCK' },
		compositionUnclear: { kind: 'missing', effect: 'BLOCK' },
		rentUnknown: { kind: 'missing', effect: 'BLOCK' },
		currentUnknown: { kind: 'missing', effect: 'BLOCK' }
	},
	decide(pair) {
		const { h, d } = pair;
		const plain = standing(h, d.ceilingIndex, 1);
		if (plain === 'under') return 'under';
		if (d.derogation !== null) {
			const { ceilingFactor } = d.derogation;
			if (ceilingFactor === null || standing(h, d.ceilingIndex, ceilingFactor) === 'under') return 'waivedByArea';
		}
		if (hasWaiverInView(pair) && d.reletRent < h.principalRent) {
			const isAdapted = h.underOccupies !== YES;
			const { interOrganismWaiver } = h.setting.charter;
			if (isInternal(pair) || interOrganismWaiver === 'GRANTED')
				return isAdapted ? 'waivedAdapted' : 'waivedUnderOccupation';
			if (interOrganismWaiver === 'CAL') return isAdapted ? 'adaptedToDecide' : 'underOccupationToDecide';
		}
		if (plain === 'over' && hasRoomAboveCeiling(pair) && standing(h, d.ceilingIndex, quotaAbove.reach) === 'under')
			return 'quotaToDecide';
		if (plain !== 'over') return plain;
		// The rent, and the present home, decide whether the ceiling can be opposed at all.
		if (d.reletRent !== d.reletRent && hasWaiverInView(pair) && isWaiverOpen(pair)) return 'rentUnknown';
		return couldBeWaived(pair) ? 'currentUnknown' : 'over';
	},
	figures: ceilingFigures,
	inputs: ({ h }) => [incomeInput(h), composition(h)],
	threshold: ceilingThreshold,
	remedies(pair, name) {
		if (name === 'over') return remediesOver(pair);
		if (name === 'incomeUnknown') return [{ kind: 'provide', input: 'referenceTaxIncome', by: 'tenant' }];
		if (name === 'rentUnknown') return missingRent(pair);
		if (name === 'currentUnknown')
			return [
				{ kind: 'provide', input: 'currentDwelling', by: 'landlord' },
				...missingRent(pair),
				...remediesOver(pair)
			];
		if (name === 'compositionUnclear') return [{ kind: 'provide', input: 'composition', by: 'tenant' }];
		return [];
	}
});

export const incomeRead = householdRule({
	id: 'INC-02',
	owner: 'law',
	source: { text: 'CCH, art. L.441-1 et R.441-1', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'lowest admissible of: RFR of N−2; N−1 or last twelve months if 10 % lower at least, on proof; own income only after separation, death, violence or for a protected person, on proof; EHPAD costs deducted',
	defaults: 'N−2',
	cases: {
		referenceYear: { kind: 'info' },
		recentFall: { kind: 'info' },
		ownIncomeOnly: { kind: 'info' },
		lowerWithoutProof: { kind: 'info' },
		unknown: { kind: 'missing', effect: 'INFO' }
	},
	decide({ income }) {
		if (!income) return 'unknown';
		if (income.hasUnprovenLower) return 'lowerWithoutProof';
		if (income.kind === 'ownIncomeOnly') return 'ownIncomeOnly';
		return income.kind === 'referenceYear' ? 'referenceYear' : 'recentFall';
	},
	figures: ({ income, setting }) => ({
		income: income?.amount ?? null,
		incomeKind: income?.kind ?? null,
		incomeYear: income?.year ?? incomeYearAt(setting.on),
		deducted: income?.deducted ?? null
	}),
	inputs: (h) => [incomeInput(h)],
	remedies: (_, name) =>
		name === 'lowerWithoutProof'
			? [{ kind: 'sendDocuments', codes: ['FI-BA', 'FI-SE'] }]
			: name === 'unknown'
				? [{ kind: 'provide', input: 'referenceTaxIncome', by: 'tenant' }]
				: []
});

export const underOccupant = pairRule({
	id: 'INC-03',
	owner: 'law',
	source: { text: 'CCH, art. L.442-3-1 et L.482-1 ; R.442-3-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'the household under-occupies its home (OCC-01), the target suits its needs, and its principal rent is lower: ceilings not opposable',
	defaults: 'waived inside the organism; left to the commission between organisms',
	cases: {
		open: { kind: 'info' },
		rentNotLower: { kind: 'info' },
		stillTooLarge: { kind: 'info' },
		rentUnknown: { kind: 'missing', effect: 'INFO' },
		currentUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		if (h.underOccupies === UNKNOWN) return 'currentUnknown';
		if (h.underOccupies === NO) return 'notConcerned';
		if (underOccupies(d.rooms, h.roomsForWork, h.persons)) return 'stillTooLarge';
		if (d.reletRent !== d.reletRent) return 'rentUnknown';
		return d.reletRent < h.principalRent ? 'open' : 'rentNotLower';
	},
	figures: ({ h, d }) => ({
		roomsToday: h.current?.rooms ?? null,
		persons: h.persons,
		rentToday: h.principalRent,
		reletRent: d.source.reletRent,
		isInternal: h.organismId === d.organismId ? 'yes' : 'no'
	}),
	inputs: ({ h, d }) => [
		fromCurrent('rooms', h.current?.rooms ?? null, h),
		composition(h),
		fromLease('principalRent', h.principalRent, h),
		fromSheet('reletRent', d.source.reletRent, d)
	],
	remedies(pair, name) {
		const { h } = pair;
		if (name === 'rentNotLower') return [{ kind: 'rentBelow', amount: h.principalRent }];
		if (name === 'stillTooLarge') return [{ kind: 'roomsAtMost', rooms: h.persons + 1 + h.roomsForWork }];
		if (name === 'currentUnknown')
			return [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' }, ...missingRent(pair)];
		return name === 'rentUnknown' ? missingRent(pair) : [];
	}
});

export const adaptedLeft = pairRule({
	id: 'INC-04',
	owner: 'law',
	source: { text: 'CCH, art. L.442-3-2 et L.482-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'the disabled occupant has left the adapted home, and the principal rent of the target is lower: ceilings not opposable',
	defaults: 'as INC-03',
	cases: {
		open: { kind: 'info' },
		rentNotLower: { kind: 'info' },
		rentUnknown: { kind: 'missing', effect: 'INFO' },
		departureUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		if (h.keepsAdapted === UNKNOWN) return 'departureUnknown';
		if (h.keepsAdapted === NO) return 'notConcerned';
		if (d.reletRent !== d.reletRent) return 'rentUnknown';
		return d.reletRent < h.principalRent ? 'open' : 'rentNotLower';
	},
	figures: ({ h, d }) => ({ rentToday: h.principalRent, reletRent: d.source.reletRent }),
	inputs: ({ h, d }) => [
		fromCurrent('accessibility', h.current?.accessibility ?? null, h),
		fromLease('principalRent', h.principalRent, h),
		fromSheet('reletRent', d.source.reletRent, d)
	],
	remedies(pair, name) {
		if (name === 'rentNotLower') return [{ kind: 'rentBelow', amount: pair.h.principalRent }];
		if (name === 'departureUnknown')
			return [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' }, ...missingRent(pair)];
		return name === 'rentUnknown' ? missingRent(pair) : [];
	}
});

export const derogationArea = dwellingRule({
	id: 'INC-05',
	owner: 'territory',
	source: { text: 'CCH, art. R.441-1-1 et R.441-1-2', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['prefect'],
	formula: 'the dwelling is in an area of derogation in force on the day of the lease',
	defaults: 'no area',
	cases: { inArea: { kind: 'info' }, outside: { kind: 'notConcerned' } },
	decide: (d) => (d.derogation ? 'inArea' : 'outside'),
	figures: ({ derogation }) => ({
		reference: derogation?.reference ?? null,
		factor: derogation?.ceilingFactor ?? null,
		until: derogation?.until ?? null
	}),
	inputs: () => []
});

export const programmeQuotas = pairRule({
	id: 'INC-06',
	owner: 'law',
	source: { text: 'CCH, art. D.331-12', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['commission'],
	formula:
		'PLUS programme: at least 30 % of the dwellings to households at or under 60 % of the ceiling; at most 10 % up to 120 %',
	defaults: 'counters kept by programme; without them the quotas are only recalled',
	cases: {
		countsUnder60: { kind: 'info' },
		quotaReached: { kind: 'info' },
		quotaNotReached: { kind: 'fails', effect: 'CAL' },
		countersUnknown: { kind: 'missing', effect: 'INFO' },
		notConcerned: { kind: 'notConcerned' }
	},
	decide({ h, d }) {
		const { financing, programme } = d.source;
		if (financing !== 'PLUS') return 'notConcerned';
		const standsAt60 = standing(h, d.ceilingIndex, quotaUnder.reach);
		if (standsAt60 === 'under') return 'countsUnder60';
		if (programme == null || standsAt60 !== 'over') return 'countersUnknown';
		return programme.upTo60Percent < quotaUnder.share * programme.dwellings ? 'quotaNotReached' : 'quotaReached';
	},
	figures: (pair) => {
		const { programme } = pair.d.source;
		const ceiling = ceilingOf(pair)?.low.low ?? null;
		return {
			share: ceiling === null || !pair.h.income ? null : pair.h.income.amount / ceiling,
			dwellings: programme?.dwellings ?? null,
			upTo60: programme?.upTo60Percent ?? null,
			above100: programme?.above100Percent ?? null
		};
	},
	inputs: ({ h, d }) => [incomeInput(h), fromSheet('programme', d.source.programme?.id ?? null, d)],
	remedies({ h, d }, name) {
		if (name !== 'countersUnknown') return [];
		return [
			...(h.income ? [] : [{ kind: 'provide', input: 'referenceTaxIncome', by: 'tenant' } as const]),
			...(h.hasSureCategory ? [] : [{ kind: 'provide', input: 'composition', by: 'tenant' } as const]),
			...(d.source.programme ? [] : [{ kind: 'provide', input: 'programme', by: 'landlord' } as const])
		];
	}
});

// L.441-3: a supplement is due from 20 % above the ceiling. F31601 (2020): 150 % of the PLS ceiling, two years running.
const surchargeFrom = 1.2;
const lossFrom = 1.5;
const lossZones: readonly (string | null)[] = ['A_bis', 'A', 'B1'];

/** The right to stay ends after two years running: was the income above the year before too? Null: not known. */
function isAboveLossTheYearBefore({ source, categories, setting }: HouseholdFacts, zones: Zones): boolean | null {
	const year = setting.year - 1;
	const income = source.referenceTaxIncomes.find((one) => one.year === incomeYearAt(`${year}-01-01`));
	const ceiling = incomeCeiling(year, 'PLS', zones, categories.least, setting.charter.useComputedCeilings);
	return income && ceiling ? income.amount.value > lossFrom * ceiling.low : null;
}

export const surcharge = householdRule({
	id: 'INC-07',
	owner: 'law',
	source: { text: 'CCH, art. L.441-3', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula:
		'income > 120 % of the ceiling of the present home, outside a priority quarter: supplement; > 150 % of the PLS ceiling two years running in zones A bis, A and B1: the lease ends',
	defaults: 'a motive for exchange, no effect',
	cases: {
		none: { kind: 'info' },
		supplement: { kind: 'info' },
		lossOfRight: { kind: 'info' },
		unknown: { kind: 'missing', effect: 'INFO' }
	},
	decide(h) {
		const { current, currentCeilingIndex: index } = h;
		if (!current || index < 0) return 'unknown';
		const ceiling = h.ceilingsLow[index]!;
		const zones = zonesOf(current.commune);
		const pls = h.ceilingsLow[ceilingIndexOf('PLS', zones)]!;
		if (ceiling !== ceiling || h.incomeAmount !== h.incomeAmount) return 'unknown';
		if (h.incomeAmount > lossFrom * pls && lossZones.includes(zones.abcZone)) {
			const yearBefore = isAboveLossTheYearBefore(h, zones);
			if (yearBefore !== false) return yearBefore === null ? 'unknown' : 'lossOfRight';
		}
		return h.incomeAmount > surchargeFrom * ceiling && !current.isInPriorityQuarter ? 'supplement' : 'none';
	},
	figures: (h) => {
		const ceiling = h.currentCeilingIndex < 0 ? NaN : h.ceilingsLow[h.currentCeilingIndex]!;
		return {
			income: h.income?.amount ?? null,
			ceiling: Number.isNaN(ceiling) ? null : ceiling,
			share: h.income && !Number.isNaN(ceiling) ? h.income.amount / ceiling : null
		};
	},
	inputs: (h) => [incomeInput(h), fromCurrent('currentDwelling', h.current?.financing ?? null, h)],
	threshold(h) {
		const { current, setting } = h;
		if (!current) return null;
		const family = ceilingFamilyOf(current.financing);
		const { useComputedCeilings } = setting.charter;
		const zones = zonesOf(current.commune);
		const ceiling = incomeCeiling(setting.year, family, zones, h.categories.least, useComputedCeilings);
		return ceiling && { ...yearlyCeiling(ceiling, setting.year), value: surchargeFrom * ceiling.low };
	}
});
