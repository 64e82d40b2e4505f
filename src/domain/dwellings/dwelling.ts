import type { Day } from '../calendar.ts';

/** Rooms without the kitchen, as written on a lease; T6 means six or more. */
export const typologies = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'] as const;
export type Typologie = (typeof typologies)[number];

/**
 * How the dwelling was financed; it fixes the plafonds de ressources. The two older families
 * (HLM before 1977, PLA 1977-1999) let under the PLUS ceilings.
 */
export const financings = ['PLAI', 'PLUS', 'PLS', 'PLI', 'HLM_BEFORE_1977', 'PLA_1977_1999'] as const;
export type Financing = (typeof financings)[number];

/** ordinary: stairs or narrow doors; accessible: step-free with a wheelchair; adapted: fitted for a disabled person. */
export const accessibilities = ['ordinary', 'accessible', 'adapted'] as const;
export type Accessibility = (typeof accessibilities)[number];

export const energyClasses = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
export type EnergyClass = (typeof energyClasses)[number];

export const reservationKinds = ['none', 'flow', 'identified'] as const;

/** CCH R.441-5: flow = counted yearly over the stock; identified = this very dwelling is promised to a reserver. */
export type Reservation = {
	kind: (typeof reservationKinds)[number];
	/** Who reserves, null when nobody does. */
	reserver: string | null;
	/** The reserver agreed in writing to this dwelling being exchanged. */
	agreementRecorded: boolean;
};

/** Why the organism keeps a dwelling out of the exchange. */
export const dwellingBlockers = [
	'rehabilitation',
	'sale',
	'demolition',
	'reserver',
	'specialUnit',
	'artistStudio'
] as const;
export type DwellingBlocker = (typeof dwellingBlockers)[number];

/**
 * Counters of a PLUS programme (CCH D.331-12): how many of its dwellings are let to modest households and how
 * many to households above the ceiling. Kept by the organism; without them the quotas are only recalled.
 */
export type ProgrammeCounts = {
	id: string;
	dwellings: number;
	/** Let to households at or under 60 % of the PLUS ceiling. */
	upTo60Percent: number;
	/** Let to households between 100 % and 120 % of the PLUS ceiling. */
	above100Percent: number;
};

export type Dwelling = {
	id: string;
	/** Who lets it: owner, or manager when `ownerId` says so. */
	organismId: string;
	/** The owner when it is not the organism (management mandate); the right to exchange asks for one owner. */
	ownerId?: string | null;
	estateId: string;
	/** INSEE code of the commune. */
	commune: string;
	/** Habitable rooms, kitchen excluded. */
	rooms: number;
	/** Habitable area, m². */
	area: number;
	/** 0 is the ground floor. */
	floor: number;
	hasLift: boolean;
	accessibility: Accessibility;
	financing: Financing;
	/** Principal rent asked from a new tenant, €/month; null when the organism has not said it. */
	reletRent: number | null;
	/** Rent of the annexes (parking, cellar), €/month. */
	annexRent: number;
	/** Recoverable charges, €/month; null when not known. */
	charges: number | null;
	energyClass: EnergyClass | null;
	/** Décret 2002-120; null when unknown. */
	isDecent: boolean | null;
	/** Let under an APL agreement (conventionné). */
	hasAplAgreement: boolean;
	isInPriorityQuarter: boolean;
	reservation: Reservation;
	blockers: DwellingBlocker[];
	/** Let unfurnished: every ordinary social lease. */
	isFurnished: boolean;
	/** When a vacant dwelling can be let again; null when occupied. */
	vacantFrom: Day | null;
	/** The PLUS programme it belongs to, with its counters. */
	programme?: ProgrammeCounts | null;
	/** The day the organism last confirmed this sheet. */
	recordedOn?: Day | null;
};

/** The typologie of a number of rooms. */
export const typologieOf = (rooms: number): Typologie => typologies[Math.min(Math.max(rooms, 1), 6) - 1]!;
