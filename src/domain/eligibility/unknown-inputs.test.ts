import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { anyDwelling, anyHousehold, anyNeed, anyRules, orNull } from './any-pair.test-support.ts';
import { compileDwelling, compileHousehold, type CompiledRuleSet } from './compile.ts';
import { explain, type Explained } from './explain.ts';

type Situation = { household: Household; current: Dwelling | null; dwelling: Dwelling; need: Need | null };

const ofHousehold = (changes: Partial<Household>) => (situation: Situation) => ({
	...situation,
	household: { ...situation.household, ...changes }
});
const ofLease = (changes: Partial<Household['lease']>) => (situation: Situation) =>
	ofHousehold({ lease: { ...situation.household.lease, ...changes } })(situation);
const ofDwelling = (changes: Partial<Dwelling>) => (situation: Situation) => ({
	...situation,
	dwelling: { ...situation.dwelling, ...changes }
});

/** Everything a rule reads that may not be known, taken away one at a time. */
const removals: Record<string, (situation: Situation) => Situation> = {
	uniqueNumber: ofHousehold({ uniqueNumber: null }),
	rightOfResidence: ofHousehold({ hasRightOfResidence: null }),
	ownsDwelling: ofHousehold({ ownsSuitableDwelling: null }),
	documents: ofHousehold({ missingDocuments: null }),
	referenceTaxIncome: ofHousehold({ referenceTaxIncomes: [] }),
	monthlyResources: ofHousehold({ monthlyResources: null }),
	// Without the base of the aids the tax income tells it, as an estimate that says so.
	aplResources: ofHousehold({ aplResources: null, referenceTaxIncomes: [], declaredApl: null }),
	arrears: ofHousehold({ arrears: null }),
	priorityGroups: ofHousehold({ priorityGroups: undefined }),
	localCriteria: ofHousehold({ localCriteria: undefined }),
	mainResidence: ofLease({ isMainResidence: null }),
	insurance: ofLease({ isInsured: null }),
	duties: ofLease({ hasDutyBreach: null }),
	disabledOccupantLeft: ofLease({ disabledOccupantLeft: null }),
	currentDwelling: (situation) => ({ ...situation, current: null }),
	reletRent: ofDwelling({ reletRent: null }),
	charges: ofDwelling({ charges: null }),
	presentCharges: ofLease({ charges: null }),
	decency: ofDwelling({ isDecent: null }),
	programme: ofDwelling({ programme: null })
};

const resultsOf = ({ household, current, dwelling, need }: Situation, compiled: CompiledRuleSet) => {
	const h = compileHousehold(household, { current, need }, compiled);
	return explain(h, compileDwelling(dwelling, compiled), compiled).results;
};
const passes = ({ outcome }: Explained) => outcome === 'met' || outcome === 'waived';
/** The bill of a home not checked yet is that of a decent one: OCC-03 says what lacks, and blocks the commission. */
const isAboutBill = ({ rule }: Explained) => ['SOL-01', 'SOL-02', 'OCC-04'].includes(rule);
/** Left to the commission is no fail: the engine computes, shows and takes no side. */
const fails = ({ outcome, effect }: Explained) => outcome === 'notMet' || (outcome === 'toCheck' && effect !== 'CAL');

test.each(Object.keys(removals))(
	'without %s no rule passes that could fail, and none fails that could pass',
	(name) => {
		fc.assert(
			fc.property(
				anyHousehold,
				orNull(anyDwelling),
				anyDwelling,
				anyNeed,
				anyRules,
				(household, current, dwelling, need, compiled) => {
					const known = { household, current, dwelling, need };
					const before = resultsOf(known, compiled);
					for (const [place, after] of resultsOf(removals[name]!(known), compiled).entries()) {
						const { rule, code, outcome } = before[place]!;
						if (name === 'decency' && isAboutBill(after)) continue;
						const said = `${rule}: ${code} known, ${after.code} unknown`;
						if (passes(after)) expect(outcome, said).not.toBe('notMet');
						if (passes(after)) expect(outcome, said).not.toBe('toCheck');
						if (fails(after)) expect(passes(before[place]!), said).toBe(false);
					}
				}
			),
			{ numRuns: 250 }
		);
	}
);

test('a rule that lacks information says which, and who gives it', () => {
	fc.assert(
		fc.property(anyHousehold, orNull(anyDwelling), anyDwelling, anyRules, (household, current, dwelling, compiled) => {
			for (const result of resultsOf({ household, current, dwelling, need: null }, compiled)) {
				if (result.outcome !== 'missing') continue;
				// A ceiling or a zone that no source gives is nobody's to give.
				const places = [dwelling.commune, current?.commune];
				const isUnread =
					places.some((place) => place === '77999' || place === '13055') || result.code === 'INC-01/ceilingUnknown';
				const isSaid = result.remedies.some(({ kind }) => kind === 'provide' || kind === 'setByOrganism');
				expect(isSaid || isUnread || /INC-0[67]/.test(result.rule), result.code).toBe(true);
			}
		})
	);
});
