/** Valid households and dwellings of the domain; a test states only what it speaks about. */
import type { Dwelling } from '../../src/domain/dwellings/dwelling.ts';
import type { Household, Person } from '../../src/domain/households/household.ts';
import type { Need } from '../../src/domain/needs/need.ts';

/** An adult of 40 in 2026. */
export const anAdult = (changes: Partial<Person> = {}): Person => ({
	birthDate: '1986-03-10',
	role: 'holder',
	hasDisabilityCard: false,
	isCeilingDependant: null,
	isAplDependant: null,
	...changes
});

/** A child of 8 in 2026, living there all the time. */
export const aChild = (changes: Partial<Person> = {}): Person =>
	anAdult({ birthDate: '2018-03-10', role: 'child', custody: 'full', ...changes });

/** A couple with two children, in a T4 of Cergy for which it pays 560 €, everything known and in order. */
export const aHousehold = (changes: Partial<Household> = {}): Household => ({
	id: 'household-1',
	persons: [
		anAdult(),
		anAdult({ role: 'partner', birthDate: '1988-05-04' }),
		aChild(),
		aChild({ birthDate: '2015-09-01' })
	],
	isCouple: true,
	referenceTaxIncomes: [{ year: 2024, amount: { value: 20_400, from: 'staff', on: '2026-01-15' } }],
	monthlyResources: { value: 2_050, from: 'tenant', on: '2026-01-15' },
	aplResources: { value: 20_400, from: 'tenant', on: '2026-01-15' },
	accessNeeds: [],
	arrears: { value: { amount: 0, plan: 'none' }, from: 'landlord', on: '2026-01-15' },
	uniqueNumber: { number: '095012400001234567', firstDepositedOn: '2024-02-01', validUntil: '2027-02-01' },
	hasRightOfResidence: true,
	ownsSuitableDwelling: false,
	hasDalo: false,
	receivesAah: false,
	lease: {
		dwellingId: 'dwelling-1',
		organismId: 'organism-1',
		kind: 'ordinary',
		since: '2018-06-01',
		principalRent: 560,
		annexRent: 0,
		charges: 160,
		noticeGiven: false,
		hasLitigation: false,
		isMainResidence: true,
		isInsured: true,
		hasDutyBreach: false,
		recordedOn: '2026-01-15'
	},
	missingDocuments: [],
	priorityGroups: [],
	compositionStated: { from: 'tenant', on: '2026-01-15' },
	...changes
});

/** A decent ordinary PLUS T4 of Cergy that nobody reserves. */
export const aDwelling = (changes: Partial<Dwelling> = {}): Dwelling => ({
	id: 'dwelling-2',
	organismId: 'organism-1',
	estateId: 'estate-1',
	commune: '95127',
	rooms: 4,
	area: 80,
	floor: 1,
	hasLift: true,
	accessibility: 'ordinary',
	financing: 'PLUS',
	reletRent: 540,
	annexRent: 0,
	charges: 150,
	energyClass: 'C',
	isDecent: true,
	hasAplAgreement: true,
	isInPriorityQuarter: false,
	reservation: { kind: 'none', reserver: null, agreementRecorded: false },
	blockers: [],
	isFurnished: false,
	vacantFrom: null,
	recordedOn: '2026-01-10',
	...changes
});

/** A need that almost any home of the agglomeration answers. */
export const aNeed = (changes: Partial<Need> = {}): Need => ({
	minRooms: 1,
	maxRooms: 6,
	communes: ['95127'],
	maxResidualBill: null,
	minArea: null,
	maxFloorWithoutLift: null,
	wishes: [],
	maxHouseholds: 4,
	notBefore: null,
	...changes
});
