/**
 * A small world for the tests of trust: chains at every stage between organisms of one territory, strangers beside
 * them, another territory. Whatever is private carries a mark of its own, with the rule of who may read it, so that a
 * mark seen by anyone else is a leak, wherever it was seen.
 */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { keptSheet } from '#domain/commissions/sheet.ts';
import { answerDueAt } from '#domain/households/answer-terms.ts';
import { askedFor } from '#domain/documents/document.ts';
import type { StaffRole } from '#domain/organisms/organism.ts';
import type { LegAction, LegState } from '#domain/proposals/leg.workflow.ts';
import { advanceLeg, endLeg, publish, setSigningDay, type Decided } from '#domain/proposals/proposal.ts';
import type { Result } from '#domain/result.ts';
import { readSheet } from '#server/commissions/case-sheet.ts';
import { sealName } from '#server/documents/file-name.ts';
import { sealStatement } from '#server/households/requests/sealed-text.ts';
import { assess, readCaseFile } from '#server/demands/case-file.ts';
import type { Actor, Coordinator, Helper, Staff, Tenant } from '#server/platform/actor.ts';
import { asActor, type Unit } from '#server/platform/unit.ts';
import { loadProposal, saveProposal, type LoadedProposal } from '#server/proposals/store.ts';
import { react } from '#server/reactions.ts';
import * as t from '#server/tables.ts';
import { aFoundProposal, aHouseholdIn, anOrganism, type Party } from '#tests/factories/chain.ts';
import { aHelperOf } from '#tests/factories/mandates.ts';
import { defaultStepDelays } from '#domain/proposals/proposal.ts';
import type { openTestServer } from '#tests/support/server.ts';

type Server = Awaited<ReturnType<typeof openTestServer>>;

/** Where a chain stands. */
export const stages = [
	'found',
	'open',
	'visiting',
	'committing',
	'instructing',
	'confirmed',
	'offered',
	'sealed',
	'signing',
	'completed',
	'broken'
] as const;
export type Stage = (typeof stages)[number];

/** One household of a chain, and all that an answer could be asked about it. */
export type Member = {
	/** Stage and organism, such as `open.A`. */
	name: string;
	tenant: Tenant;
	/** Who helps it; the mandate of the first stranger is over since this very moment. */
	helper: Helper;
	mandateId: string;
	householdId: string;
	/** The organism that houses it today. */
	organismId: string;
	/** The organism that housed it when the chain was found: it keeps the annonce and what was computed then. */
	formerOrganismId: string;
	targetOrganismId: string;
	dwellingId: string;
	targetDwellingId: string;
	territoryId: string;
	runId: string;
	proposalId: string;
	legId: string;
	legState: LegState;
	/** Every household and organism of its chain. */
	parties: { householdIds: string[]; organismIds: string[] };
	isPublished: boolean;
	/** The household that lives in the home it would take. */
	hostId: string;
	/** The household that has agreed on a visit of this home. */
	visitor: string | null;
	listingId: string;
	letterId: string;
	sessionId: string;
	/** What its person asked of their data. */
	requestId: string;
	candidacyId: string;
	demandId: string;
	/** Its tax notice, and a document that tells of health: files it has deposited. */
	fileId: string;
	sensitiveFileId: string;
	/** The officer of the organism that would receive it, in charge of its file. */
	inChargeId: string;
	/** A meeting of the organism that it wants to enter: the one that has its case, if any. */
	meetingId: string;
	/** An officer and the manager of the organism that houses it. */
	officerId: string;
	managerId: string;
	/** The secretary of the organism that houses it. */
	colleagueId: string;
	/** Somebody of the commission of the organism that houses it, without an account, and of the one that it wants to enter. */
	committeeMemberId: string;
	targetPresidentId: string;
};

/** Something private, and who may read it. */
export type Mark = { text: string; mayRead: (actor: Actor) => boolean };

export type Organism = { organismId: string; staff: Record<StaffRole, Staff> };

export type World = {
	organisms: Record<'A' | 'B' | 'C' | 'E' | 'F' | 'G' | 'H', Organism>;
	coordinator: Coordinator;
	/** The coordinator of the other territory. */
	otherCoordinator: Coordinator;
	/** The members of the chain at each stage; organisms A, B and C. */
	chains: Record<Stage, Member[]>;
	/** A chain between two other organisms of the territory. */
	strangers: Member[];
	/** A chain of the other territory. */
	elsewhere: Member[];
	/** A letter of the manager of each organism, by their account. */
	letters: Record<string, string>;
	marks: Mark[];
};

const commune = '95127';
const eve = '2026-11-20T09:00:00Z';
/** The day on which the world is looked at. */
export const today = '2026-11-21T09:00:00Z';

/** From the instruction on, the organism that would receive the household reads its file, while the leg lasts. */
const isFileShared = (state: LegState) =>
	['committed', 'supported', 'awarded', 'offerAccepted', 'signed'].includes(state);

/** Builds the world in the database of this file of tests. */
export async function aWorld(server: Server): Promise<World> {
	const { owner } = server;
	await server.setTime(eve);
	await owner.db
		.insert(t.communes)
		.values({ insee: commune, name: 'Cergy', department: '95', lon: 2.04, lat: 49.04, population: 68_000 })
		.onConflictDoNothing();
	const here = await aTerritory(server, 'Ici');
	const there = await aTerritory(server, 'Ailleurs');
	const organisms = {} as World['organisms'];
	for (const name of ['A', 'B', 'C', 'E', 'F'] as const)
		organisms[name] = await anOrganism(owner, here.territoryId, commune);
	for (const name of ['G', 'H'] as const) organisms[name] = await anOrganism(owner, there.territoryId, commune);

	const chains = {} as World['chains'];
	for (const stage of stages)
		chains[stage] = await aChain(server, stage, here.territoryId, [organisms.A, organisms.B, organisms.C]);
	const strangers = await aChain(server, 'confirmed', here.territoryId, [organisms.E, organisms.F]);
	const elsewhere = await aChain(server, 'confirmed', there.territoryId, [organisms.G, organisms.H]);

	await server.setTime(today);
	await advanceAll(server, chains.completed[0]!.proposalId, 'sign');
	await runReactions(server);
	const names = ['A', 'B', 'C'];
	for (const stage of stages) chains[stage] = await describe(server, chains[stage], stage, names);
	const world: World = {
		organisms,
		coordinator: here.coordinator,
		otherCoordinator: there.coordinator,
		chains,
		strangers: await describe(server, strangers, 'strangers', ['E', 'F']),
		elsewhere: await describe(server, elsewhere, 'elsewhere', ['G', 'H']),
		letters: {},
		marks: []
	};
	for (const { staff } of Object.values(organisms))
		world.letters[staff.manager.accountId] = await aLetter(server, staff.manager.accountId, null);
	for (const [nth, member] of allMembers(world).entries()) world.marks.push(...(await mark(server, member, nth)));
	for (const [name, organism] of Object.entries(organisms))
		world.marks.push(...(await markOrganism(server, name, organism)));
	return world;
}

/** Every household of the world. */
export const allMembers = (world: World): Member[] => [
	...Object.values(world.chains).flat(),
	...world.strangers,
	...world.elsewhere
];

async function aTerritory({ owner }: Server, name: string) {
	const territoryId = randomUUID();
	await owner.db.insert(t.territories).values({ id: territoryId, name, isDemo: true, stepDelays: defaultStepDelays });
	const [account] = await owner.db
		.insert(t.accounts)
		.values({
			kind: 'coordinator',
			email: `${randomUUID()}@exemple.test`,
			firstName: 'Inès',
			lastName: name,
			territoryId
		})
		.returning({ id: t.accounts.id });
	return { territoryId, coordinator: { role: 'coordinator', accountId: account!.id, territoryId } as Coordinator };
}

/** A ring of one household of each organism, brought to a stage as a chain is: gate after gate. */
async function aChain(server: Server, stage: Stage, territoryId: string, organisms: Organism[]): Promise<Member[]> {
	const parties: Party[] = [];
	for (const { organismId, staff } of organisms)
		parties.push({
			...(await aHouseholdIn(server.owner, organismId, commune)),
			organismId,
			officer: staff.officer,
			secretary: staff.calSecretary,
			manager: staff.manager,
			member: staff.commissionMember
		});
	const coordinator: Coordinator = { role: 'coordinator', accountId: '', territoryId };
	const proposalId = await aFoundProposal(server.owner, { territoryId, coordinator, parties });
	await assessAll(server, proposalId);
	await bringTo(server, proposalId, stage);
	return parties.map((party) => ({ ...party, proposalId, territoryId }) as unknown as Member);
}

const actionTo: Partial<Record<Stage, LegAction>> = {
	visiting: 'accept',
	committing: 'visit',
	instructing: 'commit',
	confirmed: 'support',
	offered: 'award',
	sealed: 'acceptOffer'
};

async function bringTo(server: Server, proposalId: string, stage: Stage): Promise<void> {
	if (stage === 'found') return;
	await decide(server, proposalId, (loaded, now) => publish(loaded.proposal, loaded.delays, now));
	if (stage === 'broken') return breakAtVisits(server, proposalId);
	for (const [reached, action] of Object.entries(actionTo)) {
		if (stages.indexOf(reached as Stage) > stages.indexOf(stage)) break;
		if (action === 'support') await giveOpinions(server, proposalId);
		if (action === 'award') await holdMeetings(server, proposalId);
		await advanceAll(server, proposalId, action);
		await runReactions(server);
		if (action === 'accept') await planVisits(server, proposalId, stage !== 'visiting');
	}
	if (stage === 'signing' || stage === 'completed')
		await decide(server, proposalId, (loaded, now) => setSigningDay(loaded.proposal, dayOf(new Date(today)), now));
	await runReactions(server);
}

/** The household of the second leg says no while homes are visited. */
async function breakAtVisits(server: Server, proposalId: string): Promise<void> {
	await advanceAll(server, proposalId, 'accept');
	await runReactions(server);
	await planVisits(server, proposalId, true);
	await decide(server, proposalId, (loaded, now) =>
		endLeg(loaded.proposal, loaded.proposal.legs[1]!.id, 'decline', now)
	);
	await runReactions(server);
}

const asSystemDo = <T>(server: Server, work: (unit: Unit) => Promise<T>) =>
	asActor(server.deps, { role: 'system' }, work);

async function decide(
	server: Server,
	proposalId: string,
	decision: (loaded: LoadedProposal, now: Date) => Result<Decided, string>
): Promise<void> {
	await asSystemDo(server, async (unit) => {
		const loaded = (await loadProposal(unit.tx, proposalId))!;
		const decided = decision(loaded, unit.now);
		if (!decided.ok) throw new Error(`The world cannot be built: ${decided.refusal}`);
		await saveProposal(unit, loaded, decided.value);
	});
}

async function advanceAll(server: Server, proposalId: string, action: LegAction): Promise<void> {
	const legs = await server.owner.db.select().from(t.legs).where(eq(t.legs.proposalId, proposalId));
	for (const leg of legs)
		await decide(server, proposalId, (loaded, now) => advanceLeg(loaded.proposal, leg.id, action, loaded.delays, now));
}

/** Runs what follows the events; searches of the engine and mails are left aside. */
async function runReactions({ worker }: Server): Promise<void> {
	for (;;) {
		const jobs = await worker.boss.fetch<{ eventId: number }>('react', { batchSize: 100 });
		if (jobs.length === 0) return;
		for (const job of jobs) {
			await react(worker, job.data.eventId);
			await worker.boss.complete('react', job.id);
		}
	}
}

const assessAll = (server: Server, proposalId: string) =>
	asSystemDo(server, async (unit) => {
		const { tx, now } = unit;
		for (const leg of await tx.select().from(t.legs).where(eq(t.legs.proposalId, proposalId))) {
			const file = (await readCaseFile(unit, leg, null))!;
			const { explanation, cost } = await assess(tx, file, dayOf(now), null);
			await tx.insert(t.legAssessments).values({
				legId: leg.id,
				householdId: leg.householdId,
				homeOrganismId: leg.homeOrganismId,
				targetOrganismId: leg.targetOrganismId,
				rulesVersion: 'r',
				computedAt: now,
				verdicts: explanation,
				cost,
				wishes: []
			});
		}
	});

/** Agrees on every visit; or on that of the first leg only, the host of the second having suggested a time. */
async function planVisits({ owner }: Server, proposalId: string, isAllAgreed: boolean): Promise<void> {
	await owner.sql`
		update visit set planned_for = '2026-11-25T17:00:00Z', proposed_by = 'host',
			agreed_at = case when ${isAllAgreed} or leg.position = 0 then ${eve}::timestamptz end
		from leg where leg.id = visit.leg_id and leg.proposal_id = ${proposalId}`;
}

const giveOpinions = ({ owner }: Server, proposalId: string) => owner.sql`
	insert into opinion (leg_id, organism_id, kind, reasons, given_at, account_id)
	select id, target_organism_id, 'favourable', 'r', ${eve}::timestamptz, gen_random_uuid() from leg
	where proposal_id = ${proposalId}`;

/** A meeting of each organism that awards the dwelling to the household of the chain. */
async function holdMeetings(server: Server, proposalId: string): Promise<void> {
	const { owner } = server;
	const cases = await owner.sql<{ id: string; organism_id: string }[]>`
		select candidacy.id, candidacy.organism_id from candidacy join leg on leg.id = candidacy.leg_id
		where leg.proposal_id = ${proposalId}`;
	for (const { id, organism_id: organismId } of cases) {
		const [meeting] = await owner.sql<{ id: string }[]>`
			insert into meeting (organism_id, held_on, place) values (${organismId}, '2026-11-20', 'r') returning id`;
		const meetingId = meeting!.id;
		const [candidacy] = await owner.db.select().from(t.candidacies).where(eq(t.candidacies.id, id));
		const read = await asSystemDo(server, (unit) => readSheet(unit, candidacy!, '2026-11-20'));
		await owner.sql`insert into agenda_item (meeting_id, organism_id, candidacy_id, position)
			values (${meetingId}, ${organismId}, ${id}, 1)`;
		await owner.sql`insert into attendance (meeting_id, organism_id, member_id)
			select ${meetingId}, organism_id, id from committee_member where organism_id = ${organismId}`;
		await owner.sql`update meeting set state = 'closed', quorum = 3, convened_at = ${eve}, opened_at = ${eve},
			closed_at = ${eve} where id = ${meetingId}`;
		await owner.sql`insert into decision (meeting_id, candidacy_id, organism_id, kind, comment, votes, candidates,
				fewer_than_three_reason, rules_version, sheet, decided_at, account_id)
			values (${meetingId}, ${id}, ${organismId}, 'AWARD', ${`zq-decision-${id}-zq`}, '{"for":5,"against":0,"abstain":0}', 1,
				'EXCHANGE_LOCAL_RULE', 'r', ${JSON.stringify(keptSheet(read!.sheet))}::text::jsonb, ${eve}, gen_random_uuid())`;
	}
	await owner.sql`update candidacy set state = 'awarded' where id = any (${cases.map((one) => one.id)})`;
}

/** All that can be asked about each member, once everything is in place. */
async function describe(server: Server, members: Member[], stage: string, names: string[]): Promise<Member[]> {
	const { owner } = server;
	const [proposal] = await owner.db.select().from(t.proposals).where(eq(t.proposals.id, members[0]!.proposalId));
	const legs = await owner.db.select().from(t.legs).where(eq(t.legs.proposalId, proposal!.id));
	const described: Member[] = [];
	for (const [index, member] of members.entries()) {
		const leg = legs.find((one) => one.householdId === member.householdId)!;
		const [household] = await owner.db.select().from(t.households).where(eq(t.households.id, member.householdId));
		const [ids] = await owner.sql<Record<string, string | null>[]>`select
			(select id from listing where household_id = ${member.householdId} limit 1) as listing,
			(select id from letter where account_id = ${member.tenant.accountId} limit 1) as letter,
			(select id from candidacy where leg_id = ${leg.id} limit 1) as candidacy,
			(select id from demand where leg_id = ${leg.id} limit 1) as demand,
			coalesce(
				(select meeting_id from agenda_item join candidacy on candidacy.id = agenda_item.candidacy_id
					where candidacy.leg_id = ${leg.id} limit 1),
				(select id from meeting where organism_id = ${leg.targetOrganismId} limit 1)) as meeting,
			(select id from account where organism_id = ${household!.organismId} and staff_role = 'calSecretary') as colleague,
			(select id from committee_member where organism_id = ${household!.organismId} and not exists (
				select from account where account.committee_member_id = committee_member.id) order by id limit 1) as member,
			(select id from committee_member where organism_id = ${leg.targetOrganismId} order by id limit 1) as president,
			(select id from account where organism_id = ${household!.organismId} and staff_role = 'officer' limit 1) as officer,
			(select id from account where organism_id = ${household!.organismId} and staff_role = 'manager' limit 1) as manager,
			(select id from account where organism_id = ${leg.targetOrganismId} and staff_role = 'officer' limit 1) as charge,
			(select visit.household_id from visit join leg visiting on visiting.id = visit.leg_id
				where visit.host_household_id = ${member.householdId} and visit.agreed_at is not null
					and visiting.state not in ('declined', 'opposed', 'refused', 'expired', 'released')) as visitor,
			(select dwelling_id from lease where household_id = ${member.householdId} and ends_on is null) as dwelling`;
		const sessionId = `zq-session-${stage}.${names[index]}-zq`;
		await owner.db.insert(t.sessions).values({
			id: sessionId,
			accountId: member.tenant.accountId,
			createdAt: new Date(),
			expiresAt: new Date(Date.now() + 3_600_000),
			absoluteExpiresAt: new Date(Date.now() + 3_600_000)
		});
		const isOver = stage === 'strangers' && index === 0;
		const { helper, mandateId } = await aHelperOf(owner, member.householdId, {
			lastName: `zq-helping-${stage}.${names[index]}-zq`,
			...(isOver && { endsAt: new Date(today) })
		});
		const orRandom = (id: string | null | undefined) => id ?? randomUUID();
		described.push({
			name: `${stage}.${names[index]}`,
			tenant: member.tenant,
			helper: isOver ? { ...helper, householdId: null } : helper,
			mandateId,
			householdId: member.householdId,
			organismId: household!.organismId,
			formerOrganismId: leg.homeOrganismId,
			targetOrganismId: leg.targetOrganismId,
			dwellingId: ids!.dwelling!,
			targetDwellingId: leg.targetDwellingId,
			territoryId: proposal!.territoryId,
			runId: proposal!.runId,
			proposalId: proposal!.id,
			legId: leg.id,
			legState: leg.state,
			parties: { householdIds: proposal!.householdIds, organismIds: proposal!.organismIds },
			isPublished: proposal!.state !== 'found',
			hostId: legs.find((one) => one.currentDwellingId === leg.targetDwellingId)!.householdId,
			visitor: ids!.visitor ?? null,
			listingId: orRandom(ids!.listing),
			letterId: ids!.letter ?? (await aLetter(server, member.tenant.accountId, member.householdId)),
			sessionId,
			requestId: randomUUID(),
			candidacyId: orRandom(ids!.candidacy),
			demandId: orRandom(ids!.demand),
			fileId: randomUUID(),
			sensitiveFileId: randomUUID(),
			inChargeId: ids!.charge!,
			meetingId: orRandom(ids!.meeting),
			officerId: ids!.officer!,
			managerId: ids!.manager!,
			colleagueId: ids!.colleague!,
			committeeMemberId: ids!.member!,
			targetPresidentId: ids!.president!
		});
	}
	return described;
}

/** For who may have been written nothing yet; something that happened serves as the reason. */
async function aLetter({ owner }: Server, accountId: string, householdId: string | null): Promise<string> {
	const [letter] = await owner.sql<{ id: string }[]>`
		insert into letter (event_id, kind, account_id, household_id, locale, email, subject, body, created_at)
		select min(id), 'reminder', ${accountId}, ${householdId}, 'fr', 'e', 's', 'b', now() from domain_event
		returning id`;
	return letter!.id;
}

/** Writes the marks of one household into everything private it has. */
async function mark({ owner, deps }: Server, member: Member, nth: number): Promise<Mark[]> {
	const { householdId, tenant } = member;
	const isOwn = (actor: Actor) => actor.role === 'tenant' && actor.householdId === householdId;
	const isHelper = (actor: Actor) => actor.role === 'helper' && actor.householdId === householdId;
	const isOf = (actor: Actor, organismId: string) => actor.role === 'staff' && actor.organismId === organismId;
	const isReceiving = (actor: Actor) => isFileShared(member.legState) && isOf(actor, member.targetOrganismId);
	const isParty = (actor: Actor) =>
		member.isPublished &&
		((actor.role === 'tenant' && member.parties.householdIds.includes(actor.householdId)) ||
			(actor.role === 'helper' && member.parties.householdIds.includes(actor.householdId ?? '')) ||
			(actor.role === 'staff' && member.parties.organismIds.includes(actor.organismId)));

	const ownOrHome = (actor: Actor) => isOwn(actor) || isOf(actor, member.organismId);
	const file = (actor: Actor) => ownOrHome(actor) || isHelper(actor) || isReceiving(actor);
	const text = (what: string) => `zq-${what}-${member.name}-zq`;
	const number = Number.parseInt(householdId.replaceAll('-', '').slice(0, 8), 16);
	const uniqueNumber = String(number).padStart(10, '0').padStart(18, '7');
	// An amount that nothing else in the world has.
	const income = 1_000.137 + nth;

	await owner.sql`update household set name = ${text('name')},
		situation = situation || jsonb_build_object(
			'uniqueNumber', situation -> 'uniqueNumber' || jsonb_build_object('number', ${uniqueNumber}::text),
			'monthlyResources', situation -> 'monthlyResources' || jsonb_build_object('value', ${income}::float8))
		where id = ${householdId}`;
	await owner.sql`update person set first_name = ${text('first')}, last_name = ${text('last')}
		where household_id = ${householdId}`;
	await owner.sql`update account set first_name = ${text('account')}, last_name = ${text('account')},
		email = ${`${text('email')}@exemple.test`}, phone = ${text('phone')}, password_hash = ${text('hash')}
		where id = ${tenant.accountId}`;
	await owner.sql`update dwelling_address set street = ${text('street')}, door = ${text('door')}
		where dwelling_id = ${member.dwellingId}`;
	await owner.sql`update lease set number = ${text('lease')} where household_id = ${householdId} and ends_on is null`;
	await owner.sql`update listing set statements = jsonb_build_object('dwellingRemarks', ${text('remarks')}::text)
		where household_id = ${householdId}`;
	await owner.sql`update opinion set reasons = ${text('opinion')} where leg_id = ${member.legId}`;
	await owner.sql`update demand set unique_number = ${uniqueNumber} where leg_id = ${member.legId}`;
	await owner.sql`update letter set body = body || ${text('letter')}::text where account_id = ${tenant.accountId}`;
	await owner.sql`update leg_assessment set rules_version = ${text('assessment')} where leg_id = ${member.legId}`;
	await owner.sql`insert into idempotency_key (actor_id, key, command, request_hash, answer, at)
		values (${tenant.accountId}, gen_random_uuid(), 'c', 'h', ${`"${text('stored')}"`}::text::jsonb, now())`;
	const files = [
		{ id: member.fileId, code: 'FI-AV', name: text('file') },
		{ id: member.sensitiveFileId, code: 'SF-GR', name: text('health') }
	] as const;
	for (const { id, code, name } of files)
		await owner.db.insert(t.documentFiles).values({
			id,
			householdId,
			code,
			name: sealName(deps.config, id, `${name}.pdf`, 'pdf'),
			format: 'pdf',
			bytes: 1_000,
			isScanned: true,
			depositedAt: new Date(eve)
		});
	await owner.db.insert(t.dataRequests).values({
		id: member.requestId,
		accountId: tenant.accountId,
		householdId,
		organismId: member.organismId,
		kind: 'rectification',
		state: 'asked',
		part: 'rent',
		statement: sealStatement(deps.config, member.requestId, { what: text('request'), shouldSay: text('request') }),
		askedAt: new Date(eve),
		dueAt: answerDueAt(new Date(eve), false)
	});
	const asked = files.map(({ code }) => ({ ...askedFor(code), state: 'received' as const, receivedOn: '2026-11-20' }));
	const ofLeg = eq(t.candidacies.legId, member.legId);
	await owner.db.update(t.candidacies).set({ documents: asked, assignedTo: member.inChargeId }).where(ofLeg);
	const hasCandidacy = (await owner.db.$count(t.candidacies, ofLeg)) > 0;
	const mayOpen = (actor: Actor) =>
		hasCandidacy && isReceiving(actor) && actor.role === 'staff' && ['officer', 'manager'].includes(actor.staffRole);
	const isInCharge = (actor: Actor) =>
		mayOpen(actor) && actor.role === 'staff' && actor.accountId === member.inChargeId;
	if (member.name === 'broken.B')
		await owner.sql`insert into answer (leg_id, household_id, question, is_yes, motive, note, answered_at, account_id)
			values (${member.legId}, ${householdId}, 'visit', false, 'location', ${text('note')}, now(), ${tenant.accountId})`;

	return [
		{ text: text('name'), mayRead: file },
		{ text: text('first'), mayRead: file },
		{ text: text('last'), mayRead: file },
		{ text: uniqueNumber, mayRead: file },
		{ text: String(income), mayRead: file },
		{ text: text('lease'), mayRead: file },
		{ text: text('account'), mayRead: ownOrHome },
		{ text: text('email'), mayRead: ownOrHome },
		{ text: text('phone'), mayRead: ownOrHome },
		{
			text: text('helping'),
			mayRead: (actor) => isOwn(actor) || (actor.role === 'helper' && actor.accountId === member.helper.accountId)
		},
		{ text: text('hash'), mayRead: isOwn },
		{ text: text('session'), mayRead: isOwn },
		{ text: text('stored'), mayRead: isOwn },
		{ text: text('letter'), mayRead: isOwn },
		{
			text: text('request'),
			mayRead: (actor) =>
				isOwn(actor) ||
				(isOf(actor, member.organismId) &&
					actor.role === 'staff' &&
					['dataProtectionOfficer', 'officer', 'manager'].includes(actor.staffRole))
		},
		{
			text: text('remarks'),
			mayRead: (actor) => ownOrHome(actor) || isHelper(actor) || isOf(actor, member.formerOrganismId)
		},
		{ text: text('note'), mayRead: ownOrHome },
		{ text: text('file'), mayRead: (actor) => isOwn(actor) || isHelper(actor) || mayOpen(actor) },
		{ text: member.fileId, mayRead: (actor) => isOwn(actor) || isHelper(actor) || mayOpen(actor) },
		{ text: text('health'), mayRead: (actor) => isOwn(actor) || isInCharge(actor) },
		{ text: member.sensitiveFileId, mayRead: (actor) => isOwn(actor) || isInCharge(actor) },
		{ text: text('opinion'), mayRead: (actor) => isOwn(actor) || isOf(actor, member.targetOrganismId) },
		{
			text: `zq-decision-${member.candidacyId}-zq`,
			mayRead: (actor) => isOwn(actor) || isHelper(actor) || isOf(actor, member.targetOrganismId)
		},
		{ text: text('assessment'), mayRead: (actor) => file(actor) || isOf(actor, member.formerOrganismId) },
		...['street', 'door'].map((what) => ({
			text: text(what),
			mayRead: (actor: Actor) => ownOrHome(actor) || (actor.role === 'tenant' && actor.householdId === member.visitor)
		})),
		{
			text: householdId,
			mayRead: (actor) =>
				file(actor) ||
				isParty(actor) ||
				isOf(actor, member.formerOrganismId) ||
				(actor.role === 'coordinator' && actor.territoryId === member.territoryId)
		}
	];
}

/** Writes the marks of one organism into what only its staff may read. */
async function markOrganism({ owner }: Server, name: string, { organismId, staff }: Organism): Promise<Mark[]> {
	const text = (what: string) => `zq-${what}-${name}-zq`;
	await owner.sql`update committee_member set name = ${text('member')} where organism_id = ${organismId}`;
	await owner.sql`update meeting set place = ${text('place')} where organism_id = ${organismId}`;
	await owner.sql`update account set first_name = ${text('staff')}, email = ${text('staff')} || id || '@exemple.test',
		password_hash = ${text('hash')} where organism_id = ${organismId}`;
	await owner.sql`insert into protection_referent (organism_id, seat, account_id)
		values (${organismId}, 1, ${staff.officer.accountId}), (${organismId}, 2, ${staff.manager.accountId})`;
	for (const { accountId } of Object.values(staff))
		await owner.sql`update letter set body = body || ${`zq-letter-${accountId}-zq`}::text where account_id = ${accountId}`;
	const account = staff.manager.accountId;
	const fileId = randomUUID();
	await owner.sql`insert into dwelling_import (id, organism_id, account_id, file_name, size, "table", received_at)
		values (${fileId}, ${organismId}, ${account}, ${text('import')}, 1, ${JSON.stringify({ headers: [text('import')], samples: [] })}::text::jsonb, now())`;
	await owner.sql`insert into dwelling_import_piece (import_id, organism_id, position, text)
		values (${fileId}, ${organismId}, 0, ${text('import')})`;
	await owner.sql`insert into dwelling_import_line (import_id, organism_id, line, reference, outcome)
		values (${fileId}, ${organismId}, 2, ${text('import')}, 'refused')`;
	await owner.sql`insert into export_record (organism_id, account_id, list, purpose, format, filters, rows, requested_at)
		values (${organismId}, ${account}, 'dwellings', 'followUp', 'csv', ${JSON.stringify({ search: text('export') })}::text::jsonb, 1, now())`;
	const ofOrganism = (actor: Actor) => actor.role === 'staff' && actor.organismId === organismId;
	return [
		{ text: text('member'), mayRead: ofOrganism },
		{
			text: text('import'),
			mayRead: (actor) =>
				actor.role === 'staff' &&
				actor.organismId === organismId &&
				['manager', 'organismAdmin'].includes(actor.staffRole)
		},
		{ text: text('export'), mayRead: (actor) => actor.role === 'staff' && actor.accountId === account },
		{ text: text('place'), mayRead: ofOrganism },
		{ text: text('staff'), mayRead: ofOrganism },
		{ text: text('hash'), mayRead: ofOrganism },
		...Object.values(staff).map(({ accountId }) => ({
			text: `zq-letter-${accountId}-zq`,
			mayRead: (actor: Actor) => actor.role === 'staff' && actor.accountId === accountId
		}))
	];
}

/** The marks that an actor reads in some text and should not. */
export const leaksIn = (world: World, actor: Actor, text: string): string[] =>
	text.includes('zq-') || /[0-9a-f]{8}-|\d{4}/.test(text)
		? world.marks.filter((one) => text.includes(one.text) && !one.mayRead(actor)).map((one) => one.text)
		: [];
