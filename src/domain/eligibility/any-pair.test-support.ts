/** Households, homes and charters of every kind, for what must hold whatever they are. */
import fc from 'fast-check';
import { aChild, aDwelling, aHousehold, aNeed, anAdult } from '../../../tests/factories/housing.ts';
import { financings, reservationKinds, type Dwelling } from '../dwellings/dwelling.ts';
import { accessNeeds, leaseKinds, type CriterionCheck, type Household, type Stated } from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { compileRuleSet } from './compile.ts';
import { aRuleSet, defaultCharter, defaultOrganismRules, type LocalCriterion, type RuleSet } from './settings.ts';

export const on = '2026-06-01';
const euros = (max: number) => fc.integer({ min: 0, max });
export const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const staffSaid = <T>(value: T): Stated<T> => ({ value, from: 'staff', on: '2026-01-01' });
const stated = <T>(values: fc.Arbitrary<T>) => orNull(values.map(staffSaid));
const yesOrNo = orNull(fc.boolean());

const anyPerson = fc.oneof(
	fc.constant(anAdult()),
	fc.constant(anAdult({ hasDisabilityCard: true })),
	fc.integer({ min: 2000, max: 2025 }).map((year) => aChild({ birthDate: `${year}-07-01` })),
	fc.constant(aChild({ custody: 'visiting' }))
);

const anyCheck: fc.Arbitrary<CriterionCheck> = fc.record({
	organismId: fc.constantFrom(null, 'organism-1'),
	code: fc.constantFrom('key-worker', 'carer'),
	isMet: fc.boolean(),
	proof: fc.constant('document' as const),
	on: fc.constant('2026-02-01'),
	by: fc.constant(null)
});

/** A household of which each thing is known, or not. */
export const anyHousehold: fc.Arbitrary<Household> = fc
	.record({
		persons: fc.array(anyPerson, { minLength: 0, maxLength: 5 }).map((others) => [anAdult(), ...others]),
		isCouple: fc.boolean(),
		income: stated(euros(80_000)),
		incomeBefore: stated(euros(130_000)),
		aplResources: stated(euros(50_000)),
		monthlyResources: stated(euros(5_000)),
		accessNeeds: fc.subarray([...accessNeeds]),
		arrears: stated(
			fc.record({ amount: euros(900), plan: fc.constantFrom('none' as const, 'respected' as const, 'broken' as const) })
		),
		hasRightOfResidence: yesOrNo,
		ownsSuitableDwelling: yesOrNo,
		missingDocuments: orNull(fc.subarray(['FI-AV', 'ID-FR'])),
		priorityGroups: fc.option(fc.subarray(['badlyHoused' as const, 'backToWork' as const]), { nil: undefined }),
		localCriteria: fc.option(fc.array(anyCheck, { maxLength: 2 }), { nil: undefined }),
		hasNumber: fc.boolean(),
		validUntil: fc.constantFrom('2026-05-01', '2026-06-15', '2027-06-15'),
		lease: fc.record({
			kind: fc.constantFrom(...leaseKinds),
			principalRent: euros(900),
			charges: orNull(euros(200)),
			hasLitigation: fc.boolean(),
			noticeGiven: fc.boolean(),
			organismId: fc.constantFrom('organism-1', 'organism-2'),
			isMainResidence: yesOrNo,
			isInsured: yesOrNo,
			hasDutyBreach: yesOrNo,
			disabledOccupantLeft: yesOrNo
		})
	})
	.map(({ income, incomeBefore, hasNumber, validUntil, lease, ...facts }) => {
		const base = aHousehold();
		return {
			...base,
			...facts,
			referenceTaxIncomes: [
				...(income ? [{ year: 2024, amount: income }] : []),
				...(incomeBefore ? [{ year: 2023, amount: incomeBefore }] : [])
			],
			uniqueNumber: hasNumber ? { ...base.uniqueNumber!, validUntil } : null,
			lease: { ...base.lease, ...lease }
		};
	});

export const anyDwelling: fc.Arbitrary<Dwelling> = fc
	.record({
		rooms: fc.integer({ min: 1, max: 6 }),
		area: fc.integer({ min: 9, max: 120 }),
		financing: fc.constantFrom(...financings),
		commune: fc.constantFrom('95127', '95211', '77999', '13055'),
		reletRent: orNull(euros(1_200)),
		charges: orNull(euros(200)),
		accessibility: fc.constantFrom('ordinary' as const, 'accessible' as const, 'adapted' as const),
		isDecent: orNull(fc.boolean()),
		hasAplAgreement: fc.boolean(),
		floor: fc.integer({ min: 0, max: 9 }),
		hasLift: fc.boolean(),
		organismId: fc.constantFrom('organism-1', 'organism-2'),
		blockers: fc.subarray(['sale' as const, 'demolition' as const], { maxLength: 1 }),
		reservation: fc.record({
			kind: fc.constantFrom(...reservationKinds),
			reserver: fc.constant('État'),
			agreementRecorded: fc.boolean()
		}),
		programme: orNull(fc.constant({ id: 'p', dwellings: 40, upTo60Percent: 3, above100Percent: 2 }))
	})
	.map((facts) => aDwelling(facts));

export const anyNeed: fc.Arbitrary<Need | null> = orNull(fc.constant(aNeed({ maxResidualBill: 500 })));

const criterion = (code: string) => ({ code, labelFr: code, labelEn: code, weight: 3 });

/** Rules as a territory and an organism may decide them. */
export const anyRuleSet: fc.Arbitrary<RuleSet> = fc
	.record({
		charter: fc.record({
			useComputedCeilings: fc.boolean(),
			interOrganismWaiver: fc.constantFrom('CAL' as const, 'GRANTED' as const, 'DENIED' as const),
			proposeDespiteMissing: fc.subarray(['ADM-03' as const, 'OCC-03' as const, 'INC-01' as const]),
			effects: fc.constantFrom({}, { 'SOL-01': 'BLOCK' as const }, { 'OCC-02': 'CAL' as const }),
			extraRooms: fc.integer({ min: 0, max: 1 }),
			localCriteria: fc.constantFrom<LocalCriterion[]>([], [criterion('key-worker')])
		}),
		organism: fc.record({
			livingAllowanceMin: orNull(fc.integer({ min: 1, max: 30 })),
			ownExtraRooms: orNull(fc.constant(0)),
			ownCriteria: fc.constantFrom<LocalCriterion[]>([], [criterion('carer')])
		})
	})
	.map(({ charter, organism }) =>
		aRuleSet(
			{ ...defaultCharter, ...charter },
			{ 'organism-1': { ...defaultOrganismRules, ...organism, organismId: 'organism-1', version: '1', from: on } }
		)
	);

export const anyStage = fc.constantFrom('matching' as const, 'cal' as const);

/** Rules ready for a day. */
export const anyRules = fc.tuple(anyRuleSet, anyStage).map(([rules, stage]) => compileRuleSet(rules, on, stage));
