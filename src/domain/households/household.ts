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
	charges: number;
	noticeGiven: boolean;
	/** Litigation for disturbance pending. */
	hasLitigation: boolean;
};

export const repaymentPlans = ['none', 'respected', 'broken'] as const;

/** Rent debt (dette locative), €. */
export type Arrears = { amount: number; plan: (typeof repaymentPlans)[number] };

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
	receivesAah: boolean;
	lease: CurrentLease;
};
