import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultCharter, defaultOrganismRules } from '#domain/eligibility/settings.ts';
import { dwellingInput, eligibilityInput, householdInput } from '#domain/eligibility/eligibility.input.ts';
import { charterInput, organismRulesInput } from '#domain/eligibility/settings.input.ts';

// The command is started once for all questions; slow on a busy machine.
vi.setConfig({ hookTimeout: 120_000 });

type Fields = Record<string, readonly [right: unknown, wrong: unknown]>;
type Answer = { error?: string; results?: unknown[] };

const day = '2026-01-10';
const stated = { value: 1_000, from: 'staff', on: day };
const criterion = { code: 'key-worker', labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: 3 };

const lease = { principalRent: 450 };
const household = { persons: [{ age: 40, role: 'holder' }], lease };
const dwelling = { commune: '95127', rooms: 2, area: 45, financing: 'PLUS' };
const question = { household, dwelling, current: dwelling, date: '2026-01-15' };

/** Every field that may be left out, with something right to put in it and something wrong. */
const optional: Record<string, { at: (field: object) => object; fields: Fields }> = {
	question: {
		at: (field) => ({ ...question, ...field }),
		fields: {
			current: [null, 'home'],
			stage: ['cal', 'later'],
			need: [{ minRooms: 1, maxRooms: 3, communes: ['95127'], maxResidualBill: 500, minArea: 30 }, { minRooms: 1 }],
			counterpart: [household, {}],
			territory: [{ charter: {}, organisms: {} }, { charters: {} }]
		}
	},
	household: {
		at: (field) => ({ ...question, household: { ...household, ...field } }),
		fields: {
			id: ['h1', 3],
			isCouple: [true, 'yes'],
			referenceTaxIncomes: [[{ year: 2024, amount: stated }], [{ year: '2024' }]],
			incomeAlternatives: [
				[{ kind: 'lastTwelveMonths', amount: 9_000, hasEvidence: true }],
				[{ kind: 'guess', amount: 1, hasEvidence: true }]
			],
			ehpadCosts: [stated, -1],
			monthlyResources: [2_000, '2000'],
			aplResources: [stated, { value: 1 }],
			declaredApl: [120, 'none'],
			accessNeeds: [['lift'], ['wings']],
			arrears: [{ amount: 300, plan: 'respected' }, { amount: 'some' }],
			uniqueNumber: [
				{ number: '095012400001234567', firstDepositedOn: '2024-02-01', validUntil: '2027-02-01' },
				'095012400001234567'
			],
			hasNoUniqueNumber: [true, 'no'],
			hasRightOfResidence: [true, 'yes'],
			ownsSuitableDwelling: [false, 0],
			hasDalo: [true, 1],
			receivesAah: [true, 'yes'],
			receivesAeeh: [true, 'yes'],
			missingDocuments: [['FI-AV'], 'FI-AV'],
			roomsForWork: [1, 1.5],
			priorityGroups: [['badlyHoused'], ['rich']],
			localCriteria: [['key-worker', { organismId: 'organism', code: 'carer', isMet: false }], [{ isMet: true }]],
			externalScore: [42, 'high']
		}
	},
	person: {
		at: (field) => ({ ...question, household: { ...household, persons: [{ age: 40, role: 'holder', ...field }] } }),
		fields: {
			birthDate: ['1986-03-10', '10/03/1986'],
			age: [41, -1],
			custody: ['alternating', 'sometimes'],
			hasDisabilityCard: [true, 'yes'],
			isCeilingDependant: [true, 'yes'],
			isAplDependant: [false, 'no']
		}
	},
	lease: {
		at: (field) => ({ ...question, household: { ...household, lease: { ...lease, ...field } } }),
		fields: {
			dwellingId: ['d1', ''],
			organismId: ['o1', ''],
			kind: ['shared', 'secret'],
			since: ['2018-04-01', '2018'],
			annexRent: [20, -1],
			charges: [90, '90'],
			noticeGiven: [true, 'yes'],
			hasLitigation: [true, 'yes'],
			isMainResidence: [true, 'yes'],
			disabledOccupantLeft: [true, 'yes'],
			isInsured: [true, 'yes'],
			hasDutyBreach: [false, 'no'],
			recordedOn: [day, 'today']
		}
	},
	dwelling: {
		at: (field) => ({ ...question, dwelling: { ...dwelling, ...field } }),
		fields: {
			id: ['d2', ''],
			organismId: ['o2', ''],
			ownerId: ['o3', ''],
			estateId: ['e1', ''],
			floor: [3, 99],
			hasLift: [true, 'yes'],
			accessibility: ['adapted', 'easy'],
			reletRent: [400, -1],
			annexRent: [20, '20'],
			charges: [120, '120'],
			energyClass: ['C', 'H'],
			isDecent: [true, 'yes'],
			hasAplAgreement: [false, 'no'],
			isInPriorityQuarter: [true, 'yes'],
			reservation: [{ kind: 'flow', reserver: 'État' }, { kind: 'friends' }],
			blockers: [['sale'], ['ghosts']],
			isFurnished: [true, 'yes'],
			vacantFrom: [day, 'soon'],
			programme: [{ id: 'p', dwellings: 20, upTo60Percent: 6, above100Percent: 1 }, { id: 'p' }],
			recordedOn: [day, 'today']
		}
	},
	charter: {
		at: (field) => ({ ...question, territory: { charter: field } }),
		fields: {
			useComputedCeilings: [true, 'yes'],
			proposeDespiteMissing: [['ADM-03'], ['ADM-99']],
			effects: [{ 'SOL-01': 'CAL' }, { 'INC-01': 'WARN' }],
			extraRooms: [1, 9],
			countVisitingForArea: [true, 'yes'],
			interOrganismWaiver: ['GRANTED', 'MAYBE'],
			interOrganismReservation: ['AGREED', 'MAYBE'],
			excludedLeases: [['shared'], ['all']],
			excludedDwellings: [['sale'], ['all']],
			derogationAreas: [
				[
					{
						...{ id: 'a', basis: 'R441-1-1', reference: 'a', from: day, until: '2027-01-01' },
						...{ communes: ['95127'], ceilingFactor: null }
					}
				],
				[{ id: 'a' }]
			],
			abnormalDelays: [[{ department: '95', months: 36 }], [{ department: '95' }]],
			localCriteria: [[criterion], [criterion, criterion]],
			firstQuartile: [{ year: 2026, amount: 10_000 }, 10_000],
			triennialReviewCommunes: [['95127'], '95127'],
			renewalWarningDays: [45, 500],
			objective: [defaultCharter.objective, { order: [] }]
		}
	},
	organism: {
		at: (field) => ({ ...question, territory: { organisms: { organism: field } } }),
		fields: {
			effortRateMax: [0.3, 30],
			livingAllowanceMin: [11, -1],
			livingAllowancePer: ['MONTH', 'YEAR'],
			livingAllowanceDivisor: ['PERSONS', 'CATS'],
			countVisitingChildren: [true, 'yes'],
			estimateSpread: [0.2, 2],
			appliesRls: [false, 'no'],
			ownExtraRooms: [1, 9],
			ownCriteria: [[criterion], [{ ...criterion, weight: 1.5 }]]
		}
	}
};

const tried = Object.entries(optional).flatMap(([of, { at, fields }]) =>
	Object.entries(fields).map(([name, [right, wrong]]) => ({
		field: `${of}.${name}`,
		name,
		right: at({ [name]: right }),
		wrong: at({ [name]: wrong })
	}))
);

let answers: Answer[];

beforeAll(() => {
	const items = tried.flatMap(({ right, wrong }) => [right, wrong]);
	const { stdout } = spawnSync(process.execPath, ['src/cli/eligibility.ts', '--json'], {
		input: JSON.stringify(items),
		encoding: 'utf8',
		maxBuffer: 100_000_000
	});
	answers = JSON.parse(stdout) as Answer[];
});

describe('the eligibility command', () => {
	test('answers as many items as it was given', () => {
		expect(answers).toHaveLength(2 * tried.length);
	});

	test.each(tried.map(({ field, name }, i) => [field, name, i] as const))(
		'takes %s when it is right, and says what is wrong with it otherwise',
		(_, name, i) => {
			const [right, wrong] = answers.slice(2 * i, 2 * i + 2);
			expect(right!.error).toBeUndefined();
			expect(right!.results!.length).toBeGreaterThan(0);
			expect(wrong!.error).toContain(name);
		}
	);
});

/** Required fields are in every question above. */
const required = ['persons', 'role', 'lease', 'principalRent', 'commune', 'rooms', 'area', 'financing'];
const schemas = {
	question: eligibilityInput.shape,
	household: householdInput.shape,
	person: householdInput.shape.persons.element.shape,
	lease: householdInput.shape.lease.shape,
	dwelling: dwellingInput.shape,
	charter: charterInput.shape,
	organism: organismRulesInput.shape
};

test.each(Object.entries(schemas))(
	'every optional field of a %s is tried here and written in the documentation',
	(of, shape) => {
		const documentation = readFileSync('docs/rules-api.md', 'utf8');
		const fields = Object.keys(shape).filter(
			(name) => !required.includes(name) && !['household', 'dwelling', 'date'].includes(name)
		);
		expect(Object.keys(optional[of]!.fields).sort()).toEqual(fields.sort());
		for (const name of [...fields, ...required])
			expect(documentation, name).toMatch(new RegExp(`\`[^\`]*\\b${name}\\b[^\`]*\``));
	}
);

test('the settings of the documentation are those that a territory and an organism decide', () => {
	const decided = { ...defaultCharter, ...defaultOrganismRules };
	const ofVersion = ['territoryId', 'version', 'from'];
	const known = [...Object.keys(charterInput.shape), ...Object.keys(organismRulesInput.shape)];
	expect(
		Object.keys(decided)
			.filter((name) => !ofVersion.includes(name))
			.sort()
	).toEqual(known.sort());
});
