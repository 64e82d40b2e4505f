/** Who sits in a commission d'attribution, in what name, and for which cases. */

/** In what name a person sits (CCH L.441-2, R.441-9). */
export const memberCapacities = [
	'boardMember',
	'tenantRepresentative',
	'mayor',
	'prefect',
	'epciPresident',
	'socialEngineering',
	'reserver'
] as const;
export type MemberCapacity = (typeof memberCapacities)[number];

export type CommitteeMember = {
	id: string;
	capacity: MemberCapacity;
	/** INSEE code of the commune of a mayor; null for everybody else, and for a mayor of whom nobody said it yet. */
	commune: string | null;
	isVoting: boolean;
};

type Seat = Pick<CommitteeMember, 'capacity' | 'commune'>;

/**
 * Whether a seat is for the cases of a dwelling: a mayor sits for the dwellings of their commune alone (CCH L.441-2),
 * everybody else for all of them. A mayor of whom no commune is known sits for none.
 *
 * @param ofDwelling INSEE code of the commune of the dwelling that the case is about
 */
export const sitsFor = ({ capacity, commune }: Seat, ofDwelling: string): boolean =>
	capacity !== 'mayor' || commune === ofDwelling;

/** Whether a seat is for an agenda: for one of its cases at least, of which these are the communes. */
export const sitsForSome = (seat: Seat, ofDwellings: readonly string[]): boolean =>
	seat.capacity !== 'mayor' || ofDwellings.some((commune) => sitsFor(seat, commune));
