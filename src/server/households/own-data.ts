/** What the law gives everyone over their own data: a copy of all of it, and its erasure. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { retentionOn } from '#domain/households/retention.ts';
import { dayOf } from '#domain/calendar.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { liveProposalStates } from '#domain/proposals/proposal.workflow.ts';
import { accounts, sessions } from '../accounts/tables.ts';
import { decisions } from '../commissions/tables.ts';
import { candidacies, demands } from '../demands/tables.ts';
import { dwellingAddresses, leases } from '../dwellings/tables.ts';
import { householdInsights } from '../matching/tables.ts';
import { communes } from '../organisms/tables.ts';
import { listFiles } from '../documents/queries.ts';
import { openMotive } from '../needs/motive.ts';
import { listings } from '../needs/tables.ts';
import type { Tenant } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { letters } from '../platform/tables.ts';
import { asActor, command, type Unit } from '../platform/unit.ts';
import { answers, legs, proposals, visits } from '../proposals/tables.ts';
import { mandates } from './mandate-tables.ts';
import { openHealth } from './health.ts';
import { requestsOf } from './requests/queries.ts';
import { erasures, households, persons } from './tables.ts';

type TenantContext = Context & { actor: Tenant };

/** Everything the exchange holds about the household and the account that asks; nothing about anybody else. */
export const exportOwnData = (ctx: TenantContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => ({
		madeAt: unit.now,
		keptFor: retentionOn(dayOf(unit.now)),
		account: await readAccount(unit, ctx.actor),
		household: await readHousehold(unit, ctx.actor.householdId),
		homes: await readHomes(unit, ctx.actor.householdId),
		listings: await readListings(unit, ctx.actor.householdId),
		exchanges: await readExchanges(unit, ctx.actor.householdId),
		helpers: await readHelpers(unit, ctx.actor.householdId),
		searches: await readSearches(unit, ctx.actor.householdId),
		demands: await readDemands(unit, ctx.actor.householdId),
		/** Their bytes go with the archive of this copy. */
		files: await readFiles(unit, ctx.actor.householdId),
		requests: await readRequests(unit, ctx.actor.accountId),
		letters: await readLetters(unit, ctx.actor.accountId)
	}));

export type OwnData = Awaited<ReturnType<typeof exportOwnData>>;

async function readAccount({ tx }: Unit, { accountId }: Tenant) {
	const [account] = await tx
		.select({
			firstName: accounts.firstName,
			lastName: accounts.lastName,
			email: accounts.email,
			phone: accounts.phone,
			language: accounts.locale,
			createdAt: accounts.createdAt
		})
		.from(accounts)
		.where(eq(accounts.id, accountId));
	const open = await tx
		.select({ since: sessions.createdAt, browser: sessions.userAgent })
		.from(sessions)
		.where(eq(sessions.accountId, accountId))
		.orderBy(desc(sessions.createdAt));
	return { ...account!, sessions: open };
}

async function readHousehold({ tx, deps }: Unit, householdId: string) {
	const [row] = await tx.select().from(households).where(eq(households.id, householdId));
	const people = await tx
		.select()
		.from(persons)
		.where(eq(persons.householdId, householdId))
		.orderBy(asc(persons.position));
	const { disabilityCards, ...health } = openHealth(deps.config, row!);
	const { localCriteria, ...situation } = row!.situation;
	return {
		name: row!.name,
		isCouple: row!.isCouple,
		...situation,
		// Which member of staff checked is the organism's to tell, and whose criterion it is, a number.
		...(localCriteria && {
			localCriteria: localCriteria.map(({ code, isMet, proof, on }) => ({ code, isMet, proof, on }))
		}),
		...health,
		persons: people.map(({ id, firstName, lastName, birthDate, role, custody }) => ({
			firstName,
			lastName,
			birthDate,
			role,
			custody,
			hasDisabilityCard: disabilityCards.includes(id)
		}))
	};
}

const readHomes = ({ tx }: Unit, householdId: string) =>
	tx
		.select({
			leaseNumber: leases.number,
			kind: leases.kind,
			startsOn: leases.startsOn,
			endsOn: leases.endsOn,
			principalRent: leases.principalRent,
			annexRent: leases.annexRent,
			charges: leases.charges,
			noticeGiven: leases.noticeGiven,
			hasLitigation: leases.hasLitigation,
			street: dwellingAddresses.street,
			postalCode: dwellingAddresses.postalCode,
			door: dwellingAddresses.door
		})
		.from(leases)
		// Behind the door it has left live others.
		.leftJoin(dwellingAddresses, and(eq(dwellingAddresses.dwellingId, leases.dwellingId), isNull(leases.endsOn)))
		.where(eq(leases.householdId, householdId))
		.orderBy(asc(leases.startsOn));

async function readListings({ tx, deps }: Unit, householdId: string) {
	const rows = await tx.select().from(listings).where(eq(listings.householdId, householdId));
	return rows.map((row) => ({
		state: row.state,
		motive: openMotive(deps.config, row),
		need: row.need,
		statements: row.statements,
		description: row.description,
		returnReason: row.returnReason,
		publishedOn: row.publishedOn,
		updatedAt: row.updatedAt
	}));
}

async function readExchanges({ tx }: Unit, householdId: string) {
	const own = await tx
		.select({
			legId: legs.id,
			reference: proposals.reference,
			state: proposals.state,
			publishedAt: proposals.publishedAt,
			endedAt: proposals.endedAt
		})
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.where(eq(legs.householdId, householdId))
		.orderBy(asc(proposals.publishedAt));
	const legIds = own.map(({ legId }) => legId);
	const said = await tx
		.select({
			legId: answers.legId,
			question: answers.question,
			isYes: answers.isYes,
			motive: answers.motive,
			note: answers.note,
			answeredAt: answers.answeredAt
		})
		.from(answers)
		.where(eq(answers.householdId, householdId));
	const planned = await tx
		.select({ legId: visits.legId, plannedFor: visits.plannedFor, agreedAt: visits.agreedAt })
		.from(visits)
		.where(inArray(visits.legId, legIds));
	const of = <T extends { legId: string }>(rows: T[], legId: string) =>
		rows.filter((row) => row.legId === legId).map(({ legId: _, ...row }) => row);
	return own.map(({ legId, ...exchange }) => ({ ...exchange, answers: of(said, legId), visits: of(planned, legId) }));
}

/** Who was named to help, as the household wrote it. */
const readHelpers = ({ tx }: Unit, householdId: string) =>
	tx
		.select({
			firstName: mandates.firstName,
			lastName: mandates.lastName,
			email: mandates.email,
			since: mandates.createdAt,
			endsAt: mandates.endsAt,
			endedAt: mandates.endedAt
		})
		.from(mandates)
		.where(eq(mandates.householdId, householdId))
		.orderBy(asc(mandates.createdAt));

/** What the last search of exchanges said of the household: why it has none, and what a change would bring. */
async function readSearches({ tx }: Unit, householdId: string) {
	const rows = await tx
		.select({ explainedAt: householdInsights.at, insight: householdInsights.insight })
		.from(householdInsights)
		.where(eq(householdInsights.householdId, householdId));
	const { insee, name } = communes;
	const places = await tx.select({ insee, name }).from(communes);
	const nameOf = (code: unknown) => places.find((one) => one.insee === code)?.name ?? null;
	return rows.map(({ explainedAt, insight: { advice, ...insight } }) => ({
		explainedAt,
		...insight,
		advice: advice.map((one) => ({ ...one, commune: one.change.kind === 'commune' ? nameOf(one.change.to) : null }))
	}));
}

const readDemands = ({ tx }: Unit, householdId: string) =>
	tx
		.select({
			uniqueNumber: demands.uniqueNumber,
			firstDepositedOn: demands.firstDepositedOn,
			state: demands.state,
			openedAt: demands.openedAt,
			closedAt: demands.closedAt,
			documents: candidacies.documents,
			candidacy: candidacies.state,
			offerSentAt: candidacies.offerSentAt,
			decision: decisions.kind,
			motives: decisions.motives,
			decidedAt: decisions.decidedAt
		})
		.from(demands)
		.leftJoin(candidacies, eq(candidacies.demandId, demands.id))
		.leftJoin(decisions, eq(decisions.candidacyId, candidacies.id))
		.where(eq(demands.householdId, householdId))
		.orderBy(asc(demands.openedAt));

const readFiles = async (unit: Unit, householdId: string) =>
	(await listFiles(unit, householdId)).map(({ id, code, name, bytes, depositedOn }) => ({
		id,
		document: code,
		name,
		bytes,
		depositedOn
	}));

const readRequests = async (unit: Unit, accountId: string) =>
	(await requestsOf(unit, accountId)).map(({ id: _, isLate: _late, actions: _actions, ...request }) => request);

const readLetters = ({ tx }: Unit, accountId: string) =>
	tx
		.select({ subject: letters.subject, body: letters.body, createdAt: letters.createdAt, readAt: letters.readAt })
		.from(letters)
		.where(eq(letters.accountId, accountId))
		.orderBy(asc(letters.createdAt));

/** Where the erasure of one's data stands: whether it was asked, and whether one may ask. */
export const getErasure = (ctx: TenantContext) =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const { householdId } = ctx.actor;
		const [asked] = await tx.select().from(erasures).where(eq(erasures.householdId, householdId));
		return {
			askedAt: asked?.askedAt ?? null,
			actions: (asked || (await isInChain(tx, householdId)) ? [] : ['ask']) as 'ask'[]
		};
	});

export type ErasureRefusal = 'ERASURE_IN_CHAIN' | 'KEY_REUSED';

/**
 * Asks that everything be erased; the jobs do it within the day (apply-retention.ts). Not while others count on the
 * home: the household says no to its exchange first.
 */
export const askErasure = (ctx: TenantContext): Promise<Result<null, ErasureRefusal>> =>
	command(ctx, 'households.askErasure', {}, async (unit) => {
		const { householdId } = ctx.actor;
		if (await isInChain(unit.tx, householdId)) return err('ERASURE_IN_CHAIN');
		const asked = await unit.tx
			.insert(erasures)
			.values({ householdId, askedAt: unit.now })
			.onConflictDoNothing()
			.returning({ id: erasures.householdId });
		if (asked.length > 0) await unit.record([{ type: 'ErasureAsked', householdId }]);
		return ok(null);
	});

const isInChain = async (tx: Unit['tx'], householdId: string): Promise<boolean> => {
	const live = await tx
		.select({ id: legs.id })
		.from(legs)
		.innerJoin(proposals, eq(proposals.id, legs.proposalId))
		.where(and(eq(legs.householdId, householdId), inArray(proposals.state, [...liveProposalStates])))
		.limit(1);
	return live.length > 0;
};
