import { ceilingFamilyOf, incomeCeiling } from '../ceilings.ts';
import { zonesOf, type Zones } from '../../reference/zones.ts';
import { ceilingIndexOf, type HouseholdFacts } from '../facts.ts';
import { incomeYearAt } from '../income.ts';
import { householdRule } from './define.ts';
import { fromCurrent } from './inputs.ts';
import { incomeInput, yearlyCeiling } from './under-ceiling.ts';

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
