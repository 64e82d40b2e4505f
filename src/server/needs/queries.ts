import { asc, eq } from 'drizzle-orm';
import { ageAt, dayOf } from '#domain/calendar.ts';
import {
	canAnswer,
	canHelperAnswer,
	helperSteps,
	isAnswered,
	listingSteps,
	refusalOfAction,
	tenantListingActions,
	type ListingCircumstances,
	type TenantListingAction
} from '#domain/needs/listing.ts';
import { publicSheet } from '../dwellings/public-sheet.ts';
import { dwellings } from '../dwellings/tables.ts';
import { noteReading, ownActions } from '../households/help.ts';
import { households, persons } from '../households/tables.ts';
import { readCommunes } from '../organisms/communes.ts';
import { communes, organisms } from '../organisms/tables.ts';
import type { ForHousehold } from '../platform/actor.ts';
import type { Context, Tx } from '../platform/context.ts';
import { asActor, type Unit } from '../platform/unit.ts';
import { openHealth } from '../households/health.ts';
import { readCircumstances } from './change-listing.ts';
import { answersOf, readOwnListing, readRunningLease, type OwnListing } from './own-listing.ts';

type HouseholdContext = Context & { actor: ForHousehold };

/**
 * Everything the household says and is told in its annonce: its answers page by page, what its organism has on record
 * of its home and of itself, and what it may do now.
 */
export const getOwnListing = (ctx: HouseholdContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const { householdId } = ctx.actor;
		const listing = await readOwnListing(unit, householdId);
		noteReading(unit);
		const circumstances = await readCircumstances(unit, householdId);
		return {
			now,
			listing: listing && viewOf(listing, circumstances, ctx.actor),
			home: await readHome(tx, householdId),
			household: await readHousehold(unit, householdId),
			isInProposal: circumstances.isInProposal,
			isLimited: circumstances.isLimited
		};
	});

/** The communes one may choose, in the order of their names. */
export const listCommunes = (ctx: Context) => asActor(ctx.deps, ctx.actor, ({ tx }) => readCommunes(tx));

function viewOf(listing: OwnListing, circumstances: ListingCircumstances, reader: ForHousehold) {
	const isHelper = reader.role === 'helper';
	const answers = answersOf(listing);
	return {
		state: listing.state,
		...answers,
		// Why it wants to move is for the household alone to tell.
		motive: isHelper ? null : answers.motive,
		returnReason: listing.returnReason,
		publishedOn: listing.publishedOn,
		updatedAt: listing.updatedAt,
		steps: (isHelper ? helperSteps : listingSteps).map((step) => ({
			step,
			isAnswered: isAnswered(step, answers),
			canAnswer: isHelper ? canHelperAnswer(listing.state, step) : canAnswer(listing.state, step)
		})),
		actions: ownActions(
			reader,
			tenantListingActions.filter(
				(action): action is TenantListingAction =>
					refusalOfAction({ ...answers, state: listing.state }, action, circumstances) === null
			)
		)
	};
}

async function readHome(tx: Tx, householdId: string) {
	const lease = await readRunningLease(tx, householdId);
	if (!lease) return null;
	const [row] = await tx
		.select({
			dwelling: dwellings,
			commune: communes.name,
			organism: organisms.name,
			phone: organisms.phone,
			openingHours: organisms.openingHours
		})
		.from(dwellings)
		.innerJoin(communes, eq(communes.insee, dwellings.commune))
		.innerJoin(organisms, eq(organisms.id, dwellings.organismId))
		.where(eq(dwellings.id, lease.dwellingId));
	return {
		sheet: publicSheet(row!.dwelling, row!),
		sheetOn: row!.dwelling.recordedOn,
		isKeptOut: row!.dwelling.blockers.length > 0,
		lease: {
			since: lease.startsOn,
			principalRent: lease.principalRent,
			annexRent: lease.annexRent,
			charges: lease.charges,
			recordedOn: lease.checks.recordedOn ?? null
		},
		landlord: { name: row!.organism, phone: row!.phone, openingHours: row!.openingHours }
	};
}

async function readHousehold({ tx, now, deps }: Unit, householdId: string) {
	const [household] = await tx
		.select({ id: households.id, situation: households.situation, health: households.health })
		.from(households)
		.where(eq(households.id, householdId));
	const people = await tx
		.select({
			firstName: persons.firstName,
			birthDate: persons.birthDate,
			role: persons.role,
			custody: persons.custody
		})
		.from(persons)
		.where(eq(persons.householdId, householdId))
		.orderBy(asc(persons.position));
	const { situation } = household!;
	return {
		persons: people.map(({ birthDate, ...person }) => ({ ...person, age: ageAt(birthDate, dayOf(now)) })),
		accessNeeds: openHealth(deps.config, household!).accessNeeds,
		monthlyResources: situation.monthlyResources,
		referenceTaxIncomes: situation.referenceTaxIncomes,
		uniqueNumber: situation.uniqueNumber
	};
}
