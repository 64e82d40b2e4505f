/** Marks in the tables that the story of the world leaves empty or without one: no table is protected unseen. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '#server/platform/actor.ts';
import type { openTestServer } from '#tests/support/server.ts';
import { allMembers, type Mark, type Member, type World } from './world.ts';

type Sql = Awaited<ReturnType<typeof openTestServer>>['owner']['sql'];

const nobody = () => false;
const staffOf = (organismId: string) => (actor: Actor) => actor.role === 'staff' && actor.organismId === organismId;
const coordinatorOf = (territoryId: string) => (actor: Actor) =>
	actor.role === 'coordinator' && actor.territoryId === territoryId;
const householdOf =
	({ householdId }: Member) =>
	(actor: Actor) =>
		actor.role === 'tenant' && actor.householdId === householdId;

/** Adds them to the world: about a household beside the chains that are looked at, its organism and its territory. */
export async function markEverywhere(sql: Sql, world: World): Promise<void> {
	const member = world.strangers[1]!;
	world.marks.push(
		...(await markSignIn(sql, member)),
		...(await markHousehold(sql, member)),
		...(await markSearches(sql, member)),
		...(await markRules(sql, member)),
		...(await markEvents(sql, member)),
		...(await markJournals(sql, world)),
		...(await markCommissions(sql, member)),
		...(await markDwellings(sql)),
		...(await markFiles(sql, world))
	);
}

/** What opens an account is for nobody who serves pages. */
async function markSignIn(sql: Sql, { tenant: { accountId } }: Member): Promise<Mark[]> {
	const linkId = randomUUID();
	await sql`insert into account_link (id, account_id, kind, created_at, expires_at)
		values (${linkId}, ${accountId}, 'recovery', now(), now())`;
	await sql`insert into attempt (key, window_start, count) values ('zq-attempt-zq', now(), 1)`;
	await sql`insert into known_device (account_id, hash, since) values (${accountId}, 'zq-device-zq', now())`;
	await sql`insert into recovery_code (account_id, hash) values (${accountId}, 'zq-code-zq')`;
	await sql`insert into second_factor (account_id, secret, created_at) values (${accountId}, 'v1.zq-secret-zq', now())`;
	const texts = [linkId, 'zq-attempt-zq', 'zq-device-zq', 'zq-code-zq', 'zq-secret-zq'];
	return texts.map((text) => ({ text, mayRead: nobody }));
}

/** Its word, its wish to be forgotten, what a search told it, its protection. Its own identifier marks most of them. */
async function markHousehold(sql: Sql, member: Member): Promise<Mark[]> {
	const { householdId, organismId, legId, listingId, runId, tenant } = member;
	const commitmentId = randomUUID();
	await sql`insert into commitment (id, leg_id, household_id, account_id, given_at)
		values (${commitmentId}, ${legId}, ${householdId}, ${tenant.accountId}, now())`;
	await sql`insert into erasure (household_id, asked_at) values (${householdId}, now())`;
	await sql`insert into household_insight (listing_id, run_id, household_id, organism_id, at, insight)
		values (${listingId}, ${runId}, ${householdId}, ${organismId}, now(), '{"told":"zq-insight-zq"}')`;
	await sql`insert into protection (subject, organism_id, file) values ('zq-subject-zq', ${organismId}, 'v1.zq-protected-zq')`;
	const isReferent = (actor: Actor) =>
		staffOf(organismId)(actor) && 'staffRole' in actor && ['officer', 'manager'].includes(actor.staffRole);
	const [referent] = await sql<{ id: string }[]>`
		select account_id as id from protection_referent where organism_id = ${organismId} order by seat`;
	return [
		{ text: referent!.id, mayRead: staffOf(organismId) },
		{ text: commitmentId, mayRead: householdOf(member) },
		{ text: 'zq-insight-zq', mayRead: (actor) => householdOf(member)(actor) || staffOf(organismId)(actor) },
		{ text: 'zq-subject-zq', mayRead: isReferent },
		{ text: 'zq-protected-zq', mayRead: isReferent }
	];
}

async function markSearches(sql: Sql, { territoryId }: Member): Promise<Mark[]> {
	const runId = randomUUID();
	await sql`insert into matching_run (id, territory_id, reason, state, requested_at, parameters, rules_version)
		values (${runId}, ${territoryId}, 'coordinator', 'done', now(), '{}', 'zq-run-zq')`;
	await sql`insert into run_insight (run_id, territory_id, insight) values (${runId}, ${territoryId}, '{}')`;
	await sql`insert into pool_snapshot (fingerprint, pool) values ('zq-run-zq', '')`;
	await sql`insert into run_pool (run_id, fingerprint, question) values (${runId}, 'zq-run-zq', '{}')`;
	return [runId, 'zq-run-zq'].map((text) => ({ text, mayRead: coordinatorOf(territoryId) }));
}

/** Drafts: rules in force are for everybody to read. */
async function markRules(sql: Sql, { territoryId, organismId }: Member): Promise<Mark[]> {
	const draft = (scope: 'territory' | 'organism') => sql`
		insert into rule_set_version (scope, territory_id, organism_id, number, settings, reference, created_at, updated_at)
		values (${scope}, ${territoryId}, ${scope === 'organism' ? organismId : null}, 1, '{}', ${`zq-${scope}-zq`}, now(), now())`;
	await draft('territory');
	await draft('organism');
	return [
		{ text: 'zq-territory-zq', mayRead: coordinatorOf(territoryId) },
		{ text: 'zq-organism-zq', mayRead: staffOf(organismId) }
	];
}

async function markEvents(sql: Sql, member: Member): Promise<Mark[]> {
	const { organismId, territoryId, tenant } = member;
	const event = (text: string, organismIds: string[], territory: string | null) => sql`
		insert into domain_event (type, subject_id, territory_id, organism_ids, actor_id, actor_role, at, data)
		values ('PasswordChanged', ${tenant.accountId}, ${territory}, ${organismIds}::uuid[], ${tenant.accountId}, 'tenant',
			now(), jsonb_build_object('text', ${text}::text))`;
	await event('zq-own-event-zq', [], null);
	await event('zq-event-zq', [organismId], territoryId);
	const own = householdOf(member);
	return [
		{ text: 'zq-own-event-zq', mayRead: own },
		{
			text: 'zq-event-zq',
			mayRead: (actor) => own(actor) || staffOf(organismId)(actor) || coordinatorOf(territoryId)(actor)
		}
	];
}

/** The last hash of each journal of acts, what witnesses are told, and who hides behind a pseudonym. */
async function markJournals(sql: Sql, world: World): Promise<Mark[]> {
	await sql`insert into audit_checkpoint (number, at, body, signature) values (1, now(), 'zq-witness-zq', 's')`;
	const heads = await sql<{ chain: string; hash: string }[]>`
		select chain_id as chain, hash from audit_head where journal = 'acts'`;
	for (const { householdId } of allMembers(world))
		await sql`insert into audit_pseudonym (person_id) values (${householdId}) on conflict do nothing`;
	const people = await sql<{ id: string; pseudonym: string }[]>`
		select person_id as id, pseudonym from audit_pseudonym`;
	return [
		{ text: 'zq-witness-zq', mayRead: (actor) => actor.role === 'staff' },
		...heads.map(({ chain, hash }) => ({ text: hash, mayRead: staffOf(chain) })),
		...people.map(({ id, pseudonym }) => ({
			text: pseudonym,
			// Journals of organisms name people so: that is what pseudonyms are for.
			mayRead: (actor: Actor) => actor.role === 'staff' || (actor.role === 'tenant' && actor.householdId === id)
		}))
	];
}

/** A meeting to come: the agenda of one that was held changes for nobody. */
async function markCommissions(sql: Sql, { targetOrganismId, candidacyId }: Member): Promise<Mark[]> {
	const [meeting, item, presence] = [randomUUID(), randomUUID(), randomUUID()];
	const [ballot, vote, withdrawal] = [randomUUID(), randomUUID(), randomUUID()];
	await sql`insert into meeting (id, organism_id, held_on, place)
		values (${meeting}, ${targetOrganismId}, '2026-12-01', 'zq-agenda-zq')`;
	await sql`insert into agenda_item (id, meeting_id, organism_id, candidacy_id, position)
		values (${item}, ${meeting}, ${targetOrganismId}, ${candidacyId}, 1)`;
	await sql`insert into attendance (id, meeting_id, organism_id, member_id)
		select ${presence}, ${meeting}, organism_id, id from committee_member
		where organism_id = ${targetOrganismId} order by id limit 1`;
	await sql`insert into ballot (id, meeting_id, candidacy_id, organism_id, kind, asked_at)
		values (${ballot}, ${meeting}, ${candidacyId}, ${targetOrganismId}, 'AWARD', now())`;
	await sql`insert into member_vote (id, meeting_id, candidacy_id, organism_id, member_id, kind, choice, voted_at, account_id)
		select ${vote}, ${meeting}, ${candidacyId}, organism_id, id, 'AWARD', 'for', now(), gen_random_uuid()
		from committee_member where organism_id = ${targetOrganismId} order by id limit 1`;
	await sql`insert into case_withdrawal (id, candidacy_id, organism_id, member_id, meeting_id, withdrawn_at, account_id)
		select ${withdrawal}, ${candidacyId}, organism_id, id, ${meeting}, now(), gen_random_uuid()
		from committee_member where organism_id = ${targetOrganismId} order by id desc limit 1`;
	return [meeting, item, presence, ballot, vote, withdrawal].map((text) => ({
		text,
		mayRead: staffOf(targetOrganismId)
	}));
}

/** The sheet of a home is for whoever has signed in. */
async function markDwellings(sql: Sql): Promise<Mark[]> {
	const rows = await sql<{ id: string }[]>`select id from dwelling`;
	return rows.map(({ id }) => ({ text: id, mayRead: (actor: Actor) => actor.role !== 'nobody' }));
}

/** A file of dwellings that came in, and a list that somebody took out. */
async function markFiles(sql: Sql, { organisms: { E } }: World): Promise<Mark[]> {
	const { organismId, staff } = E;
	const importId = randomUUID();
	await sql`insert into dwelling_import (id, organism_id, account_id, file_name, size, "table", received_at)
		values (${importId}, ${organismId}, ${staff.manager.accountId}, 'f', 1, '{}', now())`;
	await sql`insert into dwelling_import_line (import_id, organism_id, line, reference, outcome)
		values (${importId}, ${organismId}, 1, 'zq-line-zq', 'refused')`;
	await sql`insert into dwelling_import_piece (import_id, organism_id, position, text)
		values (${importId}, ${organismId}, 1, 'zq-piece-zq')`;
	const exportId = randomUUID();
	await sql`insert into export_record (id, organism_id, account_id, list, purpose, format, filters, rows, requested_at)
		values (${exportId}, ${organismId}, ${staff.officer.accountId}, 'dwellings', 'followUp', 'csv', '{}', 1, now())`;
	const settles = (actor: Actor) =>
		actor.role === 'staff' && actor.organismId === organismId && ['manager', 'organismAdmin'].includes(actor.staffRole);
	return [
		...[importId, 'zq-line-zq', 'zq-piece-zq'].map((text) => ({ text, mayRead: settles })),
		{ text: exportId, mayRead: (actor) => actor.role === 'staff' && actor.accountId === staff.officer.accountId }
	];
}
