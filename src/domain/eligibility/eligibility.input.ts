/** What one may ask the eligibility door: a household, a dwelling, a day; what is left out is not known. */
import { z } from 'zod';
import type { Day } from '../calendar.ts';
import {
	accessibilities,
	dwellingBlockers,
	energyClasses,
	financings,
	reservationKinds,
	type Dwelling
} from '../dwellings/dwelling.ts';
import {
	accessNeeds,
	criterionProofs,
	custodies,
	incomeAlternativeKinds,
	leaseKinds,
	personRoles,
	priorityGroups,
	provenances,
	repaymentPlans,
	type CriterionCheck,
	type Household,
	type Person,
	type Stated
} from '../households/household.ts';
import type { Need } from '../needs/need.ts';
import { charterInput, dayInput, organismRulesInput } from './settings.input.ts';
import { stages } from './rule.ts';

const money = z.number().min(0).max(1_000_000_000);
const id = z.string().min(1).max(120);

/** A bare figure, or one with where it comes from. */
const statedMoney = z.union([money, z.object({ value: money, from: z.enum(provenances), on: dayInput })]);

const personInput = z
	.object({
		birthDate: dayInput.optional(),
		/** Instead of the birth date: age in completed years on the day asked. */
		age: z.int().min(0).max(120).optional(),
		role: z.enum(personRoles),
		custody: z.enum(custodies).optional(),
		hasDisabilityCard: z.boolean().default(false),
		isCeilingDependant: z.boolean().nullable().default(null),
		isAplDependant: z.boolean().nullable().default(null)
	})
	.refine((person) => person.birthDate !== undefined || person.age !== undefined, {
		path: ['birthDate'],
		message: 'birthDate or age'
	});

const leaseInput = z.object({
	dwellingId: id.default('current'),
	organismId: id.default('organism'),
	kind: z.enum(leaseKinds).default('ordinary'),
	since: dayInput.optional(),
	principalRent: money,
	annexRent: money.default(0),
	charges: money.nullable().default(null),
	noticeGiven: z.boolean().default(false),
	hasLitigation: z.boolean().default(false),
	isMainResidence: z.boolean().nullable().default(null),
	disabledOccupantLeft: z.boolean().nullable().default(null),
	isInsured: z.boolean().nullable().default(null),
	hasDutyBreach: z.boolean().nullable().default(null),
	recordedOn: dayInput.nullable().default(null)
});

/** The code of a criterion of the territory that is met, or what was checked of any criterion. */
const criterionInput = z.union([
	id,
	z.strictObject({
		organismId: id.nullable().default(null),
		code: id,
		isMet: z.boolean().default(true),
		proof: z.enum(criterionProofs).nullable().default(null),
		on: dayInput.optional()
	})
]);

export const householdInput = z.object({
	id: id.default('household'),
	persons: z.array(personInput).min(1).max(30),
	isCouple: z.boolean().default(false),
	referenceTaxIncomes: z.array(z.object({ year: z.int().min(1990).max(2100), amount: statedMoney })).default([]),
	incomeAlternatives: z
		.array(z.object({ kind: z.enum(incomeAlternativeKinds), amount: statedMoney, hasEvidence: z.boolean() }))
		.default([]),
	ehpadCosts: statedMoney.nullable().default(null),
	monthlyResources: statedMoney.nullable().default(null),
	aplResources: statedMoney.nullable().default(null),
	declaredApl: statedMoney.nullable().default(null),
	accessNeeds: z.array(z.enum(accessNeeds)).default([]),
	arrears: z
		.object({ amount: money, plan: z.enum(repaymentPlans).default('none') })
		.nullable()
		.default(null),
	uniqueNumber: z.object({ number: id, firstDepositedOn: dayInput, validUntil: dayInput }).nullable().default(null),
	hasNoUniqueNumber: z.boolean().default(false),
	hasRightOfResidence: z.boolean().nullable().default(null),
	ownsSuitableDwelling: z.boolean().nullable().default(null),
	hasDalo: z.boolean().default(false),
	receivesAah: z.boolean().default(false),
	receivesAeeh: z.boolean().default(false),
	missingDocuments: z.array(id).nullable().default(null),
	roomsForWork: z.int().min(0).max(6).default(0),
	priorityGroups: z.array(z.enum(priorityGroups)).optional(),
	/** What was reviewed; a criterion left out was not. */
	localCriteria: z.array(criterionInput).optional(),
	externalScore: statedMoney.nullable().default(null),
	lease: leaseInput
});

export const dwellingInput = z.object({
	id: id.default('dwelling'),
	organismId: id.default('organism'),
	ownerId: id.nullable().default(null),
	estateId: id.default('estate'),
	commune: z.string().regex(/^[0-9][0-9AB][0-9]{3}$/, 'an INSEE code'),
	rooms: z.int().min(1).max(20),
	area: z.number().positive().max(1_000),
	floor: z.int().min(-2).max(60).default(0),
	hasLift: z.boolean().default(false),
	accessibility: z.enum(accessibilities).default('ordinary'),
	financing: z.enum(financings),
	reletRent: money.nullable().default(null),
	annexRent: money.default(0),
	charges: money.nullable().default(null),
	energyClass: z.enum(energyClasses).nullable().default(null),
	isDecent: z.boolean().nullable().default(null),
	hasAplAgreement: z.boolean().default(true),
	isInPriorityQuarter: z.boolean().default(false),
	reservation: z
		.object({
			kind: z.enum(reservationKinds),
			reserver: z.string().max(120).nullable().default(null),
			agreementRecorded: z.boolean().default(false)
		})
		.default({ kind: 'none', reserver: null, agreementRecorded: false }),
	blockers: z.array(z.enum(dwellingBlockers)).default([]),
	isFurnished: z.boolean().default(false),
	vacantFrom: dayInput.nullable().default(null),
	programme: z
		.object({
			id,
			dwellings: z.int().min(1),
			upTo60Percent: z.int().min(0),
			above100Percent: z.int().min(0)
		})
		.nullable()
		.default(null),
	recordedOn: dayInput.nullable().default(null)
});

const needInput = z.object({
	minRooms: z.int().min(1).max(20),
	maxRooms: z.int().min(1).max(20),
	communes: z.array(z.string()).min(1),
	maxResidualBill: money.nullable().default(null),
	minArea: money.nullable().default(null),
	maxFloorWithoutLift: z.int().nullable().default(null)
});

/** The rules to judge under: what is left out is the default charter and the default settings. */
const territoryInput = z.strictObject({
	charter: charterInput.partial().default({}),
	organisms: z.record(id, organismRulesInput.partial()).default({})
});

export const eligibilityInput = z.object({
	household: householdInput,
	dwelling: dwellingInput,
	/** The home lived in; null or absent: not known. */
	current: dwellingInput.nullable().default(null),
	/** The day the lease would be signed. */
	date: dayInput,
	territory: territoryInput.default({ charter: {}, organisms: {} }),
	stage: z.enum(stages).default('matching'),
	need: needInput.nullable().default(null),
	/** The household living in the dwelling, that would take the home of the first. */
	counterpart: householdInput.nullable().default(null)
});
export type EligibilityInput = z.infer<typeof eligibilityInput>;

type StatedInput = z.infer<typeof statedMoney>;

const statedOf = (input: StatedInput, day: Day): Stated<number> =>
	typeof input === 'number' ? { value: input, from: 'tenant', on: day } : input;
const statedOrNull = (input: StatedInput | null, day: Day) => (input === null ? null : statedOf(input, day));

/** The last birthday that gives this age in completed years on the day; 29 February is not in every year. */
export const bornFor = (age: number, day: Day): Day =>
	`${String(Number(day.slice(0, 4)) - age).padStart(4, '0')}${day.slice(4).replace('-02-29', '-02-28')}`;

const personOf = ({ age, birthDate, ...person }: z.infer<typeof personInput>, day: Day): Person => ({
	...person,
	birthDate: birthDate ?? bornFor(age ?? 0, day)
});

const checkOf = (input: z.infer<typeof criterionInput>, day: Day): CriterionCheck => {
	if (typeof input === 'string') return { organismId: null, code: input, isMet: true, proof: null, on: day, by: null };
	return { ...input, on: input.on ?? day, by: null };
};

/** The household of the domain, figures stated on the day asked. */
export function householdOf(input: z.infer<typeof householdInput>, day: Day): Household {
	return {
		...input,
		persons: input.persons.map((person) => personOf(person, day)),
		referenceTaxIncomes: input.referenceTaxIncomes.map(({ year, amount }) => ({ year, amount: statedOf(amount, day) })),
		incomeAlternatives: input.incomeAlternatives.map((income) => ({ ...income, amount: statedOf(income.amount, day) })),
		ehpadCosts: statedOrNull(input.ehpadCosts, day),
		monthlyResources: statedOrNull(input.monthlyResources, day),
		aplResources: statedOrNull(input.aplResources, day),
		declaredApl: statedOrNull(input.declaredApl, day),
		localCriteria: input.localCriteria?.map((criterion) => checkOf(criterion, day)),
		externalScore: statedOrNull(input.externalScore, day),
		arrears: input.arrears && { value: input.arrears, from: 'landlord', on: day },
		compositionStated: { from: 'tenant', on: day },
		lease: { ...input.lease, since: input.lease.since ?? day }
	};
}

/** The dwelling of the domain: the same fields. */
export const dwellingOf = (input: z.infer<typeof dwellingInput>): Dwelling => input;

/** The need of the domain, without wishes: a door judges, it does not rank. */
export const needOf = (input: z.infer<typeof needInput>): Need => ({
	...input,
	wishes: [],
	maxHouseholds: 4,
	notBefore: null
});
