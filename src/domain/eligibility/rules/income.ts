/** The income of a household, and the ceiling of the home that it would enter. */
import type { Financing } from '../../dwellings/dwelling.ts';
import { ceilingFamilies, incomeCeiling, type CeilingFamily } from '../ceilings.ts';
import { YES, type Pair } from '../facts.ts';
import { incomeYearAt } from '../income.ts';
import type { Figures, Remedy, Threshold } from '../rule.ts';
import { couldBeWaived, hasWaiverInView, isInternal, isWaiverOpen } from './ceiling-waivers.ts';
import { householdRule, pairRule } from './define.ts';
import { composition, missingRent } from './inputs.ts';
import { hasRoomAboveCeiling, quotaAbove } from './programme-quotas.ts';
import { ceilingOf, incomeInput, standing, yearlyCeiling } from './under-ceiling.ts';

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
