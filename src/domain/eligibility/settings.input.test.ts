import { expect, test } from 'vitest';
import { defaultAffordability } from '../affordability/settings.ts';
import { affordabilityInput, charterInput, organismRulesInput } from './settings.input.ts';
import { defaultCharter, defaultOrganismRules } from './settings.ts';

const { territoryId: _territory, version: _version, from: _from, ...charter } = defaultCharter;
const area = {
	id: 'a1',
	basis: 'R441-1-2',
	reference: 'Convention inventée',
	from: '2026-01-01',
	until: '2026-12-31',
	ceilingFactor: 1.3
};
const refusalOf = (changes: object) => charterInput.safeParse({ ...charter, ...changes }).error?.issues[0]?.message;

test('the default charter and the default settings are ones that may be written', () => {
	expect(charterInput.parse(charter)).toEqual(charter);
	expect(affordabilityInput.parse(defaultAffordability)).toEqual(defaultAffordability);
});

test('a charter never changes the effect of a rule of the law', () => {
	expect(refusalOf({ effects: { 'SOL-04': 'BLOCK' } })).toBeUndefined();
	expect(refusalOf({ effects: { 'INC-01': 'WARN' } })).toContain('fixed by law');
});

test('a delegation agreement raises the ceilings by 30 % at most and never sets them aside', () => {
	expect(refusalOf({ derogationAreas: [area] })).toBeUndefined();
	expect(refusalOf({ derogationAreas: [{ ...area, ceilingFactor: 1.31 }] })).toContain('1.3');
	expect(refusalOf({ derogationAreas: [{ ...area, ceilingFactor: null }] })).toContain('1.3');
	expect(refusalOf({ derogationAreas: [{ ...area, basis: 'R441-1-1', ceilingFactor: null }] })).toBeUndefined();
});

test('an area that ends before it starts, or a setting that does not exist, is refused', () => {
	expect(refusalOf({ derogationAreas: [{ ...area, until: '2025-12-31' }] })).toContain('before');
	expect(refusalOf({ extraRoom: 1 })).toBeTruthy();
	expect(affordabilityInput.safeParse({ ...defaultAffordability, effortRateMax: 33 }).success).toBe(false);
});

test('the criteria of an owner count only so many points together, fewer for an organism than for the territory', () => {
	const criteria = (...weights: number[]) =>
		weights.map((weight, place) => ({ code: `c${place}`, labelFr: 'Critère', labelEn: 'Criterion', weight }));
	const ofOrganism = (...weights: number[]) =>
		organismRulesInput.safeParse({ ...defaultOrganismRules, ownCriteria: criteria(...weights) }).error?.issues[0]
			?.message;
	expect(ofOrganism(7, 3)).toBeUndefined();
	expect(ofOrganism(7, 3, 1)).toBe('at most 10 points together');
	expect(ofOrganism(11)).toBe('at most 10 points together');
	expect(refusalOf({ localCriteria: criteria(60, 40) })).toBeUndefined();
	expect(refusalOf({ localCriteria: criteria(60, 41) })).toBe('at most 100 points together');
});
