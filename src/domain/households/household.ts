import type { Day } from '../calendar.ts';

/** What a person is in the household that will live in the target dwelling (CCH L.442-12). */
export const personRoles = ['holder', 'coHolder', 'partner', 'child', 'ascendant', 'other'] as const;
export type PersonRole = (typeof personRoles)[number];

/** Where a child lives: all the time, half of it, or with visiting rights only. */
export const custodies = ['full', 'alternating', 'visiting'] as const;

export type Person = {
	birthDate: Day;
	role: PersonRole;
	/** Only for a child. */
	custody?: (typeof custodies)[number];
	/** Holder of the carte mobilité inclusion « invalidité » (ceilings, CCH R.441-1). */
	hasDisabilityCard: boolean;
	/**
	 * The three notions of dependant are kept apart: of the ceilings (CGI art. 194, 196…), of the APL (R.823-4),
	 * and a child of the household. Null: not stated, then deduced from role and age where the text allows it.
	 */
	isCeilingDependant: boolean | null;
	isAplDependant: boolean | null;
};

/** Where a figure comes from, shown beside it everywhere. */
export const provenances = ['landlord', 'tenant', 'staff', 'computed'] as const;
export type Provenance = (typeof provenances)[number];

/** A figure with where it comes from and the day it was true. */
export type Stated<T> = { value: T; from: Provenance; on: Day };

/** Access needs of the household; the need is kept, never the diagnosis. */
export const accessNeeds = ['lift', 'groundFloor', 'stepFree', 'adaptedBathroom', 'wheelchair'] as const;
export type AccessNeed = (typeof accessNeeds)[number];

export const leaseKinds = [
	'ordinary',
	'law1948',
	'precarious',
	'jobTied',
	'association',
	'shared',
	'specialUnit'
] as const;
export type LeaseKind = (typeof leaseKinds)[number];

/** The lease the household lives under today. */
export type CurrentLease = {
	dwellingId: string;
	organismId: string;
	kind: LeaseKind;
	since: Day;
	/** €/month. */
	principalRent: number;
	annexRent: number;
	/** Recoverable charges, €/month; null when not known. */
	charges: number | null;
	noticeGiven: boolean;
	/** Litigation for disturbance pending. */
	hasLitigation: boolean;
	/** Main residence, occupied eight months a year at least; null or absent: not checked. */
	isMainResidence?: boolean | null;
	/** The disabled person for whom an adapted dwelling was let has left it (CCH L.442-3-2). */
	disabledOccupantLeft?: boolean | null;
	/** Home insurance given for the current year; null or absent: not checked. */
	isInsured?: boolean | null;
	/** Sub-letting, or serious lack of upkeep, established by the landlord. */
	hasDutyBreach?: boolean | null;
	/** The day the landlord last confirmed the lease, its rent and its charges. */
	recordedOn?: Day | null;
};

export const repaymentPlans = ['none', 'respected', 'broken'] as const;

/** Rent debt (dette locative), €. */
export type Arrears = { amount: number; plan: (typeof repaymentPlans)[number] };

/**
 * Figures the law admits instead of the reference tax income of year N-2, with the document that proves them
 * (CCH L.441-1, R.441-1): income fallen by 10 % or more; own income only after a separation, a death, violence or
 * for a protected person.
 */
export const incomeAlternativeKinds = ['yearBefore', 'lastTwelveMonths', 'ownIncomeOnly'] as const;
export type IncomeAlternative = {
	kind: (typeof incomeAlternativeKinds)[number];
	/** €/year, same definition as the reference tax income. */
	amount: Stated<number>;
	/** The document was seen by the organism; without it the figure is not admissible. */
	hasEvidence: boolean;
};

/**
 * Priority groups of CCH L.441-1 (list of October 2020). The groups that would reveal violence, trafficking or
 * prostitution are written as one code, `confidential`: two named referents know more, nobody else.
 */
export const priorityGroups = [
	'dalo',
	'disability',
	'leavingTherapeuticHousing',
	'badlyHoused',
	'hosted',
	'backToWork',
	'unfitHousing',
	'minorInOvercrowdedOrIndecentHousing',
	'withoutHousing',
	'threatenedWithEviction',
	'confidential'
] as const;
export type PriorityGroup = (typeof priorityGroups)[number];

/** Those that tell of an illness or a handicap. */
export const healthGroups: readonly PriorityGroup[] = ['disability', 'leavingTherapeuticHousing'];

/** What shows that a household meets a local criterion, or does not. */
export const criterionProofs = ['document', 'attestation', 'landlordFile'] as const;
export type CriterionProof = (typeof criterionProofs)[number];

/** A local criterion checked by a member of staff; a criterion without one has not been reviewed. */
export type CriterionCheck = {
	/** The organism whose orientation it is; null: a criterion of the territory. */
	organismId: string | null;
	code: string;
	isMet: boolean;
	proof: CriterionProof | null;
	on: Day;
	/** The account of who checked it; null when it comes from elsewhere than the application. */
	by: string | null;
};

/** The demand of the national register; the numéro unique is an opaque string. */
export type UniqueNumber = { number: string; firstDepositedOn: Day; validUntil: Day };

export type Household = {
	id: string;
	persons: Person[];
	/** Married, PACS or cohabiting lease holders. */
	isCouple: boolean;
	/** Sum of the revenus fiscaux de référence of the persons, €/year, by year of income. Empty: unknown. */
	referenceTaxIncomes: { year: number; amount: Stated<number> }[];
	/** All actual resources of the month (effort rate: arrêté of 10 March 2011), €/month. */
	monthlyResources: Stated<number> | null;
	/** Resources base of the APL (CCH R.822-2 sq.), €/year. */
	aplResources: Stated<number> | null;
	accessNeeds: AccessNeed[];
	arrears: Stated<Arrears> | null;
	uniqueNumber: UniqueNumber | null;
	/** Every adult's right of residence was checked; null: not checked yet. */
	hasRightOfResidence: boolean | null;
	ownsSuitableDwelling: boolean | null;
	hasDalo: boolean;
	/** AAH of a holder or partner: the aid is then not reduced for a dear rent (CCH D.823-16). */
	receivesAah: boolean;
	lease: CurrentLease;
	/** AEEH for a child: same effect as the AAH. */
	receivesAeeh?: boolean;
	/** Figures that may replace the reference tax income of year N-2. */
	incomeAlternatives?: IncomeAlternative[];
	/** Costs of a partner in an EHPAD, €/year, deducted from the income compared with the ceiling (CCH R.441-1). */
	ehpadCosts?: Stated<number> | null;
	/** Housing benefit paid today as the household declares it, €/month. */
	declaredApl?: Stated<number> | null;
	/** It was checked that the household has no numéro unique; otherwise a null number is a number not known. */
	hasNoUniqueNumber?: boolean;
	/** Codes of the mandatory documents still missing; empty: complete; null or absent: not reviewed. */
	missingDocuments?: string[] | null;
	/** Rooms indispensable to an elective office or a profession, not counted as habitable (CCH L.621-2). */
	roomsForWork?: number;
	/** Priority groups recognised by the organism; absent: not reviewed. */
	priorityGroups?: PriorityGroup[];
	/** The local criteria that were reviewed, of the territory and of organisms. */
	localCriteria?: CriterionCheck[];
	/** Score given by the EPCI's cotation; never computed here. */
	externalScore?: Stated<number> | null;
	/** Where the composition comes from and since when it is true. */
	compositionStated?: { from: Provenance; on: Day } | null;
};
