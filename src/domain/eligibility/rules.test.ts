import { describe, expect, test } from 'vitest';
import { aChild, aDwelling, aHousehold, aNeed, anAdult } from '../../../tests/factories/housing.ts';
import type { Dwelling } from '../dwellings/dwelling.ts';
import type { CriterionCheck, Household, IncomeAlternative, Stated } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import type { CaseCode } from './catalogue.ts';
import { compileDwelling, compileHousehold, compileRuleSet } from './compile.ts';
import { explain, type Explained } from './explain.ts';
import type { Outcome, Stage } from './rule.ts';
import type { RuleId } from './rule-ids.ts';
import {
	aRuleSet,
	defaultCharter,
	defaultOrganismRules,
	type OrganismSettings,
	type TerritoryCharter
} from './settings.ts';

type Situation = {
	household?: Partial<Household>;
	lease?: Partial<Household['lease']>;
	dwelling?: Partial<Dwelling>;
	current?: Partial<Dwelling> | null;
	need?: Need;
	charter?: Partial<TerritoryCharter>;
	organism?: Partial<OrganismSettings>;
	stage?: Stage;
	on?: string;
};

const known = <T>(value: T): Stated<T> => ({ value, from: 'staff', on: '2026-01-01' });
const income = (value: number) => [{ year: 2024, amount: known(value) }];

function answers({ household, lease, dwelling, current = {}, need, charter, organism, stage, on }: Situation) {
	const settings: OrganismSettings = {
		...defaultOrganismRules,
		organismId: 'organism-1',
		version: '1',
		from: '2026-01-01',
		...organism
	};
	const rules = aRuleSet({ ...defaultCharter, ...charter }, { 'organism-1': settings });
	const compiled = compileRuleSet(rules, on ?? '2026-06-01', stage ?? 'matching');
	const base = aHousehold();
	const h = compileHousehold(
		{ ...base, ...household, lease: { ...base.lease, ...lease } },
		{ current: current && aDwelling({ id: 'dwelling-1', ...current }), need: need ?? null },
		compiled
	);
	return explain(h, compileDwelling(aDwelling(dwelling), compiled), compiled);
}

function answerOf(rule: RuleId, situation: Situation): Explained {
	return answers(situation).results.find((result) => result.rule === rule)!;
}

const keyWorker = { code: 'key-worker', labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: 2 };
const checked = (changes: Partial<CriterionCheck>): CriterionCheck => ({
	organismId: null,
	code: 'key-worker',
	isMet: true,
	proof: 'attestation',
	on: '2026-03-02',
	by: null,
	...changes
});

const alone = { persons: [anAdult()], isCouple: false };

test.each<[string, Situation, CaseCode, Outcome]>([
	['a number on record', {}, 'ADM-01/registered', 'met'],
	['no number known, while matching', { household: { uniqueNumber: null } }, 'ADM-01/unknown', 'missing'],
	[
		'no number at all, while matching',
		{ household: { uniqueNumber: null, hasNoUniqueNumber: true } },
		'ADM-01/none',
		'toCheck'
	],
	[
		'no number at all, before the CAL',
		{ household: { uniqueNumber: null, hasNoUniqueNumber: true }, stage: 'cal' },
		'ADM-01/none',
		'notMet'
	],
	['a demand that ends in 20 days', { on: '2027-01-12' }, 'ADM-02/endsSoon', 'toCheck'],
	['a demand that ends in 30 days', { on: '2027-01-02' }, 'ADM-02/valid', 'met'],
	['a demand on its last day', { on: '2027-02-01' }, 'ADM-02/endsSoon', 'toCheck'],
	['a demand of the day before', { on: '2027-02-02' }, 'ADM-02/expired', 'notMet'],
	['no right of residence', { household: { hasRightOfResidence: false } }, 'ADM-03/irregular', 'notMet'],
	['a right of residence not checked', { household: { hasRightOfResidence: null } }, 'ADM-03/unknown', 'missing'],
	['a second home', { lease: { isMainResidence: false } }, 'ADM-04/notMain', 'toCheck'],
	['the owner of a suitable home', { household: { ownsSuitableDwelling: true } }, 'ADM-05/owner', 'toCheck'],
	[
		'a document missing, while matching',
		{ household: { missingDocuments: ['FI-AV'] } },
		'ADM-06/incomplete',
		'toCheck'
	],
	[
		'a document missing, before the CAL',
		{ household: { missingDocuments: ['FI-AV'] }, stage: 'cal' },
		'ADM-06/incomplete',
		'notMet'
	]
])('admission: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['on the ceiling', { household: { referenceTaxIncomes: income(57_930) } }, 'INC-01/under', 'met'],
	['one euro above', { household: { referenceTaxIncomes: income(57_931) } }, 'INC-01/over', 'notMet'],
	[
		'an income of another year',
		{ household: { referenceTaxIncomes: [{ year: 2023, amount: known(9_000) }] } },
		'INC-01/incomeUnknown',
		'missing'
	],
	[
		'an older financing, under the PLUS ceiling',
		{ dwelling: { financing: 'HLM_BEFORE_1977' }, household: { referenceTaxIncomes: income(57_930) } },
		'INC-01/under',
		'met'
	],
	['a PLAI of 2026, ceiling unknown', { dwelling: { financing: 'PLAI' } }, 'INC-01/ceilingUnknown', 'missing'],
	[
		'a PLAI of 2026, computed ceiling accepted',
		{ dwelling: { financing: 'PLAI' }, charter: { useComputedCeilings: true } },
		'INC-01/under',
		'met'
	],
	[
		'a lease signed in 2024 for a PLAI',
		{
			dwelling: { financing: 'PLAI' },
			on: '2024-06-01',
			household: { referenceTaxIncomes: [{ year: 2022, amount: known(20_000) }] }
		},
		'INC-01/under',
		'met'
	],
	[
		'a grown-up child whose tax notice decides',
		{
			household: {
				persons: [anAdult(), aChild({ birthDate: '2007-01-01' })],
				isCouple: false,
				referenceTaxIncomes: income(45_000)
			}
		},
		'INC-01/compositionUnclear',
		'missing'
	],
	[
		'the same child, an income under both ceilings',
		{
			household: {
				persons: [anAdult(), aChild({ birthDate: '2007-01-01' })],
				isCouple: false,
				referenceTaxIncomes: income(40_000)
			}
		},
		'INC-01/under',
		'met'
	]
])('ceiling: %s', (_, situation, code, outcome) => {
	expect(answerOf('INC-01', situation)).toMatchObject({ code, outcome });
});

const underOccupant = { ...alone, referenceTaxIncomes: income(90_000) };
const cheaper = { rooms: 2, area: 45, reletRent: 400 };

test.each<[string, Situation, CaseCode, Outcome]>([
	[
		'to a cheaper suitable home of the same organism',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: cheaper },
		'INC-01/waivedUnderOccupation',
		'waived'
	],
	[
		'the same for the same rent',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, reletRent: 560 } },
		'INC-01/over',
		'notMet'
	],
	[
		'the rent not said',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, reletRent: null } },
		'INC-01/rentUnknown',
		'missing'
	],
	[
		'to a home still too large',
		{ household: underOccupant, current: { rooms: 4 }, dwelling: { ...cheaper, rooms: 3 } },
		'INC-01/over',
		'notMet'
	],
	[
		'two rooms for one person is not under-occupation',
		{ household: underOccupant, current: { rooms: 2 }, dwelling: cheaper },
		'INC-01/over',
		'notMet'
	],
	[
		'a room used for a profession is not counted',
		{ household: { ...underOccupant, roomsForWork: 1 }, current: { rooms: 3 }, dwelling: cheaper },
		'INC-01/over',
		'notMet'
	],
	[
		'to another organism',
		{ household: underOccupant, current: { rooms: 3 }, dwelling: { ...cheaper, organismId: 'organism-2' } },
		'INC-01/underOccupationToDecide',
		'toCheck'
	],
	[
		'to another organism, agreed by the territory',
		{
			household: underOccupant,
			current: { rooms: 3 },
			dwelling: { ...cheaper, organismId: 'organism-2' },
			charter: { interOrganismWaiver: 'GRANTED' }
		},
		'INC-01/waivedUnderOccupation',
		'waived'
	],
	[
		'to another organism, refused by the territory',
		{
			household: underOccupant,
			current: { rooms: 3 },
			dwelling: { ...cheaper, organismId: 'organism-2' },
			charter: { interOrganismWaiver: 'DENIED' }
		},
		'INC-01/over',
		'notMet'
	],
	[
		'an adapted home left by its disabled occupant',
		{
			household: underOccupant,
			current: { rooms: 2, accessibility: 'adapted' },
			lease: { disabledOccupantLeft: true },
			dwelling: cheaper
		},
		'INC-01/waivedAdapted',
		'waived'
	],
	[
		'an adapted home still needed',
		{
			household: underOccupant,
			current: { rooms: 2, accessibility: 'adapted' },
			lease: { disabledOccupantLeft: false },
			dwelling: cheaper
		},
		'INC-01/over',
		'notMet'
	]
])('ceilings set aside: %s', (_, situation, code, outcome) => {
	expect(answerOf('INC-01', situation)).toMatchObject({ code, outcome });
});

const area = {
	id: 'a1',
	basis: 'R441-1-1' as const,
	reference: 'Arrêté préfectoral inventé',
	from: '2026-01-01',
	until: '2026-12-31',
	communes: ['95127'],
	estates: [],
	dwellings: []
};

test.each<[string, number | null, number, string, CaseCode]>([
	['raised by a fifth, income inside', 1.2, 69_000, '2026-12-31', 'INC-01/waivedByArea'],
	['raised by a fifth, income beyond', 1.2, 70_000, '2026-12-31', 'INC-01/over'],
	['not opposable at all', null, 200_000, '2026-12-31', 'INC-01/waivedByArea'],
	['the order has ended', null, 200_000, '2026-05-31', 'INC-01/over']
])('derogation area: %s', (_, ceilingFactor, amount, until, code) => {
	const situation = {
		household: { referenceTaxIncomes: income(amount) },
		charter: { derogationAreas: [{ ...area, until, ceilingFactor }] }
	};
	expect(answerOf('INC-01', situation).code).toBe(code);
});

test('the euro that a recomputed rounding leaves open is not decided', () => {
	const paris = { financing: 'PLAI' as const, commune: '75056' };
	const family = { persons: [anAdult(), anAdult({ role: 'partner' }), aChild()] };
	const charter = { useComputedCeilings: true };
	const at = (amount: number) =>
		answerOf('INC-01', { household: { ...family, referenceTaxIncomes: income(amount) }, dwelling: paris, charter })
			.code;
	expect([31_642, 31_643, 31_644].map(at)).toEqual(['INC-01/under', 'INC-01/ceilingUnknown', 'INC-01/over']);
});

test('a PLUS programme may take a tenth of households up to 120 %, the commission decides', () => {
	const household = { referenceTaxIncomes: income(60_000) };
	const programme = { id: 'p', dwellings: 40, upTo60Percent: 20, above100Percent: 3 };
	expect(answerOf('INC-01', { household, dwelling: { programme } }).code).toBe('INC-01/quotaToDecide');
	expect(answerOf('INC-01', { household, dwelling: { programme: { ...programme, above100Percent: 4 } } }).code).toBe(
		'INC-01/over'
	);
	expect(answerOf('INC-06', { household, dwelling: { programme: { ...programme, upTo60Percent: 11 } } })).toMatchObject(
		{
			code: 'INC-06/quotaNotReached',
			outcome: 'toCheck'
		}
	);
});

const alternative = (kind: IncomeAlternative['kind'], value: number, hasEvidence = true): IncomeAlternative => ({
	kind,
	amount: known(value),
	hasEvidence
});

test.each<[string, IncomeAlternative[], CaseCode, number]>([
	['nothing else stated', [], 'INC-02/referenceYear', 30_000],
	['last twelve months 10 % lower, proven', [alternative('lastTwelveMonths', 27_000)], 'INC-02/recentFall', 27_000],
	['last twelve months 9 % lower', [alternative('lastTwelveMonths', 27_300)], 'INC-02/referenceYear', 30_000],
	['lower without its document', [alternative('lastTwelveMonths', 20_000, false)], 'INC-02/lowerWithoutProof', 30_000],
	['own income after a separation', [alternative('ownIncomeOnly', 29_000)], 'INC-02/ownIncomeOnly', 29_000],
	[
		'the lowest of two',
		[alternative('yearBefore', 25_000), alternative('ownIncomeOnly', 22_000)],
		'INC-02/ownIncomeOnly',
		22_000
	]
])('income read: %s', (_, incomeAlternatives, code, amount) => {
	const answer = answerOf('INC-02', { household: { referenceTaxIncomes: income(30_000), incomeAlternatives } });
	expect(answer.code).toBe(code);
	expect(answer.figures.income).toBe(amount);
});

test('the costs of an EHPAD are deducted, up to the yearly limit', () => {
	const answer = answerOf('INC-02', { household: { referenceTaxIncomes: income(30_000), ehpadCosts: known(14_000) } });
	expect(answer.figures.income).toBe(20_000);
});

test('the remedies of an income above the ceiling are computed on the pair', () => {
	const { remedies } = answerOf('INC-01', { household: { referenceTaxIncomes: income(60_000) } });
	expect(remedies).toContainEqual({ kind: 'incomeAtMost', amount: 57_930, lessBy: 2_070 });
	expect(remedies).toContainEqual({ kind: 'provenRecentIncomeAtMost', amount: 54_000 });
	expect(remedies).toContainEqual({ kind: 'otherFinancings', financings: ['PLS'] });
});

test.each<[string, number, CaseCode]>([
	['at 120 % of the ceiling', 69_516, 'INC-07/none'],
	['above 120 %', 69_517, 'INC-07/supplement'],
	['above 150 % of the PLS', 112_964, 'INC-07/lossOfRight']
])('supplement: %s', (_, amount, code) => {
	const referenceTaxIncomes = [...income(amount), { year: 2023, amount: known(amount) }];
	expect(answerOf('INC-07', { household: { referenceTaxIncomes } }).code).toBe(code);
});

test('the effort rate is compared with the repère of the organism of the target', () => {
	expect(answerOf('SOL-01', {})).toMatchObject({ code: 'SOL-01/within', outcome: 'met' });
	const strict = answerOf('SOL-01', { organism: { effortRateMax: 0.2 } });
	expect(strict).toMatchObject({ code: 'SOL-01/above', outcome: 'toCheck', threshold: { value: 0.2, kind: 'local' } });
	const rent = strict.remedies.find((remedy) => remedy.kind === 'reletRentAtMost')!;
	const passing = answerOf('SOL-01', { organism: { effortRateMax: 0.2 }, dwelling: { reletRent: rent.amount } });
	expect(passing.code).toBe('SOL-01/within');
	const next = answerOf('SOL-01', { organism: { effortRateMax: 0.2 }, dwelling: { reletRent: rent.amount + 2 } });
	expect(next.code).toBe('SOL-01/above');
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['no resources', { household: { monthlyResources: known(0) } }, 'SOL-01/noResources', 'toCheck'],
	['resources unknown', { household: { monthlyResources: null } }, 'SOL-01/unknown', 'missing'],
	['re-letting rent unknown', { dwelling: { reletRent: null } }, 'SOL-03/rentUnknown', 'missing'],
	['no threshold of reste à vivre', {}, 'SOL-02/noThreshold', 'info'],
	['enough to live on', { organism: { livingAllowanceMin: 20 } }, 'SOL-02/enough', 'met'],
	['too little to live on', { organism: { livingAllowanceMin: 30 } }, 'SOL-02/low', 'toCheck'],
	[
		'enough by month and person',
		{ organism: { livingAllowanceMin: 390, livingAllowancePer: 'MONTH', livingAllowanceDivisor: 'PERSONS' } },
		'SOL-02/enough',
		'met'
	],
	['a cheaper home', {}, 'SOL-03/cheaper', 'info'],
	['a dearer home', { dwelling: { reletRent: 700 } }, 'SOL-03/dearer', 'info'],
	[
		'a debt with a plan that is kept',
		{ household: { arrears: known({ amount: 300, plan: 'respected' as const }) } },
		'SOL-04/planRespected',
		'toCheck'
	],
	[
		'a debt without a plan',
		{ household: { arrears: known({ amount: 300, plan: 'broken' as const }) } },
		'SOL-04/noPlan',
		'toCheck'
	],
	['a litigation pending', { lease: { hasLitigation: true } }, 'SOL-05/litigation', 'notMet'],
	['notice given', { lease: { noticeGiven: true } }, 'SOL-05/notice', 'notMet'],
	['insurance not shown', { lease: { isInsured: false } }, 'SOL-05/notInsured', 'toCheck']
])('solvency: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test('a territory may harden a local rule, never a rule of the law', () => {
	const charter = { effects: { 'SOL-04': 'BLOCK' as const, 'ADM-05': 'BLOCK' as const } };
	const household = { arrears: known({ amount: 300, plan: 'none' as const }), ownsSuitableDwelling: true };
	expect(answerOf('SOL-04', { household, charter }).outcome).toBe('notMet');
	expect(answerOf('ADM-05', { household, charter }).outcome).toBe('toCheck');
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['two rooms for one person', { household: alone, dwelling: { rooms: 2 } }, 'OCC-01/fits', 'met'],
	['three rooms for one person', { household: alone, dwelling: { rooms: 3 } }, 'OCC-01/tooLarge', 'toCheck'],
	[
		'three rooms for a parent whose child visits',
		{ household: { persons: [anAdult(), aChild({ custody: 'visiting' })], isCouple: false }, dwelling: { rooms: 3 } },
		'OCC-01/fits',
		'met'
	],
	[
		'one more room accepted by the territory',
		{ household: alone, dwelling: { rooms: 3 }, charter: { extraRooms: 1 } },
		'OCC-01/fits',
		'met'
	],
	['34 m² for four', { dwelling: { area: 34 } }, 'OCC-02/largeEnough', 'met'],
	['33.9 m² for four', { dwelling: { area: 33.9 } }, 'OCC-02/tooSmall', 'notMet'],
	['9 m² for one', { household: alone, dwelling: { area: 9, rooms: 1 } }, 'OCC-02/largeEnough', 'met'],
	['a home that is not decent', { dwelling: { isDecent: false } }, 'OCC-03/notDecent', 'notMet'],
	['a home whose decency is not confirmed', { dwelling: { isDecent: null } }, 'OCC-03/unknown', 'missing'],
	['what was asked for', { need: aNeed() }, 'OCC-04/fits', 'met'],
	[
		'another commune and a higher floor',
		{ need: aNeed({ communes: ['95500'], maxFloorWithoutLift: 0 }), dwelling: { hasLift: false } },
		'OCC-04/gaps',
		'toCheck'
	],
	[
		'a budget that cannot be checked',
		{ need: aNeed({ maxResidualBill: 500 }), dwelling: { reletRent: null } },
		'OCC-04/billUnknown',
		'missing'
	],
	[
		'a lift needed, fourth floor without',
		{ household: { accessNeeds: ['lift'] }, dwelling: { floor: 4, hasLift: false } },
		'OCC-05/unmetNeeds',
		'toCheck'
	],
	['an adapted home without need', { dwelling: { accessibility: 'adapted' } }, 'OCC-05/adaptedWithoutNeed', 'toCheck'],
	[
		'an adapted home for a wheelchair',
		{
			household: { accessNeeds: ['wheelchair', 'stepFree', 'adaptedBathroom'] },
			dwelling: { accessibility: 'adapted' }
		},
		'OCC-05/suits',
		'met'
	]
])('occupancy: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test('the gaps with the need are named, and what would close each is told', () => {
	const answer = answerOf('OCC-04', { need: aNeed({ communes: ['95500'], maxRooms: 3, maxResidualBill: 300 }) });
	expect(answer.figures.gaps).toEqual(['commune', 'moreRooms', 'bill']);
	expect(answer.remedies).toContainEqual({ kind: 'widenNeed', field: 'moreRooms', to: 4 });
	expect(answer.remedies).toContainEqual({ kind: 'widenNeed', field: 'commune', to: '95127' });
});

const reserved = (kind: 'flow' | 'identified', agreementRecorded = false) => ({
	reservation: { kind, reserver: 'État', agreementRecorded }
});

test.each<[string, Situation, CaseCode, Outcome]>([
	['identified for a reserver', { dwelling: reserved('identified') }, 'RES-01/identified', 'notMet'],
	['identified, the reserver agreed', { dwelling: reserved('identified', true) }, 'RES-01/agreed', 'met'],
	['in flow, inside the organism', { dwelling: reserved('flow') }, 'RES-01/flowInternal', 'info'],
	[
		'in flow, between organisms',
		{ dwelling: { ...reserved('flow'), organismId: 'organism-2' } },
		'RES-01/flowBetweenOrganisms',
		'toCheck'
	],
	[
		'in flow, agreed by the territory',
		{ dwelling: { ...reserved('flow'), organismId: 'organism-2' }, charter: { interOrganismReservation: 'AGREED' } },
		'RES-01/flowAgreed',
		'info'
	],
	['a lease of 1948', { lease: { kind: 'law1948' } }, 'EXC-02/leaseExcluded', 'notMet'],
	[
		'a shared tenancy the territory accepts',
		{ lease: { kind: 'shared' }, charter: { excludedLeases: [] } },
		'EXC-02/allowed',
		'met'
	],
	['a home to be demolished', { current: { blockers: ['demolition'] } }, 'EXC-02/homeExcluded', 'notMet'],
	['a target to be sold', { dwelling: { blockers: ['sale'] } }, 'EXC-02/targetExcluded', 'notMet'],
	['another organism', { dwelling: { organismId: 'organism-2' } }, 'EXC-04/betweenOrganisms', 'info'],
	[
		'three years since the lease, commune listed',
		{ charter: { triennialReviewCommunes: ['95127'] } },
		'EXC-05/due',
		'info'
	],
	[
		'a lease of last year',
		{ charter: { triennialReviewCommunes: ['95127'] }, lease: { since: '2025-01-01' } },
		'EXC-05/notDue',
		'info'
	]
])('reservations and exchange: %s', (_, situation, code, outcome) => {
	expect(answerOf(code.slice(0, 6) as RuleId, situation)).toMatchObject({ code, outcome });
});

test.each<[string, Situation, CaseCode]>([
	['a DALO decision', { household: { hasDalo: true } }, 'PRI-02/holder'],
	['a minor in a home too small', { current: { area: 30 } }, 'PRI-01/inGroup'],
	['groups not reviewed', { household: { priorityGroups: undefined } }, 'PRI-01/notReviewed'],
	[
		'a criterion of the territory',
		{
			household: { localCriteria: [checked({ code: 'key-worker' })] },
			charter: { localCriteria: [keyWorker] }
		},
		'PRI-03/meets'
	],
	[
		'a criterion of the organism of the dwelling',
		{
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-1' })] },
			organism: { ownCriteria: [keyWorker] }
		},
		'PRI-03/meets'
	],
	['a criterion that nobody has reviewed', { charter: { localCriteria: [keyWorker] } }, 'PRI-03/notReviewed'],
	[
		'the same code checked for another organism',
		{
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-2' })] },
			organism: { ownCriteria: [keyWorker] }
		},
		'PRI-03/notReviewed'
	],
	[
		'a criterion reviewed and not met',
		{
			household: { localCriteria: [checked({ code: 'key-worker', isMet: false })] },
			charter: { localCriteria: [keyWorker] }
		},
		'PRI-03/none'
	],
	[
		'a wait beyond the delay of the prefect',
		{ charter: { abnormalDelays: [{ department: '95', months: 24 }] } },
		'PRI-04/abnormallyLong'
	],
	['a wait within it', { charter: { abnormalDelays: [{ department: '95', months: 36 }] } }, 'PRI-04/counted'],
	['a score of the EPCI', { household: { externalScore: known(42) } }, 'PRI-05/known']
])('priorities never block: %s', (_, situation, code) => {
	const { results, mayBeProposed } = answers(situation);
	expect(results.map((result) => result.code)).toContain(code);
	expect(mayBeProposed).toBe(true);
});

test('the right to stay ends after two years above 150 % of the PLS, never after one', () => {
	const above = { year: 2024, amount: known(112_964) };
	const after = (before: number | null) =>
		answerOf('INC-07', {
			household: {
				referenceTaxIncomes: [above, ...(before === null ? [] : [{ year: 2023, amount: known(before) }])]
			}
		}).code;
	expect(after(112_964)).toBe('INC-07/lossOfRight');
	expect(after(60_000)).toBe('INC-07/supplement');
	expect(after(null)).toBe('INC-07/unknown');
});

test('a vacant reserved home leaves one month to its reserver, to the last day of a short month', () => {
	const answer = answerOf('RES-02', { dwelling: { ...reserved('flow'), vacantFrom: '2026-01-31' } });
	expect(answer.figures.until).toBe('2026-02-28');
});

describe('local criteria', () => {
	test('of the territory and of the organism add up, and say when staff checked them', () => {
		const { figures, inputs } = answerOf('PRI-03', {
			household: {
				localCriteria: [
					checked({ code: 'key-worker' }),
					checked({ code: 'carer', organismId: 'organism-1', on: '2026-04-01' })
				]
			},
			charter: { localCriteria: [keyWorker] },
			organism: { ownCriteria: [{ ...keyWorker, code: 'carer', labelFr: 'Aidant', weight: 3 }] }
		});
		expect(figures).toMatchObject({ weight: 5, labelsFr: ['Métier essentiel', 'Aidant'] });
		expect(inputs).toEqual([{ name: 'localCriteria', value: 2, from: 'staff', on: '2026-04-01' }]);
	});

	test('of another organism than that of the dwelling count for nothing', () => {
		const elsewhere = answerOf('PRI-03', {
			household: { localCriteria: [checked({ code: 'key-worker', organismId: 'organism-1' })] },
			dwelling: { organismId: 'organism-2' },
			organism: { ownCriteria: [keyWorker] }
		});
		expect(elsewhere.outcome).toBe('notConcerned');
	});
});

describe('the occupancy of an organism', () => {
	const large = { dwelling: { rooms: 7 }, charter: { extraRooms: 1 } };

	test('is that of the charter until it decides its own', () => {
		expect(answerOf('OCC-01', large).code).toBe('OCC-01/tooLarge');
		expect(answerOf('OCC-01', { ...large, organism: { ownExtraRooms: 2 } })).toMatchObject({
			code: 'OCC-01/fits',
			threshold: { value: 7, kind: 'local' }
		});
	});

	test('may be stricter than the charter, and only for its own dwellings', () => {
		const stricter = { dwelling: { rooms: 6 }, charter: { extraRooms: 1 }, organism: { ownExtraRooms: 0 } };
		expect(answerOf('OCC-01', stricter).remedies).toEqual([{ kind: 'roomsAtMost', rooms: 5 }]);
		const elsewhere = { ...stricter, dwelling: { rooms: 6, organismId: 'organism-2' } };
		expect(answerOf('OCC-01', elsewhere).code).toBe('OCC-01/fits');
	});
});
