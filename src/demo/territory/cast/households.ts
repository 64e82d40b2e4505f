/** The rows of the households of the cast. Comfortable files, so that every rule passes but one. */
import { addDays, type Day } from '#domain/calendar.ts';
import type { Stated } from '#domain/households/household.ts';
import type { Need } from '#domain/needs/need.ts';
import { inventedNumber } from '../leases.ts';
import { mobileOf } from '../names.ts';
import { bornAtAge } from '../persons.ts';
import type { AccountRow, DwellingRow, HouseholdRow, LeaseRow, ListingRow } from '../rows.ts';
import { castTenants, fixed } from './people.ts';
import { roles, type Role } from './roles.ts';

const noNeed: Omit<Need, 'minRooms' | 'maxRooms' | 'communes'> = {
	maxResidualBill: null,
	minArea: null,
	maxFloorWithoutLift: null,
	wishes: [],
	maxHouseholds: 4,
	notBefore: null
};

const needOf = (role: Role): Need => ({ ...noNeed, ...role.need });

/** What each household of the cast looks for; drawn dwellings are kept out of these bounds. */
export const castNeeds: readonly Need[] = roles.map(needOf);

type CastRows = { households: HouseholdRow[]; leases: LeaseRow[]; listings: ListingRow[]; accounts: AccountRow[] };

/** The households of the cast with their leases, listings and accounts; the homes are given in the order of their numbers. */
export function castHouseholds(dwellings: readonly DwellingRow[], today: Day): CastRows {
	const year = Number(today.slice(0, 4));
	const stated = (value: number): Stated<number> => ({ value, from: 'staff', on: addDays(today, -14) });
	const rows: CastRows = { households: [], leases: [], listings: [], accounts: [] };
	for (const role of roles) {
		const dwelling = dwellings[role.number - 1]!;
		const householdId = fixed.household(role.number);
		const terms = {
			dwellingId: dwelling.id,
			organismId: dwelling.organismId,
			kind: 'ordinary' as const,
			since: `${year - role.years}-04-15`,
			principalRent: role.rent,
			annexRent: dwelling.annexRent,
			charges: dwelling.charges,
			noticeGiven: false,
			hasLitigation: false,
			isMainResidence: true,
			disabledOccupantLeft: role.disabledOccupantLeft ?? null,
			isInsured: true,
			hasDutyBreach: false,
			recordedOn: addDays(today, -9)
		};
		rows.leases.push({
			...terms,
			id: fixed.lease(role.number),
			number: `B${terms.since.slice(0, 4)}-C${String(role.number).padStart(5, '0')}`,
			householdId
		});
		const firstDepositedOn = addDays(today, -(420 + 35 * role.number));
		rows.households.push({
			id: householdId,
			organismId: dwelling.organismId,
			name: role.members[0]!.lastName,
			persons: role.members.map((member, i) => ({
				id: fixed.person(role.number * 10 + i),
				firstName: member.firstName,
				lastName: member.lastName,
				birthDate: bornAtAge(member.age, member.birthday, today),
				role: member.role,
				...(member.role === 'child' ? { custody: 'full' as const } : {}),
				hasDisabilityCard: member.hasDisabilityCard ?? false,
				isCeilingDependant: member.role === 'child',
				isAplDependant: member.role === 'child'
			})),
			isCouple: role.isCouple ?? false,
			referenceTaxIncomes: [1, 2, 3].map((ago) => ({ year: year - ago, amount: stated(role.taxIncome) })),
			monthlyResources: stated(role.resources),
			aplResources: stated(role.taxIncome),
			incomeAlternatives: [],
			accessNeeds: role.accessNeeds ?? [],
			arrears: { value: { amount: 0, plan: 'none' }, from: 'landlord', on: addDays(today, -9) },
			uniqueNumber: {
				number: inventedNumber(900_000 + role.number, firstDepositedOn),
				firstDepositedOn,
				// Far enough for a whole procedure, and for a clock moved forward.
				validUntil: addDays(today, 310)
			},
			hasNoUniqueNumber: false,
			hasRightOfResidence: true,
			ownsSuitableDwelling: false,
			hasDalo: false,
			receivesAah: role.receivesAah ?? false,
			receivesAeeh: false,
			lease: terms,
			missingDocuments: [],
			priorityGroups: role.members.some((member) => member.hasDisabilityCard) ? ['disability'] : [],
			compositionStated: { from: 'staff', on: addDays(today, -14) }
		});
		rows.listings.push({
			id: fixed.listing(role.number),
			householdId,
			dwellingId: dwelling.id,
			organismId: dwelling.organismId,
			motive: role.motive,
			need: needOf(role),
			description: role.description,
			publishedOn: addDays(today, -(60 + 7 * role.number))
		});
	}
	for (const [i, tenant] of castTenants.entries())
		rows.accounts.push({
			id: tenant.accountId,
			kind: 'tenant',
			householdId: tenant.householdId,
			email: tenant.email,
			firstName: tenant.firstName,
			lastName: tenant.lastName,
			phone: mobileOf(9000 + i)
		});
	return rows;
}
