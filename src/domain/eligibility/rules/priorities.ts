import { daysBetween, type Day } from '../../calendar.ts';
import { zonesOf } from '../../reference/zones.ts';
import type { HouseholdFacts, Pair } from '../facts.ts';
import { criteriaFor, reviewOf, type ReviewedCriterion } from '../local-criteria.ts';
import { dwellingRule, householdRule, pairRule } from './define.ts';
import { checked, fromLease, fromSheet, stated } from './inputs.ts';

/** Groups recognised on file, and the one the sheets themselves show: a minor in a home too small or not decent. */
const groupsOf = ({ source, hasMinorBadlyHoused }: HouseholdFacts): string[] => {
	const recognised = source.priorityGroups ?? [];
	return hasMinorBadlyHoused && !recognised.includes('minorInOvercrowdedOrIndecentHousing')
		? [...recognised, 'minorInOvercrowdedOrIndecentHousing']
		: recognised;
};

export const priorityGroups = householdRule({
	id: 'PRI-01',
	owner: 'law',
	source: { text: 'CCH, art. L.441-1 (liste d’octobre 2020)', grade: 'sheet' },
	from: '2020-10-01',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'the household belongs to a priority group of the law',
	defaults: 'ranking weight, local; groups added after 2020 were not read',
	cases: {
		inGroup: { kind: 'info' },
		none: { kind: 'notConcerned' },
		notReviewed: { kind: 'missing', effect: 'INFO' }
	},
	decide: (h) => (groupsOf(h).length > 0 ? 'inGroup' : h.source.priorityGroups ? 'none' : 'notReviewed'),
	figures: (h) => ({ groups: groupsOf(h), count: groupsOf(h).length }),
	inputs: (h) => [checked('priorityGroups', h.source.priorityGroups?.length ?? null)],
	remedies: (_, name) => (name === 'notReviewed' ? [{ kind: 'provide', input: 'priorityGroups', by: 'staff' }] : [])
});

export const dalo = householdRule({
	id: 'PRI-02',
	owner: 'law',
	source: { text: 'CCH, art. R.441-3 et R.441-16-3', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'the household holds a favourable DALO decision',
	defaults: 'the exchange proposal is not a DALO offer unless the landlord writes so; the CAL may examine it alone',
	cases: { holder: { kind: 'info' }, none: { kind: 'notConcerned' } },
	decide: ({ source }) => (source.hasDalo ? 'holder' : 'none'),
	figures: () => ({}),
	inputs: ({ source }) => [checked('priorityGroups', source.hasDalo)]
});

const criteriaOf = ({ h, d }: Pair): ReviewedCriterion[] =>
	reviewOf(criteriaFor(h.setting.charter, d.organismId, d.settings), h.source.localCriteria);

const met = (pair: Pair) => criteriaOf(pair).filter(({ check }) => check?.isMet);
const notReviewed = (pair: Pair) => criteriaOf(pair).filter(({ check }) => check === null);

export const localCriteria = pairRule({
	id: 'PRI-03',
	owner: 'territory',
	source: { text: 'CCH, art. R.441-9 IV ; charte du territoire ; orientations de l’organisme', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['territory', 'organism'],
	formula:
		'the household meets criteria of the territory (accord collectif, convention intercommunale), or of the organism of the dwelling (its orientations)',
	defaults: 'no criterion; one that staff have not reviewed counts for nothing',
	cases: { meets: { kind: 'info' }, none: { kind: 'notConcerned' }, notReviewed: { kind: 'missing', effect: 'INFO' } },
	decide: (pair) => (met(pair).length > 0 ? 'meets' : notReviewed(pair).length > 0 ? 'notReviewed' : 'none'),
	figures: (pair) => ({
		codes: met(pair).map(({ code }) => code),
		labelsFr: met(pair).map(({ labelFr }) => labelFr),
		labelsEn: met(pair).map(({ labelEn }) => labelEn),
		weight: met(pair).reduce((sum, { weight }) => sum + weight, 0),
		notReviewedFr: notReviewed(pair).map(({ labelFr }) => labelFr),
		notReviewedEn: notReviewed(pair).map(({ labelEn }) => labelEn)
	}),
	inputs: (pair) => [
		{
			name: 'localCriteria',
			value: met(pair).length > 0 || notReviewed(pair).length === 0 ? met(pair).length : null,
			from: 'staff',
			on: lastCheck(criteriaOf(pair))
		}
	],
	remedies: (_, name) => (name === 'notReviewed' ? [{ kind: 'provide', input: 'localCriteria', by: 'staff' }] : [])
});

const lastCheck = (criteria: readonly ReviewedCriterion[]): Day | null =>
	criteria.reduce<Day | null>((last, { check }) => (check && (!last || check.on > last) ? check.on : last), null);

const daysInMonth = 365.25 / 12;

function seniority({ source, current, setting }: HouseholdFacts): { months: number; abnormal: number | null } | null {
	if (!source.uniqueNumber) return null;
	const days = daysBetween(source.uniqueNumber.firstDepositedOn, setting.on);
	const department = current ? zonesOf(current.commune).department : null;
	const delay = setting.charter.abnormalDelays.find((entry) => entry.department === department);
	return { months: Math.floor(Math.max(0, days) / daysInMonth), abnormal: delay?.months ?? null };
}

export const waiting = householdRule({
	id: 'PRI-04',
	owner: 'law',
	source: { text: 'CCH, art. L.441-1, L.441-1-4 et R.441-2-7', grade: 'text' },
	from: null,
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: 'time since the first deposit of the demand, kept through renewals and mergers',
	defaults: 'abnormally long delay: order of the prefect, by department; not shipped',
	cases: { counted: { kind: 'info' }, abnormallyLong: { kind: 'info' }, unknown: { kind: 'missing', effect: 'INFO' } },
	decide(h) {
		const waited = seniority(h);
		if (!waited) return 'unknown';
		return waited.abnormal !== null && waited.months > waited.abnormal ? 'abnormallyLong' : 'counted';
	},
	figures: (h) => ({
		months: seniority(h)?.months ?? null,
		abnormalMonths: seniority(h)?.abnormal ?? null,
		since: h.source.uniqueNumber?.firstDepositedOn ?? null
	}),
	inputs: (h) => [fromLease('uniqueNumber', h.source.uniqueNumber?.firstDepositedOn ?? null, h)],
	remedies: (_, name) => (name === 'unknown' ? [{ kind: 'provide', input: 'uniqueNumber', by: 'tenant' }] : [])
});

export const score = householdRule({
	id: 'PRI-05',
	owner: 'territory',
	source: { text: 'Cotation de l’EPCI (loi ELAN)', grade: 'web' },
	from: '2018-11-23',
	isEffectLocal: false,
	waivableBy: ['territory'],
	formula: 'score given by the cotation of the EPCI, stored as received',
	defaults: 'none; never computed here',
	cases: { known: { kind: 'info' }, none: { kind: 'notConcerned' } },
	decide: ({ source }) => (source.externalScore ? 'known' : 'none'),
	figures: ({ source }) => ({ score: source.externalScore?.value ?? null }),
	inputs: ({ source }) => [stated('score', source.externalScore)]
});

export const balance = dwellingRule({
	id: 'PRI-06',
	owner: 'law',
	source: { text: 'CCH, art. L.441-1, al. 23 à 25', grade: 'text' },
	from: '2017-01-27',
	isEffectLocal: false,
	waivableBy: ['nobody'],
	formula: '25 % of the attributions outside priority quarters to the first quartile of incomes or to rehousing',
	defaults: 'reporting only; the quartile is a yearly figure the territory fills',
	cases: { outsideQuarter: { kind: 'info' }, insideQuarter: { kind: 'info' } },
	decide: ({ source }) => (source.isInPriorityQuarter ? 'insideQuarter' : 'outsideQuarter'),
	figures: ({ setting }) => ({
		quartile: setting.charter.firstQuartile?.amount ?? null,
		quartileYear: setting.charter.firstQuartile?.year ?? null
	}),
	inputs: (d) => [fromSheet('targetDwelling', d.source.isInPriorityQuarter, d)]
});
