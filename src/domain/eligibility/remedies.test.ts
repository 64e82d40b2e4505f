import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { aDwelling, aHousehold } from '../../../tests/factories/housing.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { Household, Stated } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { anyDwelling, anyHousehold, anyNeed, anyRuleSet, anyStage, on, orNull } from './any-pair.test-support.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { explain, type Explained } from './explain.ts';
import type { InputName, Remedy, Stage } from './rule.ts';
import { aRuleSet, defaultOrganismRules, type RuleSet } from './settings.ts';

// Each remedy of each rule is done and judged again: long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

type Situation = {
	household: Household;
	current: Dwelling | null;
	dwelling: Dwelling;
	need: Need | null;
	rules: RuleSet;
	stage: Stage;
};

const resultsOf = ({ household, current, dwelling, need, rules, stage }: Situation): Explained[] => {
	const compiled = compileRuleSet(rules, on, stage);
	const h = compileHousehold(household, { current, need }, compiled);
	return explain(h, compileDwelling(dwelling, compiled), compiled).results;
};

const said = <T>(value: T): Stated<T> => ({ value, from: 'staff', on });
const inOrder = aHousehold();

/** The situation once somebody has given what lacked. */
function provide(input: InputName, situation: Situation): Situation {
	const { household, dwelling } = situation;
	const known = (changes: Partial<Household>) => ({ ...situation, household: { ...household, ...changes } });
	const sheet = (changes: Partial<Dwelling>) => ({ ...situation, dwelling: { ...dwelling, ...changes } });
	const lease = (changes: Partial<Household['lease']>) => known({ lease: { ...household.lease, ...changes } });
	switch (input) {
		case 'uniqueNumber':
			return known({ uniqueNumber: inOrder.uniqueNumber, hasNoUniqueNumber: false });
		case 'rightOfResidence':
			return known({ hasRightOfResidence: true });
		case 'ownsDwelling':
			return known({ ownsSuitableDwelling: false });
		case 'documents':
			return known({ missingDocuments: [] });
		case 'referenceTaxIncome':
			return known({ referenceTaxIncomes: inOrder.referenceTaxIncomes });
		case 'monthlyResources':
			return known({ monthlyResources: said(2_000) });
		case 'aplResources':
			return known({ aplResources: said(20_000) });
		case 'arrears':
			return known({ arrears: inOrder.arrears });
		case 'priorityGroups':
			return known({ priorityGroups: [] });
		case 'composition':
			return known({
				persons: household.persons.map((person) => ({
					...person,
					isCeilingDependant: person.role === 'child',
					...(person.custody && { custody: 'full' as const })
				}))
			});
		case 'localCriteria':
			return known({
				localCriteria: ['key-worker', 'carer'].flatMap((code) =>
					[null, 'organism-1'].map((organismId) => ({
						...{ organismId, code, isMet: true, proof: 'document' as const },
						...{ on, by: null }
					}))
				)
			});
		case 'mainResidence':
			return lease({ isMainResidence: true });
		case 'lease':
			return lease({ isInsured: true, hasDutyBreach: household.lease.hasDutyBreach ?? false });
		case 'currentDwelling':
			return {
				...lease({ disabledOccupantLeft: false }),
				current: situation.current ?? aDwelling({ id: 'dwelling-1' })
			};
		case 'reletRent':
			return sheet({ reletRent: 400 });
		case 'charges':
			return sheet({ charges: 120 });
		case 'presentCharges':
			return lease({ charges: 120 });
		case 'decency':
			return sheet({ isDecent: true });
		case 'programme':
			return sheet({ programme: { id: 'p', dwellings: 40, upTo60Percent: 20, above100Percent: 0 } });
		default:
			throw new Error(`No rule asks for ${input}`);
	}
}

/** The situation once what a remedy says is done, to the euro. */
function applied(remedy: Remedy, situation: Situation): Situation {
	const { household, dwelling, rules } = situation;
	const known = (changes: Partial<Household>) => ({ ...situation, household: { ...household, ...changes } });
	const lease = (changes: Partial<Household['lease']>) => known({ lease: { ...household.lease, ...changes } });
	const sheet = (changes: Partial<Dwelling>) => ({ ...situation, dwelling: { ...dwelling, ...changes } });
	const wish = (changes: Partial<Need>) => ({ ...situation, need: { ...situation.need!, ...changes } });
	switch (remedy.kind) {
		case 'provide':
			return provide(remedy.input, situation);
		case 'renewBefore':
			return known({ uniqueNumber: { ...household.uniqueNumber!, validUntil: '2027-06-01' } });
		case 'incomeAtMost':
			return known({ referenceTaxIncomes: [{ year: 2024, amount: said(remedy.amount) }] });
		case 'provenRecentIncomeAtMost':
			return known({
				incomeAlternatives: [{ kind: 'lastTwelveMonths', amount: said(remedy.amount), hasEvidence: true }]
			});
		case 'rentBelow':
			return sheet({ reletRent: remedy.amount - 0.01 });
		case 'reletRentAtMost':
			return sheet({ reletRent: remedy.amount });
		case 'resourcesAtLeast':
			return known({ monthlyResources: said(remedy.amount) });
		case 'otherFinancings':
			return sheet({ financing: remedy.financings[0]! });
		case 'areaAtLeast':
			return sheet({ area: remedy.squareMetres });
		case 'roomsAtMost':
			return sheet({ rooms: remedy.rooms });
		case 'payArrears':
			return known({ arrears: said({ amount: household.arrears!.value.amount - remedy.amount, plan: 'none' }) });
		case 'followPlan':
			return known({ arrears: said({ ...household.arrears!.value, plan: 'respected' }) });
		case 'endOf':
			return lease(
				{
					litigation: { hasLitigation: false },
					notice: { noticeGiven: false },
					breach: { hasDutyBreach: false }
				}[remedy.what]
			);
		case 'reserverAgreement':
			return sheet({ reservation: { ...dwelling.reservation, agreementRecorded: true } });
		case 'sendDocuments':
			return known({ missingDocuments: household.missingDocuments!.filter((code) => !remedy.codes.includes(code)) });
		case 'derogationArea': {
			const area = {
				...{ id: 'a', reference: 'a', basis: 'R441-1-1' as const, from: on, until: on },
				...{ communes: [dwelling.commune], estates: [], dwellings: [], ceilingFactor: null }
			};
			return { ...situation, rules: aRuleSet({ ...rules.charter, derogationAreas: [area] }, rules.organisms) };
		}
		case 'setByOrganism': {
			const { organismId } = dwelling;
			const decided = { ...defaultOrganismRules, ...rules.organisms[organismId], livingAllowanceMin: 1 };
			return {
				...situation,
				rules: aRuleSet(
					{ ...rules.charter, triennialReviewCommunes: [] },
					{ ...rules.organisms, [organismId]: { ...decided, organismId, version: '2', from: on } }
				)
			};
		}
		case 'widenNeed': {
			const { need } = situation;
			if (remedy.field === 'commune') return wish({ communes: [...need!.communes, String(remedy.to)] });
			const to = Number(remedy.to);
			if (remedy.field === 'area') return wish({ minArea: to });
			if (remedy.field === 'floor') return wish({ maxFloorWithoutLift: to });
			if (remedy.field === 'bill') return wish({ maxResidualBill: to });
			return wish({ minRooms: Math.min(need!.minRooms, to), maxRooms: Math.max(need!.maxRooms, to) });
		}
	}
}

/** Needed together: each lifts its own part of what stands in the way. The others lift it alone. */
const isNeededWithOthers = ({ kind }: Remedy) =>
	kind === 'provide' || kind === 'setByOrganism' || kind === 'endOf' || kind === 'widenNeed';

/** Ways out that leave the move to a person instead of barring it, and say so. */
const opensToJudgement = ({ kind }: Remedy) => kind === 'rentBelow' || kind === 'followPlan';

const gravity = ({ outcome, effect }: Explained): number =>
	outcome === 'notMet' ? 3 : outcome !== 'toCheck' ? 0 : effect === 'CAL' ? 2 : 1;

const anySituation: fc.Arbitrary<Situation> = fc
	.record({
		household: anyHousehold,
		current: orNull(anyDwelling),
		// A place whose zones and ceilings are read: nobody can give what no source says.
		dwelling: anyDwelling.map((dwelling) => ({ ...dwelling, commune: '95127' })),
		need: anyNeed,
		rules: anyRuleSet,
		stage: anyStage
	})
	.map((situation) => ({
		...situation,
		current: situation.current && { ...situation.current, commune: '95127' }
	}));

const stillThere = (rule: Explained['rule'], situation: Situation) =>
	resultsOf(situation).find((result) => result.rule === rule)!;

/** What a rule answers once everything it asks for, one time after the other, was given. */
function answerAsked(rule: Explained['rule'], situation: Situation): Explained['outcome'] {
	let told = situation;
	for (let times = 0; times < 3; times++)
		told = stillThere(rule, told)
			.remedies.filter(isNeededWithOthers)
			.reduce((done, one) => applied(one, done), told);
	return stillThere(rule, told).outcome;
}

describe('what would make a rule pass', () => {
	test('makes it pass once it is done', () => {
		const met = new Map<Remedy['kind'], number>();
		fc.assert(
			fc.property(anySituation, (situation) => {
				for (const before of resultsOf(situation)) {
					const { rule, code, remedies } = before;
					const together = remedies.filter(isNeededWithOthers);
					const ways = [
						...(together.length > 0 ? [together] : []),
						...remedies.filter((one) => !isNeededWithOthers(one)).map((one) => [one])
					];
					for (const way of ways) {
						const after = stillThere(
							rule,
							way.reduce((done, remedy) => applied(remedy, done), situation)
						);
						const story = `${code}, then ${way.map(({ kind }) => kind).join(' and ')}: ${after.code}`;
						for (const { kind } of way) met.set(kind, (met.get(kind) ?? 0) + 1);
						expect(after.code, story).not.toBe(code);
						if (gravity(before) === 0) {
							// One information may call for another: given as often as asked, they end in an answer.
							if (way === together) expect(answerAsked(rule, situation), story).not.toBe('missing');
						} else if (way.some(opensToJudgement)) expect(gravity(after), story).toBeLessThanOrEqual(gravity(before));
						else expect(gravity(after), story).toBe(0);
					}
				}
			}),
			{ numRuns: 300 }
		);
		// Every kind of way out was walked, but those of a territory already open.
		expect([...met.keys()].sort()).toEqual([
			'areaAtLeast',
			'derogationArea',
			'endOf',
			'followPlan',
			'incomeAtMost',
			'otherFinancings',
			'payArrears',
			'provenRecentIncomeAtMost',
			'provide',
			'reletRentAtMost',
			'renewBefore',
			'rentBelow',
			'reserverAgreement',
			'resourcesAtLeast',
			'roomsAtMost',
			'sendDocuments',
			'setByOrganism',
			'widenNeed'
		]);
	});
});
