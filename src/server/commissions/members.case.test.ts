/** Members of the commission with accounts of their own: what they read, when, what they say themselves. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accounts } from '#server/accounts/tables.ts';
import { committeeMembers, communes } from '#server/organisms/tables.ts';
import { auditEntries } from '#server/platform/audit-tables.ts';
import type { Staff } from '#server/platform/actor.ts';
import {
	aChain,
	anAward,
	anOpenMeeting,
	completeFiles,
	playUntil,
	type PlayedChain,
	type PlayedLeg
} from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { decisions } from './tables.ts';

const today = '2026-11-23';
let server: Awaited<ReturnType<typeof openTestServer>>;
let chain: PlayedChain;
let leg: PlayedLeg;
let session: Awaited<ReturnType<typeof anOpenMeeting>>;
let ofCase: { meetingId: string; candidacyId: string };
/** Who sits in the commission, with their account, and the mayor. */
let member: Staff;
let seat: string;
let mayor: Staff;

/** One leg of a long chain for each test: each is the case of a commission of its own. */
let played = 0;

beforeAll(async () => {
	server = await openTestServer();
	await server.setTime(`${today}T09:00:00Z`);
	chain = await aChain(server, 16);
	await playUntil(server, chain, 'confirmed', today);
});
beforeEach(async () => {
	leg = chain.legs[played++]!;
	await completeFiles(server, { ...chain, legs: [leg] });
	session = await anOpenMeeting(server, leg, today);
	ofCase = { meetingId: session.meetingId, candidacyId: session.candidacyId };
	({ member } = leg.host);
	const [account] = await server.owner.db.select().from(accounts).where(eq(accounts.id, member.accountId));
	seat = account!.committeeMemberId!;
	mayor = await invited('mayor');
});

const secretary = () => server.as(leg.host.secretary).commissions;
const as = (actor: Staff) => server.as(actor).commissions;
const refused = (refusal: string) => ({ cause: { refusal } });
const ask = (kind: 'AWARD' | 'NON_AWARD' = 'AWARD') => secretary().askVote({ ...ofCase, kind });
const seatOf = async (capacity: 'mayor' | 'prefect', { organismId } = leg.host) =>
	(
		await server.owner.db
			.select()
			.from(committeeMembers)
			.where(and(eq(committeeMembers.organismId, organismId), eq(committeeMembers.capacity, capacity)))
	)[0]!.id;

/** Somebody whom the manager invited to a seat. */
async function invited(capacity: 'mayor' | 'prefect'): Promise<Staff> {
	const { accountId } = await server.as(leg.host.manager).accounts.inviteMember({
		memberId: await seatOf(capacity),
		firstName: 'Maude',
		lastName: 'Roy',
		email: `${crypto.randomUUID()}@exemple.test`
	});
	return { role: 'staff', accountId, organismId: leg.host.organismId, staffRole: 'commissionMember' };
}

/** Notes who sits: everybody but some, some of them represented. */
const attendance = (absent: string[] = [], represented: string[] = []) =>
	secretary().recordAttendance({
		meetingId: ofCase.meetingId,
		present: session.members
			.filter(({ id }) => !absent.includes(id))
			.map(({ id }) => ({ memberId: id, representedBy: represented.includes(id) ? 'Mme Roy' : null }))
	});

describe('an account for a seat', () => {
	test('is for a member who sits, once, and is no duty to be changed', async () => {
		const manager = () => server.as(leg.host.manager).accounts;
		const person = { firstName: 'A', lastName: 'B', email: `${crypto.randomUUID()}@exemple.test` };
		await expect(manager().inviteMember({ ...person, memberId: seat })).rejects.toMatchObject(refused('SEAT_TAKEN'));
		const elsewhere = await seatOf('prefect', leg.mover);
		await expect(manager().inviteMember({ ...person, memberId: elsewhere })).rejects.toMatchObject(
			refused('MEMBER_NOT_FOUND')
		);
		await expect(manager().changeDuty({ accountId: member.accountId, staffRole: 'officer' })).rejects.toMatchObject(
			refused('ACCOUNT_OF_SEAT')
		);
	});
});

describe('a member reads', () => {
	test('the cases of the meeting they sit in, each opening noted and told to the household', async () => {
		expect((await as(member).sessions()).open).toMatchObject([{ id: ofCase.meetingId, state: 'open' }]);
		const view = await as(member).session({ meetingId: ofCase.meetingId });
		expect(view.cases).toMatchObject([{ candidacyId: ofCase.candidacyId, position: 1, isUndecided: true }]);
		const before = await server.owner.db.$count(auditEntries, eq(auditEntries.action, 'FileRead'));
		const { sheet } = await as(member).sessionCase(ofCase);
		expect(sheet!.candidate.uniqueNumber).not.toBe('');
		expect(JSON.stringify(sheet)).not.toContain('Dominique');
		expect(await server.owner.db.$count(auditEntries, eq(auditEntries.action, 'FileRead'))).toBe(before + 1);
		const told = await server.as(leg.mover.tenant).accounts.whoReadMyFile();
		expect(told[0]).toMatchObject({ duty: 'commissionMember', purpose: 'commission' });
	});

	test.each(['absent', 'represented', 'gone'] as const)('nothing of it when %s', async (how) => {
		const mayorSeat = await seatOf('mayor');
		if (how === 'absent') await attendance([mayorSeat]);
		if (how === 'represented') await attendance([], [mayorSeat]);
		if (how === 'gone')
			await server.as(leg.host.manager).organisms.changeMember({
				memberId: mayorSeat,
				name: 'Membre',
				capacity: 'mayor',
				commune: '95127',
				isVoting: 'yes',
				isActive: 'no'
			});
		expect((await as(mayor).sessions()).open).toEqual([]);
		await expect(as(mayor).session({ meetingId: ofCase.meetingId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(as(mayor).sessionCase(ofCase)).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('nothing of the commission of another organism, nor of a meeting before its convocation', async () => {
		const other = leg.mover.member;
		await expect(as(other).sessionCase(ofCase)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(as(other).withdraw(ofCase)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const { meetingId } = await secretary().plan({ heldOn: today, startsAt: '14:00', place: 'Siège' });
		await expect(as(member).session({ meetingId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('the minutes once signed, without the sheets, which close then', async () => {
		await expect(as(member).sessionMinutes({ meetingId: ofCase.meetingId })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await secretary().decide({ ...ofCase, ...anAward });
		await secretary().close({ meetingId: ofCase.meetingId });
		expect((await as(member).sessionCase(ofCase)).sheet).not.toBeNull();
		await secretary().sign({ meetingId: ofCase.meetingId });
		await expect(as(member).sessionCase(ofCase)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const { minutes } = await as(member).sessionMinutes({ meetingId: ofCase.meetingId });
		expect(minutes.cases).toMatchObject([{ position: 1, decision: { kind: 'AWARD' }, closed: null }]);
		expect(JSON.stringify(minutes)).not.toContain('uniqueNumber');
		expect((await as(member).sessions()).signed).toMatchObject([{ id: ofCase.meetingId }]);
	});
});

describe('a member in conflict of interest', () => {
	test('closes the case to themselves, is out of its vote and its quorum, and the minutes say it', async () => {
		await ask();
		await as(member).withdraw(ofCase);
		await expect(as(member).sessionCase(ofCase)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(as(member).vote({ ...ofCase, kind: 'AWARD', choice: 'for' })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		expect(await as(member).session({ meetingId: ofCase.meetingId })).toMatchObject({ cases: [], withdrawn: 1 });
		const [seen] = (await secretary().meeting({ meetingId: ofCase.meetingId })).cases;
		expect(seen!.selfGiven.withdrawnIds).toEqual([seat]);
		await expect(secretary().decide({ ...ofCase, ...anAward })).rejects.toMatchObject(refused('VOTES_DO_NOT_ADD_UP'));
		await secretary().decide({ ...ofCase, ...anAward, votes: { for: 4, against: 0, abstain: 0 } });
		const { minutes } = await secretary().minutes({ meetingId: ofCase.meetingId });
		expect(minutes.cases[0]!.decision!.withdrawn).toHaveLength(1);
		await secretary().close({ meetingId: ofCase.meetingId });
		await secretary().sign({ meetingId: ofCase.meetingId });
		const own = await as(member).sessionMinutes({ meetingId: ofCase.meetingId });
		expect(own.minutes.cases).toEqual([{ position: 1, dwelling: '', decision: null, closed: 'withdrawn' }]);
	});

	test('had voted: the vote no longer counts', async () => {
		await ask();
		await as(member).vote({ ...ofCase, kind: 'AWARD', choice: 'against' });
		await as(member).withdraw(ofCase);
		await secretary().decide({ ...ofCase, ...anAward, votes: { for: 4, against: 0, abstain: 0 } });
		const [row] = await server.owner.db.select().from(decisions).where(eq(decisions.candidacyId, ofCase.candidacyId));
		expect(row).toMatchObject({ votes: { for: 4, against: 0, abstain: 0 }, withdrawnIds: [seat] });
	});
});

describe('the mayor of another commune', () => {
	/** Writes down of which commune the mayor of the commission is. */
	const placeMayor = async (commune: string) => {
		await server.owner.db
			.insert(communes)
			.values({ insee: commune, name: 'Pontoise', department: '95', lon: 2.1, lat: 49.05 })
			.onConflictDoNothing();
		const memberId = await seatOf('mayor');
		const change = {
			memberId,
			name: 'Membre 4',
			capacity: 'mayor',
			commune,
			isVoting: 'yes',
			isActive: 'yes'
		} as const;
		await server.as(leg.host.manager).organisms.changeMember(change);
		return memberId;
	};

	test('finds neither the case nor the meeting, and says nothing on it', async () => {
		expect((await as(mayor).sessionCase(ofCase)).sheet).not.toBeNull();
		expect((await as(mayor).session({ meetingId: ofCase.meetingId })).mayorOf).toBe('Cergy');
		await ask();
		await placeMayor('95500');
		expect((await as(mayor).sessions()).open).toEqual([]);
		const notFound = { code: 'NOT_FOUND' };
		await expect(as(mayor).session({ meetingId: ofCase.meetingId })).rejects.toMatchObject(notFound);
		await expect(as(mayor).sessionCase(ofCase)).rejects.toMatchObject(notFound);
		await expect(as(mayor).vote({ ...ofCase, kind: 'AWARD', choice: 'for' })).rejects.toMatchObject(notFound);
		await expect(as(mayor).withdraw(ofCase)).rejects.toMatchObject(notFound);
	});

	test('is neither present nor absent there, and no voice is missing for it', async () => {
		const memberId = await placeMayor('95500');
		const seen = await secretary().meeting({ meetingId: ofCase.meetingId });
		expect(seen).toMatchObject({ votingPresent: 4, mayorsAside: [{ id: memberId, communeName: 'Pontoise' }] });
		expect(seen.members.map(({ id }) => id)).not.toContain(memberId);
		await expect(attendance()).rejects.toMatchObject(refused('MEMBER_NOT_FOUND'));
		await attendance([memberId]);
		await expect(secretary().decide({ ...ofCase, ...anAward })).rejects.toMatchObject(refused('VOTES_DO_NOT_ADD_UP'));
		await secretary().decide({ ...ofCase, ...anAward, votes: { for: 4, against: 0, abstain: 0 } });
		const { minutes } = await secretary().minutes({ meetingId: ofCase.meetingId });
		expect([...minutes.present, ...minutes.absent].map(({ name }) => name)).not.toContain('Membre 4');
	});
});

describe('a member votes', () => {
	test('once, on the decision that is put to the vote, and nobody writes over it', async () => {
		const vote = (choice: 'for' | 'against') => as(member).vote({ ...ofCase, kind: 'AWARD', choice });
		await expect(vote('for')).rejects.toMatchObject(refused('VOTE_NOT_ASKED'));
		await ask();
		expect((await as(member).sessionCase(ofCase)).actions).toEqual(['withdraw', 'vote']);
		await vote('against');
		await expect(vote('for')).rejects.toMatchObject(refused('VOTE_ALREADY_GIVEN'));
		expect((await as(member).sessionCase(ofCase)).ownVote).toBe('against');
		await expect(secretary().decide({ ...ofCase, ...anAward })).rejects.toMatchObject(refused('VOTES_DO_NOT_ADD_UP'));
		await secretary().decide({ ...ofCase, ...anAward, votes: { for: 4, against: 0, abstain: 0 } });
		const [row] = await server.owner.db.select().from(decisions).where(eq(decisions.candidacyId, ofCase.candidacyId));
		expect(row).toMatchObject({
			votes: { for: 4, against: 1, abstain: 0 },
			ownVotes: { for: 0, against: 1, abstain: 0 }
		});
	});

	test('on that decision alone: another one is not taken with those votes', async () => {
		await ask('NON_AWARD');
		await as(member).vote({ ...ofCase, kind: 'NON_AWARD', choice: 'for' });
		const award = { ...ofCase, ...anAward, votes: { for: 4, against: 0, abstain: 0 } };
		await expect(secretary().decide(award)).rejects.toMatchObject(refused('VOTES_ON_ANOTHER_DECISION'));
		await ask('AWARD');
		await secretary().decide({ ...award, votes: { for: 5, against: 0, abstain: 0 } });
	});

	test('and the mayor who voted against does not settle a tie for it', async () => {
		await ask();
		await as(mayor).vote({ ...ofCase, kind: 'AWARD', choice: 'against' });
		await as(member).vote({ ...ofCase, kind: 'AWARD', choice: 'for' });
		const tied = { ...ofCase, ...anAward, votes: { for: 1, against: 1, abstain: 1 } };
		await expect(secretary().decide(tied)).rejects.toMatchObject(refused('VOTES_DO_NOT_CARRY'));
	});

	test('at the same moment as the decision is taken: it counts, or comes too late', async () => {
		await ask();
		const outcomes = await Promise.allSettled([
			as(member).vote({ ...ofCase, kind: 'AWARD', choice: 'for' }),
			secretary().decide({ ...ofCase, ...anAward })
		]);
		const [vote, decision] = outcomes.map(({ status }) => status);
		expect([vote, decision].filter((status) => status === 'fulfilled')).toHaveLength(1);
	});
});
