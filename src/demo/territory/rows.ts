/** What the generator gives: plain rows, ready to be written line by line. Nouns of the domain plus who, where and under what number. */
import type { Day } from '#domain/calendar.ts';
import type { MemberCapacity } from '#domain/commissions/member.ts';
import type { Dwelling } from '#domain/dwellings/dwelling.ts';
import type { FilePart, RequestStatement } from '#domain/households/data-request.ts';
import type { CurrentLease, Household, Person } from '#domain/households/household.ts';
import type { MoveMotive, Need } from '#domain/needs/need.ts';
import type { Organism, StaffRole } from '#domain/organisms/organism.ts';

export type TerritoryRow = { id: string; name: string };

export type CommuneRow = {
	insee: string;
	name: string;
	department: string;
	postalCodes: string[];
	population: number;
	/** EPCI, or EPT inside the Métropole du Grand Paris. */
	grouping: string;
	/** Centre, degrees. */
	lon: number;
	lat: number;
};

export type OrganismRow = Organism & {
	territoryId: string;
	phone: string;
	email: string;
	openingHours: string;
	/** Set by the organism: the law fixes none. */
	quorum: number;
	allowsExchangeAlone: boolean;
};

export type CommitteeMemberRow = {
	id: string;
	organismId: string;
	name: string;
	capacity: MemberCapacity;
	/** INSEE code, of a mayor. */
	commune: string | null;
	isVoting: boolean;
};

export type EstateRow = { id: string; organismId: string; commune: string; name: string };

export type DwellingRow = Dwelling & {
	charges: number;
	/** A vacant dwelling that the organism offers to start chains. */
	startsChains: boolean;
};

export type AddressRow = {
	dwellingId: string;
	organismId: string;
	/** The organism's own reference of the dwelling. */
	reference: string;
	street: string;
	postalCode: string;
	door: string;
};

export type PersonRow = Person & { id: string; firstName: string; lastName: string };

export type HouseholdRow = Omit<Household, 'persons'> & {
	/** The organism that houses it today. */
	organismId: string;
	/** How the organism names the file. */
	name: string;
	persons: PersonRow[];
};

/** The lease of today, also inside the household; `since` is its first day. */
export type LeaseRow = CurrentLease & { id: string; number: string; householdId: string; charges: number };

export type ListingRow = {
	id: string;
	householdId: string;
	dwellingId: string;
	organismId: string;
	motive: MoveMotive;
	need: Need;
	/** A few words about the dwelling, in French, as the household would write them. */
	description: string;
	publishedOn: Day;
};

type Identity = { id: string; email: string; firstName: string; lastName: string; phone: string };

/** Who may sign in: a lease holder, who helps one, a person of an organism, a coordinator of the territory. */
export type AccountRow = Identity &
	(
		| { kind: 'tenant'; householdId: string }
		| { kind: 'helper' }
		| { kind: 'staff'; organismId: string; staffRole: StaffRole; committeeMemberId?: string }
		| { kind: 'coordinator'; territoryId: string }
	);

/** Who a household has named to help it. */
export type MandateRow = {
	id: string;
	householdId: string;
	accountId: string;
	firstName: string;
	lastName: string;
	email: string;
	givenOn: Day;
	months: number;
};

/** The rows of each kind, in the order in which they may be written: a row only refers to rows already given. */
/** What a person asks to be rectified, and nobody has answered yet. */
export type DataRequestRow = {
	id: string;
	accountId: string;
	householdId: string;
	organismId: string;
	part: FilePart;
	statement: RequestStatement;
	askedOn: Day;
};

export type RowsByKind = {
	territories: TerritoryRow;
	communes: CommuneRow;
	organisms: OrganismRow;
	committeeMembers: CommitteeMemberRow;
	estates: EstateRow;
	dwellings: DwellingRow;
	addresses: AddressRow;
	households: HouseholdRow;
	leases: LeaseRow;
	listings: ListingRow;
	accounts: AccountRow;
	dataRequests: DataRequestRow;
	mandates: MandateRow;
};
export type RowKind = keyof RowsByKind;

/** Rows of one kind given together. */
export type Batch = { [K in RowKind]: { kind: K; rows: RowsByKind[K][] } }[RowKind];
