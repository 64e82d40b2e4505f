/** The cast as rows, and the bounds that keep chance away from its stories. */
import { addDays, type Day } from '#domain/calendar.ts';
import { mandateRulesOn } from '#domain/households/mandate.ts';
import { landlineOf } from './names.ts';
import type { AccountRow, CommitteeMemberRow, MandateRow, TerritoryRow } from './rows.ts';
import { castAddresses, castDwellings, castEstates } from './cast/homes.ts';
import { castHouseholds, castNeeds } from './cast/households.ts';
import { castRequest } from './cast/request.ts';
import { castMember, castStaff, castTenants, coordinators, helpers } from './cast/people.ts';
import { territoryId } from './organisms.ts';

export {
	asOfRight,
	castMember,
	castStaff,
	castTenants,
	coHolders,
	coordinators,
	demoAccounts,
	fourWay,
	holdersOf,
	threeWay,
	vacancyChain
} from './cast/people.ts';

/** How many listings and vacancies of a territory belong to the cast. */
export const castSize = { listings: castNeeds.length, vacancies: 1 } as const;

const territory: TerritoryRow = { id: territoryId, name: 'Bourse d’échange de Cergy-Pontoise' };

const allStaff = [...Object.values(castStaff).flatMap((team) => Object.values(team)), castMember];

const staffAccounts: AccountRow[] = allStaff.map(({ accountId, label: _label, ...person }, i) => ({
	id: accountId,
	kind: 'staff',
	...person,
	phone: landlineOf(2000 + i)
}));

const coordinatorAccounts: AccountRow[] = coordinators.map(({ accountId, label: _label, ...person }, i) => ({
	id: accountId,
	kind: 'coordinator',
	territoryId,
	...person,
	phone: landlineOf(3000 + i)
}));

const helperAccounts: AccountRow[] = Object.values(helpers).map(({ accountId, firstName, lastName, email }, i) => ({
	id: accountId,
	kind: 'helper',
	firstName,
	lastName,
	email,
	phone: landlineOf(4000 + i)
}));

/** Each for as long as may be, from the day before. */
const helperMandates = (today: Day): MandateRow[] =>
	Object.values(helpers).map(({ mandateId: id, label: _label, ...named }) => {
		const givenOn = addDays(today, -1);
		const months = Math.max(...mandateRulesOn(givenOn).months);
		return { id, ...named, givenOn, months };
	});

/** The seat of the cast in a commission, in the place of the one drawn for the same capacity. */
const castSeat: CommitteeMemberRow = {
	id: castMember.committeeMemberId,
	organismId: castMember.organismId,
	name: `${castMember.firstName} ${castMember.lastName}`,
	capacity: 'tenantRepresentative',
	commune: null,
	isVoting: true
};

/** A commission as it was drawn, with the people of the cast who sit in it. */
export const seatCast = (drawn: CommitteeMemberRow): CommitteeMemberRow =>
	drawn.organismId === castSeat.organismId && drawn.capacity === castSeat.capacity ? castSeat : drawn;

/** Every row of the cast, as it stands on a day. */
export function castRows(today: Day) {
	const dwellings = castDwellings(today);
	const { households, leases, listings, accounts } = castHouseholds(dwellings, today);
	return {
		territories: [territory],
		estates: [...castEstates],
		dwellings,
		addresses: [...castAddresses],
		households,
		leases,
		listings,
		accounts: [...coordinatorAccounts, ...staffAccounts, ...helperAccounts, ...accounts],
		mandates: helperMandates(today),
		dataRequests: [castRequest(today)]
	};
}

/** What the sign-in page says of the accounts of the cast, in French, by e-mail address. */
export const demoLabels: ReadonlyMap<string, string> = new Map(
	[...castTenants, ...Object.values(helpers), ...allStaff, ...coordinators].map(({ email, label }) => [email, label])
);

/**
 * The area, m², from which a dwelling of this commune and these rooms would suit a household of the cast; Infinity where
 * none looks for it. The areas asked for are large, so few drawn dwellings are made smaller for it.
 */
export function largestAreaDrawn(commune: string, rooms: number): number {
	let largest = Infinity;
	for (const need of castNeeds)
		if (need.communes.includes(commune) && rooms >= need.minRooms && rooms <= need.maxRooms)
			largest = Math.min(largest, need.minArea ?? 0);
	return largest;
}
