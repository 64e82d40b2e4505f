import { randomUUID } from 'node:crypto';
import { staffRoles, type StaffRole } from '#domain/organisms/organism.ts';
import { defaultStepDelays } from '#domain/proposals/proposal.ts';
import type { Connections } from '#server/platform/postgres/client.ts';
import * as t from '#server/tables.ts';
import type { Coordinator, Staff, Tenant } from '#server/platform/actor.ts';

export type Party = {
	organismId: string;
	householdId: string;
	dwellingId: string;
	tenant: Tenant;
	officer: Staff;
	secretary: Staff;
	manager: Staff;
	/** Who sits in its commission. */
	member: Staff;
};

export type Scene = { territoryId: string; coordinator: Coordinator; parties: Party[] };

let number = 0;

/**
 * Writes some households of as many organisms, each housed and with a published listing, and those who act for
 * them. Figures are such that every rule passes.
 */
export async function aScene({ db }: Connections, households: number): Promise<Scene> {
	const territoryId = randomUUID();
	const commune = '95127';
	await db
		.insert(t.territories)
		.values({ id: territoryId, name: 'Territoire', isDemo: true, stepDelays: defaultStepDelays });
	await db
		.insert(t.communes)
		.values({ insee: commune, name: 'Cergy', department: '95', lon: 2.04, lat: 49.04, population: 68_000 })
		.onConflictDoNothing();
	const [coordinator] = await db
		.insert(t.accounts)
		.values({ kind: 'coordinator', email: email(), firstName: 'Inès', lastName: 'Roy', territoryId })
		.returning({ id: t.accounts.id });
	const parties: Party[] = [];
	for (let index = 0; index < households; index++)
		parties.push(await aParty({ db } as Connections, territoryId, commune));
	return {
		territoryId,
		coordinator: { role: 'coordinator', accountId: coordinator!.id, territoryId },
		parties
	};
}

/** One organism with its staff, one household in one of its dwellings. */
export async function aParty({ db }: Pick<Connections, 'db'>, territoryId: string, commune: string): Promise<Party> {
	const organism = await anOrganism({ db }, territoryId, commune);
	const household = await aHouseholdIn({ db }, organism.organismId, commune);
	return {
		...household,
		organismId: organism.organismId,
		officer: organism.staff.officer,
		secretary: organism.staff.calSecretary,
		manager: organism.staff.manager,
		member: organism.staff.commissionMember
	};
}

/** One organism with its commission, where the mayor of a commune sits, and a member of staff for each duty. */
export async function anOrganism(
	{ db }: Pick<Connections, 'db'>,
	territoryId: string,
	commune: string
): Promise<{ organismId: string; staff: Record<StaffRole, Staff> }> {
	const [organism] = await db
		.insert(t.organisms)
		.values({
			territoryId,
			name: `Organisme ${++number}`,
			kind: 'ESH',
			phone: '01 00 00 00 00',
			email: email(),
			quorum: 3,
			allowsExchangeAlone: true
		})
		.returning({ id: t.organisms.id });
	const organismId = organism!.id;
	const [seat] = await db
		.insert(t.committeeMembers)
		.values(
			(['boardMember', 'boardMember', 'tenantRepresentative', 'mayor', 'prefect'] as const).map((capacity, index) => ({
				organismId,
				name: `Membre ${index + 1}`,
				capacity,
				commune: capacity === 'mayor' ? commune : null,
				isVoting: true
			}))
		)
		.returning({ id: t.committeeMembers.id });
	const staff = {} as Record<StaffRole, Staff>;
	for (const staffRole of staffRoles) {
		const committeeMemberId = staffRole === 'commissionMember' ? seat!.id : null;
		const accountId = await anAccount({ db }, { kind: 'staff', organismId, staffRole, committeeMemberId });
		staff[staffRole] = { role: 'staff', accountId, organismId, staffRole };
	}
	return { organismId, staff };
}

/** One household of an organism, housed in one of its dwellings, with a published listing and an account. */
export async function aHouseholdIn(
	{ db }: Pick<Connections, 'db'>,
	organismId: string,
	commune: string
): Promise<{ householdId: string; dwellingId: string; tenant: Tenant }> {
	number++;
	const [estate] = await db
		.insert(t.estates)
		.values({ organismId, commune, name: `Résidence ${number}` })
		.returning({ id: t.estates.id });
	const dwellingId = await aDwellingOf({ db }, organismId, estate!.id, commune);
	const [household] = await db
		.insert(t.households)
		.values({
			organismId,
			name: `Foyer ${number}`,
			isCouple: false,
			situation: {
				referenceTaxIncomes: [{ year: 2024, amount: { value: 18_000, from: 'tenant', on: '2026-09-01' } }],
				monthlyResources: { value: 1_800, from: 'tenant', on: '2026-09-01' },
				aplResources: { value: 16_200, from: 'tenant', on: '2026-09-01' },
				arrears: { value: { amount: 0, plan: 'none' }, from: 'landlord', on: '2026-09-01' },
				uniqueNumber: {
					number: `095${String(number).padStart(15, '0')}`,
					firstDepositedOn: '2024-01-15',
					validUntil: '2027-12-31'
				},
				hasRightOfResidence: true,
				ownsSuitableDwelling: false,
				hasDalo: false
			}
		})
		.returning({ id: t.households.id });
	const householdId = household!.id;
	await db.insert(t.persons).values({
		householdId,
		organismId,
		position: 0,
		firstName: 'Dominique',
		lastName: `Foyer ${number}`,
		birthDate: '1980-05-04',
		role: 'holder'
	});
	await db.insert(t.leases).values({
		number: `L-${number}`,
		dwellingId,
		householdId,
		organismId,
		kind: 'ordinary',
		principalRent: 420,
		annexRent: 0,
		charges: 120,
		startsOn: '2018-04-01',
		checks: { isMainResidence: true, recordedOn: '2026-09-01' }
	});
	await db.insert(t.listings).values({
		householdId,
		dwellingId,
		organismId,
		state: 'published',
		need: { minRooms: 3, maxRooms: 3, communes: [commune], maxHouseholds: 4, wishes: [] },
		publishedOn: '2026-09-01'
	});
	const accountId = await anAccount({ db }, { kind: 'tenant', householdId });
	return { householdId, dwellingId, tenant: { role: 'tenant', accountId, householdId } };
}

async function anAccount(
	{ db }: Pick<Connections, 'db'>,
	values: Partial<typeof t.accounts.$inferInsert> & { kind: 'tenant' | 'staff' }
): Promise<string> {
	const [row] = await db
		.insert(t.accounts)
		.values({ email: email(), firstName: 'Camille', lastName: 'Test', ...values })
		.returning({ id: t.accounts.id });
	return row!.id;
}

async function aDwellingOf(
	{ db }: Pick<Connections, 'db'>,
	organismId: string,
	estateId: string,
	commune: string
): Promise<string> {
	const [dwelling] = await db
		.insert(t.dwellings)
		.values({
			organismId,
			estateId,
			commune,
			rooms: 3,
			area: 64,
			floor: 1,
			hasLift: true,
			accessibility: 'ordinary',
			financing: 'PLUS',
			reletRent: 450,
			annexRent: 0,
			charges: 130,
			energyClass: 'C',
			isDecent: true,
			hasAplAgreement: true,
			isInPriorityQuarter: false,
			reservation: { kind: 'flow', reserver: null, agreementRecorded: false },
			recordedOn: '2026-09-01'
		})
		.returning({ id: t.dwellings.id });
	await db.insert(t.dwellingAddresses).values({
		dwellingId: dwelling!.id,
		organismId,
		reference: `LOG-${number}`,
		street: `${number} rue des Essais`,
		postalCode: '95000',
		door: 'porte 12'
	});
	return dwelling!.id;
}

/** Writes a chain found by a run: a cycle in which each takes the home of the next. */
export async function aFoundProposal({ db }: Pick<Connections, 'db'>, scene: Scene): Promise<string> {
	const { parties, territoryId } = scene;
	const now = new Date();
	const [run] = await db
		.insert(t.matchingRuns)
		.values({
			territoryId,
			reason: 'coordinator',
			state: 'done',
			requestedAt: now,
			parameters: { maxCycle: 4, maxChain: 4, seed: 1, seconds: 10 }
		})
		.returning({ id: t.matchingRuns.id });
	const [proposal] = await db
		.insert(t.proposals)
		.values({
			reference: `E-TEST-${randomUUID().slice(0, 8)}`,
			territoryId,
			runId: run!.id,
			kind: 'cycle',
			householdIds: parties.map((party) => party.householdId),
			organismIds: [...new Set(parties.map((party) => party.organismId))],
			foundAt: now
		})
		.returning({ id: t.proposals.id });
	const nextOf = (index: number) => parties[(index + 1) % parties.length]!;
	await db.insert(t.legs).values(
		parties.map((party, position) => ({
			proposalId: proposal!.id,
			position,
			householdId: party.householdId,
			homeOrganismId: party.organismId,
			currentDwellingId: party.dwellingId,
			targetDwellingId: nextOf(position).dwellingId,
			targetOrganismId: nextOf(position).organismId
		}))
	);
	return proposal!.id;
}

const email = () => `${randomUUID()}@exemple.test`;
