import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerAnyEligibility, type EligibilityAnswer } from './eligibility-door.ts';
import { ruleBookVersion } from './settings.ts';

/**
 * What the book of a version answers to the questions below. When this test fails, the rules answer otherwise: give the
 * book a new version, then record both here. What an older book answered is then known not to be computed again.
 */
const recorded = { version: '2026-11-22', answers: '3fd0c13fad2fe319' };

const household = {
	persons: [
		{ age: 40, role: 'holder' },
		{ age: 38, role: 'partner' },
		{ age: 8, role: 'child' },
		{ birthDate: '2007-06-01', role: 'child' }
	],
	isCouple: true,
	referenceTaxIncomes: [2021, 2022, 2023, 2024].map((year) => ({ year, amount: 24_400 })),
	monthlyResources: 2_350,
	hasRightOfResidence: true,
	ownsSuitableDwelling: false,
	missingDocuments: [],
	uniqueNumber: { number: '095112345678901234', firstDepositedOn: '2023-02-01', validUntil: '2027-01-31' },
	lease: { principalRent: 560, charges: 160, isInsured: true, hasDutyBreach: false, isMainResidence: true }
};
const dwelling = {
	commune: '95127',
	rooms: 4,
	area: 80,
	financing: 'PLUS',
	reletRent: 540,
	charges: 150,
	isDecent: true
};
const current = { ...dwelling, rooms: 6, area: 104, floor: 2 };

const of = (changes: object) => ({ household: { ...household, ...changes } });
const inHome = (changes: object) => ({ dwelling: { ...dwelling, ...changes } });
const underLease = (changes: object) => of({ lease: { ...household.lease, ...changes } });
const alone = { persons: [{ age: 71, role: 'holder' }], isCouple: false };

const situations: Record<string, unknown>[] = [
	{},
	{ stage: 'cal' },
	{ current: null },
	of({ referenceTaxIncomes: [] }),
	of({ referenceTaxIncomes: [2022, 2023, 2024].map((year) => ({ year, amount: 76_000 })) }),
	of({ incomeAlternatives: [{ kind: 'lastTwelveMonths', amount: 19_000, hasEvidence: true }] }),
	of({ aplResources: 22_000, monthlyResources: 1_200 }),
	of({ declaredApl: 140, receivesAah: true }),
	of({ monthlyResources: 0, arrears: { amount: 400, plan: 'broken' } }),
	of({ accessNeeds: ['lift', 'wheelchair'], uniqueNumber: null, hasDalo: true }),
	of(alone),
	underLease({ kind: 'law1948' }),
	underLease({ noticeGiven: true, charges: null }),
	...['PLAI', 'PLS', 'PLI', 'HLM_BEFORE_1977'].map((financing) => inHome({ financing })),
	inHome({ reletRent: null }),
	inHome({ reletRent: 780, organismId: 'other' }),
	inHome({ area: 38, isDecent: false }),
	inHome({ accessibility: 'adapted', floor: 4 }),
	inHome({ hasAplAgreement: false, commune: '78382' }),
	inHome({ reservation: { kind: 'identified', reserver: 'État', agreementRecorded: false } }),
	inHome({ reservation: { kind: 'flow', reserver: 'Commune', agreementRecorded: false }, blockers: ['sale'] }),
	inHome({ programme: { id: 'p', dwellings: 40, upTo60Percent: 3, above100Percent: 1 } }),
	{ ...of(alone), counterpart: household, stage: 'cal' },
	{ need: { minRooms: 2, maxRooms: 3, communes: ['95500'], maxResidualBill: 300 } },
	{
		territory: {
			charter: { useComputedCeilings: true, extraRooms: 1 },
			organisms: { organism: { livingAllowanceMin: 12 } }
		}
	}
];

/** What a reader would call another answer: a case, its effect, a threshold, a cost; not the words around. */
const gist = ({ word, path, results, cost }: EligibilityAnswer) => [
	word,
	path,
	results.map(({ code, effect, threshold }) => [code, effect, threshold?.value ?? null, threshold?.isComputed ?? null]),
	[cost.today, cost.after].map((home) => home && [home.apl, home.rls, home.residualBill, home.effortRate]),
	cost.difference,
	cost.missing
];

test('the answers of the rule book are those of its version', () => {
	const answers = ['2024-06-01', '2025-09-30', '2026-01-15', '2026-11-22'].flatMap((date) =>
		situations.map((changes) => {
			const answer = answerAnyEligibility({ household, dwelling, current, date, ...changes });
			if ('error' in answer) throw new Error(answer.error);
			return gist(answer);
		})
	);
	const digest = createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 16);
	expect({ version: ruleBookVersion, answers: digest }).toEqual(recorded);
});
