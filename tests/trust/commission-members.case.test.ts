/** A member of a commission before the database alone, and before the application alone: the cases of their sessions. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Staff } from '#server/platform/actor.ts';
import { contextOf, type Deps } from '#server/platform/context.ts';
import { keyOf } from '#server/platform/limits.ts';
import { createCaller } from '#server/router.ts';
import { openServer } from '#server/runtime.ts';
import { databaseUrls } from '#tests/support/database.ts';
import { openTestServer } from '#tests/support/server.ts';
import { checkRows, type RowChecks } from './rows.ts';
import { aWorld, type Member, type World } from './world.ts';

let world: World;
let rows: RowChecks;
let deps: Deps;
let member: Staff;
let seat: string;
/** A household whose case the commission of the member had before it, in a meeting whose minutes are not signed. */
let about: Member;

beforeAll(async () => {
	const server = await openTestServer();
	world = await aWorld(server);
	rows = checkRows(world);
	member = world.organisms.A.staff.commissionMember;
	about = world.chains.sealed.find(({ targetOrganismId }) => targetOrganismId === member.organismId)!;
	const [account] = await rows.owner`select committee_member_id from account where id = ${member.accountId}`;
	seat = account!.committee_member_id as string;
	const { config } = server.deps;
	const unfiltered = await openServer({
		...config,
		databaseUrls: { ...config.databaseUrls, server: databaseUrls.owner }
	});
	deps = unfiltered.deps;
	return () => unfiltered.close();
}, 120_000);

/** Seats the member as the mayor of a commune, while something is looked at. */
async function asMayorOf<T>(commune: string, look: () => Promise<T>): Promise<T> {
	await rows.owner`insert into commune (insee, name, department, lon, lat) values ('95500', 'Pontoise', '95', 2.1, 49.05)
		on conflict do nothing`;
	await rows.owner`update committee_member set capacity = 'mayor', commune = ${commune} where id = ${seat}`;
	try {
		return await look();
	} finally {
		await rows.owner`update committee_member set capacity = 'boardMember', commune = null where id = ${seat}`;
	}
}

const withdrawal = (memberId: string) => ({
	text: `insert into case_withdrawal (candidacy_id, organism_id, member_id, meeting_id, withdrawn_at, account_id)
		values ($1, $2, $3, $4, now(), $5)`,
	values: [about.candidacyId, member.organismId, memberId, about.meetingId, member.accountId]
});

describe('the database alone', () => {
	test('shows a member the cases of their sessions, what is public and what is their own, in no other table', async () => {
		expect(await rows.tablesSeenBy(member)).toEqual([
			'account',
			'agenda_item',
			'attendance',
			'candidacy',
			'committee_member',
			'commune',
			'demo_clock',
			'estate',
			'meeting',
			'organism',
			'territory'
		]);
	});

	test('shows them of these their own account, seat and presences, and the cases of their commission', async () => {
		const [accounts, seats, presences, cases] = await rows.asSomebody(member, async (tx) => [
			await tx`select id from account`,
			await tx`select id from committee_member`,
			await tx`select distinct member_id as id from attendance`,
			await tx`select distinct organism_id as id from candidacy`
		]);
		const idsOf = (found: typeof cases) => found!.map(({ id }) => id as string);
		expect([accounts, seats, presences, cases].map(idsOf)).toEqual([
			[member.accountId],
			[seat],
			[seat],
			[member.organismId]
		]);
	});

	test('shows them no case of a meeting that they did not sit in, nor of one whose minutes are signed', async () => {
		const { commissionMember } = world.organisms.B.staff;
		const isSeen = (actor: Staff) =>
			rows.asSomebody(actor, async (tx) => {
				const found = [
					await tx`select from candidacy where id = ${about.candidacyId}`,
					await tx`select from meeting where id = ${about.meetingId}`
				];
				return found.map((one) => one.length);
			});
		expect(await isSeen(member)).toEqual([1, 1]);
		expect(await isSeen(commissionMember)).toEqual([0, 0]);
		await rows.owner`update meeting set state = 'signed', signed_at = now(), minutes_number = 'n', minutes = '{"cases":[]}'
			where id = ${about.meetingId}`;
		expect(await isSeen(member)).toEqual([0, 0]);
		await rows.owner`alter table meeting disable trigger user`;
		await rows.owner`update meeting set state = 'closed', signed_at = null, minutes_number = null, minutes = null
			where id = ${about.meetingId}`;
		await rows.owner`alter table meeting enable trigger user`;
	});

	test('closes a case to the member who withdrew from it', async () => {
		const seen = await rows.asSomebody(member, async (tx) => {
			const { text, values } = withdrawal(seat);
			await tx.unsafe(text, values);
			return [
				...(await tx`select from candidacy where id = ${about.candidacyId}`),
				...(await tx`select from agenda_item where candidacy_id = ${about.candidacyId}`)
			];
		});
		expect(seen).toEqual([]);
	});

	test('shows a mayor the cases of their commune, and none of another, nor a meeting without theirs', async () => {
		const seen = () =>
			rows.asSomebody(member, async (tx) => {
				const found = [
					await tx`select from candidacy where id = ${about.candidacyId}`,
					await tx`select from agenda_item where candidacy_id = ${about.candidacyId}`,
					await tx`select from meeting where id = ${about.meetingId}`
				];
				const { text, values } = withdrawal(seat);
				const said = await rows.attempt(tx, text, values);
				return [...found.map((one) => one.length), typeof said === 'string' ? said : 'said'];
			});
		expect(await asMayorOf('95127', seen)).toEqual([1, 1, 1, 'said']);
		expect(await asMayorOf('95500', seen)).toEqual([0, 0, 0, '42501']);
		const some = () => rows.asSomebody(member, (tx) => tx`select from candidacy`);
		expect(await asMayorOf('95500', some)).toEqual([]);
		// Of the cases of one commission, those of the commune and no other.
		await rows.owner`update dwelling set commune = '95500' where id = ${about.targetDwellingId}`;
		const [own, others] = [await asMayorOf('95500', some), await asMayorOf('95127', some)];
		await rows.owner`update dwelling set commune = '95127' where id = ${about.targetDwellingId}`;
		expect(own).toHaveLength(1);
		expect(others.length).toBeGreaterThan(0);
		expect(await asMayorOf('95127', some)).toHaveLength(others.length + 1);
	});

	test('lets them withdraw nobody else, vote in no closed meeting, and change nothing but their account', async () => {
		const [other] = await rows.owner`select id from committee_member
			where organism_id = ${member.organismId} and id <> ${seat} limit 1`;
		await rows.owner`insert into ballot (meeting_id, candidacy_id, organism_id, kind, asked_at)
			values (${about.meetingId}, ${about.candidacyId}, ${member.organismId}, 'AWARD', now())`;
		const outcomes = await rows.asSomebody(member, async (tx) => {
			const { text, values } = withdrawal(other!.id as string);
			const vote = `insert into member_vote (meeting_id, candidacy_id, organism_id, member_id, kind, choice, voted_at, account_id)
				values ($1, $2, $3, $4, 'AWARD', 'for', now(), $5)`;
			const found = [
				await rows.attempt(tx, text, values),
				await rows.attempt(tx, vote, [about.meetingId, about.candidacyId, member.organismId, seat, member.accountId])
			];
			for (const table of await rows.tablesOf()) {
				const deleted = await rows.attempt(tx, `delete from "${table}" returning 1`);
				if (typeof deleted !== 'string' && deleted.length > 0) found.push(`delete ${table}`);
			}
			for (const table of ['meeting', 'attendance', 'candidacy', 'ballot', 'committee_member']) {
				const changed = await rows.attempt(tx, `update "${table}" set id = id returning id`);
				if (typeof changed !== 'string' && changed.length > 0) found.push(`update ${table}`);
			}
			return found;
		});
		expect(outcomes).toEqual(['42501', '42501']);
	});
});

describe('the application alone, when the database filters nothing', () => {
	const open = (ofMember: Staff) =>
		createCaller(contextOf(deps, ofMember, null))
			.commissions.sessionCase({ meetingId: about.meetingId, candidacyId: about.candidacyId })
			.then(
				() => 'read',
				({ message }: Error) => message
			);

	test('closes a case to the member who withdrew from it, as if there were none', async () => {
		expect(await open(member)).toBe('read');
		const { text, values } = withdrawal(seat);
		await rows.owner.unsafe(text, values);
		expect(await open(member)).toBe('CASE_NOT_FOUND');
		await rows.owner`delete from case_withdrawal`;
	});

	test('opens to a mayor no case of another commune, as if there were none', async () => {
		expect(await asMayorOf('95127', () => open(member))).toBe('read');
		expect(await asMayorOf('95500', () => open(member))).toBe('CASE_NOT_FOUND');
	});

	test('opens none to a member of another commission, nor to one who sits no longer', async () => {
		expect(await open(world.organisms.B.staff.commissionMember)).toBe('CASE_NOT_FOUND');
		await rows.owner`update committee_member set is_active = false where id = ${seat}`;
		expect(await open(member)).toBe('CASE_NOT_FOUND');
		await rows.owner`update committee_member set is_active = true where id = ${seat}`;
	});
});

test('who opens more than 200 sheets in an hour is stopped', async () => {
	const hour = 3_600_000;
	const windowStart = Math.floor(Date.now() / hour) * hour;
	for (const start of [windowStart, windowStart + hour])
		await rows.owner`insert into attempt (key, window_start, count)
			values (${keyOf('files', member.accountId)}, ${new Date(start)}, 500)
			on conflict (key, window_start) do update set count = 500`;
	const call = createCaller(contextOf(deps, member, null)).commissions.sessionCase({
		meetingId: randomUUID(),
		candidacyId: randomUUID()
	});
	await expect(call).rejects.toThrow('READINGS_TOO_MANY');
});
