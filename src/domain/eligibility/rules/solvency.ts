import { effortRate } from '../../affordability/effort.ts';
import { toCents } from '../../affordability/rounding.ts';
import { residualAtRent, type HouseholdFacts, type Pair } from '../facts.ts';
import type { Figures, Input, Remedy } from '../rule.ts';
import { householdRule, pairRule } from './define.ts';
import { composition, fromLease, fromSheet, missingBill, stated } from './inputs.ts';

const cents = (value: number): number | null => (Number.isNaN(value) ? null : toCents(value));

const unitsOf = ({ h, d }: Pair): number => h.units[d.unitsIndex]!;

/** €/month: amounts closer than this are the same, whatever dividing by 2.2 units loses. */
const ROUNDING = 1e-6;

/** €/month and by unit; NaN when the bill or the resources are unknown. */
const allowance = (pair: Pair): number => (pair.h.monthlyResources - pair.residual) / unitsOf(pair);

function means({ h, d, residual }: Pair): Figures {
	return {
		residual: cents(residual),
		resources: cents(h.monthlyResources),
		residualToday: cents(h.residualToday),
		difference: cents(residual - h.residualToday),
		reletRent: d.source.reletRent,
		isEstimated: h.resources && h.resources.basis !== 'cafNotice' ? 'yes' : 'no'
	};
}

const meansInputs = ({ h, d }: Pair): Input[] => [
	stated('monthlyResources', h.source.monthlyResources),
	stated('aplResources', h.resources?.stated, h.resources?.value ?? null),
	fromSheet('reletRent', d.source.reletRent, d),
	fromSheet('charges', d.source.charges, d)
];

/** What the bill after the move lacks, and what it is compared with. */
const missingMeans = (pair: Pair): Remedy[] => [
	...missingBill(pair),
	...(Number.isNaN(pair.h.monthlyResources)
		? [{ kind: 'provide', input: 'monthlyResources', by: 'tenant' } as const]
		: [])
];

/** The highest re-letting rent, in whole euros, that leaves a bill of at most `bill`; null when none does. */
function rentForBill(pair: Pair, bill: number): number | null {
	const { h, d } = pair;
	if (residualAtRent(h, d, 0) > bill) return null;
	let low = 0;
	let high = Math.floor(d.reletRent);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (residualAtRent(h, d, middle) <= bill) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** What brings the bill down to an amount: a lower rent, or more resources for the same aids. */
function remediesForBill(pair: Pair, bill: number, resources: number): Remedy[] {
	const rent = rentForBill(pair, bill);
	return [
		...(rent === null ? [] : [{ kind: 'reletRentAtMost' as const, amount: rent }]),
		{ kind: 'resourcesAtLeast', amount: Math.ceil(resources - ROUNDING) }
	];
}

export const effort = pairRule({
	id: 'SOL-01',
	owner: 'organism',
	source: { text: 'Arrêté du 10 mars 2011 (CCH, art. R.441-3-1)', grade: 'text' },
	from: '2011-03-10',
	isEffectLocal: true,
	waivableBy: ['commission'],
	formula:
		'(principal rent + annexes + recoverable charges − RLS − APL or AL of the target) ÷ monthly resources of the persons of the household ≤ repère of the organism',
	defaults: 'repère 33 % (usage 30 % to 33 %), warning; never a block by default, never the sole ground',
	cases: {
		within: { kind: 'met' },
		above: { kind: 'fails', effect: 'WARN' },
		noResources: { kind: 'fails', effect: 'WARN' },
		unknown: { kind: 'missing', effect: 'WARN' }
	},
	decide({ h, d, residual }) {
		if (h.monthlyResources === 0) return 'noResources';
		const beyond = residual - d.settings.effortRateMax * h.monthlyResources;
		if (beyond <= ROUNDING) return 'within';
		return beyond !== beyond ? 'unknown' : 'above';
	},
	figures: (pair) => ({
		...means(pair),
		rate: Number.isNaN(pair.residual) ? null : effortRate(pair.residual, cents(pair.h.monthlyResources)),
		max: pair.d.settings.effortRateMax
	}),
	inputs: meansInputs,
	threshold: ({ d, h }) => ({
		value: d.settings.effortRateMax,
		unit: 'fraction',
		kind: 'local',
		isComputed: false,
		since: h.setting.rules.organisms[d.organismId]?.from ?? null
	}),
	remedies(pair, name) {
		if (name === 'unknown') return missingMeans(pair);
		if (name !== 'above') return [];
		const { effortRateMax } = pair.d.settings;
		return remediesForBill(pair, effortRateMax * pair.h.monthlyResources, pair.residual / effortRateMax);
	}
});

export const livingAllowance = pairRule({
	id: 'SOL-02',
	owner: 'organism',
	source: { text: 'Usage des organismes ; unités de consommation : INSEE', grade: 'usage' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['commission'],
	formula: '(monthly resources − residual bill) ÷ consumption units (or persons) ≥ least amount of the organism',
	defaults: 'no amount shipped: the organism must set one; commission',
	cases: {
		enough: { kind: 'met' },
		low: { kind: 'fails', effect: 'CAL' },
		noThreshold: { kind: 'info' },
		unknown: { kind: 'missing', effect: 'WARN' }
	},
	decide(pair) {
		const { allowanceMin } = pair.d;
		if (allowanceMin !== allowanceMin) return 'noThreshold';
		const left = allowance(pair);
		if (left >= allowanceMin - ROUNDING) return 'enough';
		return left !== left ? 'unknown' : 'low';
	},
	figures: (pair) => ({
		...means(pair),
		perUnit: cents(allowance(pair)),
		perUnitAndDay: cents(allowance(pair) / 30),
		units: unitsOf(pair),
		divisor: pair.d.settings.livingAllowanceDivisor,
		min: cents(pair.d.allowanceMin),
		minAsSet: pair.d.settings.livingAllowanceMin,
		per: pair.d.settings.livingAllowancePer
	}),
	inputs: (pair) => [...meansInputs(pair), composition(pair.h)],
	threshold: ({ d, h }) =>
		d.settings.livingAllowanceMin === null
			? null
			: {
					value: d.settings.livingAllowanceMin,
					unit: d.settings.livingAllowancePer === 'DAY' ? 'eurPerDay' : 'eurPerMonth',
					kind: 'local',
					isComputed: false,
					since: h.setting.rules.organisms[d.organismId]?.from ?? null
				},
	remedies(pair, name) {
		if (name === 'unknown') return missingMeans(pair);
		if (name === 'noThreshold')
			return [{ kind: 'setByOrganism', setting: 'livingAllowanceMin' }, ...missingMeans(pair)];
		if (name !== 'low') return [];
		const needed = pair.d.allowanceMin * unitsOf(pair);
		return remediesForBill(pair, pair.h.monthlyResources - needed, pair.residual + needed);
	}
});

export const beforeAndAfter = pairRule({
	id: 'SOL-03',
	owner: 'law',
	source: { text: 'CCH, art. L.442-3-1 et L.442-3-2 (loyer inférieur)', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'residual bill of the target − residual bill of today, at the re-letting rent',
	defaults: 'shown; a missing re-letting rent is said, not guessed',
	cases: {
		cheaper: { kind: 'info' },
		same: { kind: 'info' },
		dearer: { kind: 'info' },
		rentUnknown: { kind: 'missing', effect: 'WARN' },
		unknown: { kind: 'missing', effect: 'INFO' }
	},
	decide({ h, d, residual }) {
		if (d.reletRent !== d.reletRent) return 'rentUnknown';
		const difference = residual - h.residualToday;
		if (difference !== difference) return 'unknown';
		if (difference > -0.5 && difference < 0.5) return 'same';
		return difference < 0 ? 'cheaper' : 'dearer';
	},
	figures: means,
	inputs: (pair) => [...meansInputs(pair), fromLease('principalRent', pair.h.principalRent, pair.h)],
	remedies: (pair, name) =>
		name === 'rentUnknown' || name === 'unknown'
			? [
					...missingBill(pair),
					...(pair.h.current ? [] : [{ kind: 'provide', input: 'currentDwelling', by: 'landlord' } as const]),
					...(pair.h.source.lease.charges === null
						? [{ kind: 'provide', input: 'presentCharges', by: 'landlord' } as const]
						: [])
				]
			: []
});

export const arrears = householdRule({
	id: 'SOL-04',
	owner: 'organism',
	source: { text: 'Usage des organismes ; aucune condition légale lue', grade: 'web' },
	from: null,
	isEffectLocal: true,
	waivableBy: ['organism', 'commission'],
	formula: 'no rent debt',
	defaults: 'warning with a plan that is respected, commission without one; never a block by default',
	cases: {
		none: { kind: 'met' },
		planRespected: { kind: 'fails', effect: 'WARN' },
		noPlan: { kind: 'fails', effect: 'CAL' },
		unknown: { kind: 'missing', effect: 'WARN' }
	},
	decide({ source: { arrears: debt } }) {
		if (!debt) return 'unknown';
		if (debt.value.amount <= 0) return 'none';
		return debt.value.plan === 'respected' ? 'planRespected' : 'noPlan';
	},
	figures: ({ source }) => ({
		amount: source.arrears?.value.amount ?? null,
		plan: source.arrears?.value.plan ?? null
	}),
	inputs: ({ source }) => [stated('arrears', source.arrears, source.arrears?.value.amount ?? null)],
	remedies({ source }, name) {
		if (name === 'unknown') return [{ kind: 'provide', input: 'arrears', by: 'landlord' }];
		if (name === 'none') return [];
		const pay: Remedy = { kind: 'payArrears', amount: source.arrears?.value.amount ?? 0 };
		return name === 'noPlan' ? [pay, { kind: 'followPlan' }] : [pay];
	}
});

/** What is against the lease, the gravest first. */
const breachesOf = ({ source: { lease } }: HouseholdFacts) => [
	...(lease.hasLitigation ? (['litigation'] as const) : []),
	...(lease.noticeGiven ? (['notice'] as const) : []),
	...(lease.hasDutyBreach ? (['breach'] as const) : [])
];

const isInOrder = ({ isInsured, hasDutyBreach }: HouseholdFacts['source']['lease']): boolean =>
	isInsured === true && hasDutyBreach != null;

export const leaseDuties = householdRule({
	id: 'SOL-05',
	owner: 'territory',
	source: { text: 'Règle de la bourse, d’après les plateformes existantes', grade: 'web' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['organism'],
	formula: 'home insured, home kept up, no sub-letting; no litigation for nuisance pending; no notice given',
	defaults: 'litigation or notice given: no entry in the exchange; the rest warns',
	cases: {
		kept: { kind: 'met' },
		litigation: { kind: 'fails', effect: 'BLOCK' },
		notice: { kind: 'fails', effect: 'BLOCK' },
		breach: { kind: 'fails', effect: 'WARN' },
		notInsured: { kind: 'fails', effect: 'WARN' },
		unknown: { kind: 'missing', effect: 'WARN' }
	},
	decide(h) {
		const { lease } = h.source;
		if (lease.hasLitigation) return 'litigation';
		if (lease.noticeGiven) return 'notice';
		if (lease.hasDutyBreach) return 'breach';
		if (lease.isInsured === false) return 'notInsured';
		return isInOrder(lease) ? 'kept' : 'unknown';
	},
	figures: () => ({}),
	inputs: (h) => [fromLease('lease', breachesOf(h)[0] ?? (h.source.lease.isInsured == null ? null : 'inOrder'), h)],
	// Each is needed: what blocks may hide what only warns.
	remedies: (h) => [
		...breachesOf(h).map((what): Remedy => ({ kind: 'endOf', what })),
		...(isInOrder(h.source.lease) ? [] : [{ kind: 'provide', input: 'lease', by: 'tenant' } as const])
	]
});
