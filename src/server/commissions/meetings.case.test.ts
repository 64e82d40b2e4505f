import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { candidacies, demands } from '#server/demands/tables.ts';
import { organisms } from '#server/organisms/tables.ts';
import { letters } from '#server/platform/tables.ts';
import { legs, proposals } from '#server/proposals/tables.ts';
import { aScene } from '#tests/factories/chain.ts';
import {
	aChain,
	anAward,
	anOpenMeeting,
	candidacyOf,
	completeFiles,
	playUntil,
	votersOf,
	type PlayedChain,
	type PlayedLeg
} from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { decisions, meetings } from './tables.ts';

const today = '2026-11-23';
let server: Awaited<ReturnType<typeof openTestServer>>;
let chain: PlayedChain;
let leg: PlayedLeg;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime(`${today}T09:00:00Z`);
	chain = await aChain(server, 3);
	await playUntil(server, chain, 'confirmed', today);
	await completeFiles(server, chain);
	leg = chain.legs[0]!;
});

const secretary = () => server.as(leg.host.secretary).commissions;
const refused = (refusal: string) => ({ cause: { refusal } });
const plan = async (heldOn = today) =>
	(await secretary().plan({ heldOn, startsAt: '09:30', place: 'Siège' })).meetingId;
const chainState = async () =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId)))[0]!.state;
const legStates = async () =>
	(await server.owner.db.select().from(legs).where(eq(legs.proposalId, chain.proposalId)).orderBy(legs.position)).map(
		(row) => row.state
	);
const onAgenda = async (heldOn = today) => {
	const meetingId = await plan(heldOn);
	const candidacyId = (await candidacyOf(server, leg)).id;
	await secretary().putOnAgenda({ meetingId, candidacyId });
	return { meetingId, candidacyId };
};

describe('the agenda', () => {
	test('takes a complete file, and closes with the convocation', async () => {
		const { meetingId, candidacyId } = await onAgenda();
		expect((await candidacyOf(server, leg)).state).toBe('onAgenda');
		await secretary().convene({ meetingId });
		await expect(secretary().takeOffAgenda({ meetingId, candidacyId })).rejects.toMatchObject(refused('AGENDA_CLOSED'));
		const view = await secretary().meeting({ meetingId });
		expect(view.state).toBe('convened');
		expect(view.cases).toMatchObject([{ candidacyId, dependants: 2, candidates: 1, status: 'undecided' }]);
		expect((await secretary().list()).upcoming).toMatchObject([{ id: meetingId, cases: 1, decided: 0 }]);
	});

	test('is not convened empty, nor planned in the past', async () => {
		const meetingId = await plan();
		await expect(secretary().convene({ meetingId })).rejects.toMatchObject(refused('MEETING_AGENDA_EMPTY'));
		await expect(plan('2026-11-22')).rejects.toMatchObject(refused('MEETING_IN_THE_PAST'));
	});

	test('holds a case once; taken off, the file is complete again', async () => {
		const { meetingId, candidacyId } = await onAgenda();
		await expect(secretary().putOnAgenda({ meetingId, candidacyId })).rejects.toMatchObject(refused('CASE_NOT_READY'));
		await secretary().takeOffAgenda({ meetingId, candidacyId });
		expect((await candidacyOf(server, leg)).state).toBe('fileComplete');
		expect((await secretary().meeting({ meetingId })).ready.map((one) => one.candidacyId)).toEqual([candidacyId]);
	});

	test('is put in order', async () => {
		// Two households of two chains would come into dwellings of the same organism.
		const other = await aChain(server, 2);
		await playUntil(server, other, 'confirmed', today);
		await completeFiles(server, other);
		const second = (await candidacyOf(server, other.legs[0]!)).id;
		const { organismId } = leg.host;
		await server.owner.db.update(candidacies).set({ organismId }).where(eq(candidacies.id, second));
		await server.owner.db.update(demands).set({ organismId }).where(eq(demands.legId, other.legs[0]!.id));
		await server.owner.db
			.update(proposals)
			.set({ organismIds: sql`array_append(organism_ids, ${organismId}::uuid)` })
			.where(eq(proposals.id, other.proposalId));
		const { meetingId, candidacyId: first } = await onAgenda();
		await secretary().putOnAgenda({ meetingId, candidacyId: second });
		await secretary().moveOnAgenda({ meetingId, candidacyId: second, direction: 'up' });
		const order = async () => (await secretary().meeting({ meetingId })).cases.map((one) => one.candidacyId);
		expect(await order()).toEqual([second, first]);
		await secretary().moveOnAgenda({ meetingId, candidacyId: second, direction: 'up' });
		expect(await order()).toEqual([second, first]);
	});

	test('frees its cases when the meeting is cancelled', async () => {
		const { meetingId } = await onAgenda();
		await secretary().cancel({ meetingId });
		expect((await candidacyOf(server, leg)).state).toBe('fileComplete');
		await expect(secretary().convene({ meetingId })).rejects.toMatchObject(refused('MEETING_STEP_IMPOSSIBLE'));
	});
});

describe('a meeting', () => {
	const convened = async (heldOn = today) => {
		const { meetingId } = await onAgenda(heldOn);
		await secretary().convene({ meetingId });
		const members = await votersOf(server, leg.host);
		return { meetingId, members, present: members.map(({ id }) => ({ memberId: id, representedBy: null })) };
	};

	test('does not open while the organism has not written its quorum', async () => {
		await server.owner.db.update(organisms).set({ quorum: null }).where(eq(organisms.id, leg.host.organismId));
		const { meetingId, members, present } = await convened();
		await secretary().recordAttendance({ meetingId, present });
		await expect(secretary().open({ meetingId, presidentId: members[0]!.id })).rejects.toMatchObject(
			refused('QUORUM_NOT_SET')
		);
	});

	test('opens with its quorum and a president who is there, on its day', async () => {
		const { meetingId, members, present } = await convened('2026-11-25');
		const open = () => secretary().open({ meetingId, presidentId: members[4]!.id });
		await secretary().recordAttendance({ meetingId, present: present.slice(0, 4) });
		await expect(open()).rejects.toMatchObject(refused('MEETING_BEFORE_ITS_DAY'));
		await server.setTime('2026-11-25T09:00:00Z');
		await expect(open()).rejects.toMatchObject(refused('PRESIDENT_NOT_PRESENT'));
		await secretary().recordAttendance({ meetingId, present: present.slice(3) });
		await expect(open()).rejects.toMatchObject(refused('QUORUM_NOT_REACHED'));
		await secretary().recordAttendance({ meetingId, present: present.slice(2) });
		await open();
		expect(await secretary().meeting({ meetingId })).toMatchObject({ state: 'open', quorum: 3, votingPresent: 3 });
	});

	test('does not close while a case is undecided', async () => {
		const { meetingId } = await anOpenMeeting(server, leg, today);
		await expect(secretary().close({ meetingId })).rejects.toMatchObject(refused('CASES_NOT_DECIDED'));
	});

	test('closes when the chain of its last case has ended: nothing is left to decide', async () => {
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		await server.as(leg.mover.tenant).proposals.sayNo({ proposalId: chain.proposalId, motive: 'other', note: '' });
		await expect(secretary().decide({ meetingId, candidacyId, ...anAward })).rejects.toMatchObject(
			refused('CASE_NOT_ON_AGENDA')
		);
		expect((await secretary().meeting({ meetingId })).cases[0]!.status).toBe('chainEnded');
		await secretary().close({ meetingId });
		await secretary().sign({ meetingId });
		const { minutes } = await secretary().minutes({ meetingId });
		expect(minutes.cases).toMatchObject([{ position: 1, decision: null }]);
	});

	test('is seen and held by its own organism only', async () => {
		const { meetingId, candidacyId, members } = await anOpenMeeting(server, leg, today);
		const stranger = (await aScene(server.owner, 1)).parties[0]!;
		for (const party of [stranger, leg.mover]) {
			const api = () => server.as(party.secretary).commissions;
			const present = members.map(({ id }) => ({ memberId: id, representedBy: null }));
			for (const call of [
				() => api().meeting({ meetingId }),
				() => api().minutes({ meetingId }),
				() => api().putOnAgenda({ meetingId, candidacyId }),
				() => api().takeOffAgenda({ meetingId, candidacyId }),
				() => api().moveOnAgenda({ meetingId, candidacyId, direction: 'up' }),
				() => api().convene({ meetingId }),
				() => api().cancel({ meetingId }),
				() => api().recordAttendance({ meetingId, present }),
				() => api().open({ meetingId, presidentId: members[0]!.id }),
				() => api().decide({ meetingId, candidacyId, ...anAward }),
				() => api().close({ meetingId }),
				() => api().sign({ meetingId })
			])
				await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
		}
		await expect(
			server.as(leg.host.officer).commissions.decide({ meetingId, candidacyId, ...anAward })
		).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
	});
});

describe('a decision', () => {
	const decide = async (decision: object = {}) => {
		const { meetingId, candidacyId, members } = await anOpenMeeting(server, leg, today);
		await secretary().decide({ meetingId, candidacyId, ...anAward, ...decision });
		return { meetingId, candidacyId, members };
	};

	test('that awards takes the leg one step on, and the chain waits for the other commissions', async () => {
		await decide();
		expect(await chainState()).toBe('confirmed');
		expect(await legStates()).toEqual(['awarded', 'supported', 'supported']);
		await server.settle();
		const told = await server.owner.db.select().from(letters).where(eq(letters.householdId, leg.mover.householdId));
		expect(told.filter((letter) => letter.kind === 'commissionDecided')).toHaveLength(1);
	});

	test('is recorded by somebody else than who gave the opinion of the organism', async () => {
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		const { officer } = leg.host;
		const manager = server.as({ ...officer, staffRole: 'manager' });
		await expect(manager.commissions.decide({ meetingId, candidacyId, ...anAward })).rejects.toMatchObject({
			cause: { refusal: 'INSTRUCTED_BY_YOU' }
		});
		await secretary().decide({ meetingId, candidacyId, ...anAward });
	});

	test('that is the last award sends every offer together', async () => {
		const { proposalId } = chain;
		for (const one of chain.legs) {
			expect(await chainState()).toBe('confirmed');
			const { meetingId, candidacyId } = await anOpenMeeting(server, one, today);
			await server.as(one.host.secretary).commissions.decide({ meetingId, candidacyId, ...anAward });
		}
		const sent = await server.owner.db
			.select({ state: candidacies.state, offerDueAt: candidacies.offerDueAt })
			.from(candidacies)
			.innerJoin(legs, eq(legs.id, candidacies.legId))
			.where(eq(legs.proposalId, proposalId));
		expect(new Set(sent.map((one) => one.state))).toEqual(new Set(['offerSent']));
		expect(new Set(sent.map((one) => one.offerDueAt?.toISOString()))).toEqual(new Set(['2026-12-03T23:00:00.000Z']));
	});

	test.each([
		['NON_AWARD', { motives: ['AFF'] }, 'notAwarded'],
		['INADMISSIBLE', { motives: ['INC'] }, 'inadmissible']
	] as const)('%s ends the chain and frees the other moves', async (kind, more, state) => {
		await decide({ kind, ...more });
		expect(await chainState()).toBe('broken');
		expect(await legStates()).toEqual(['refused', 'released', 'released']);
		expect((await candidacyOf(server, leg)).state).toBe(state);
		expect((await candidacyOf(server, chain.legs[1]!)).state).toBe('withdrawn');
	});

	test('that postpones tells the household nothing, leaves the chain, and brings the case back later', async () => {
		const { meetingId, candidacyId } = await decide({
			kind: 'POSTPONED',
			motives: ['DOCUMENT'],
			postponedTo: '2026-12-07',
			votes: { for: 0, against: 0, abstain: 0 }
		});
		await server.settle();
		const told = await server.owner.db.select().from(letters).where(eq(letters.householdId, leg.mover.householdId));
		expect(told.filter((letter) => letter.kind === 'commissionDecided')).toHaveLength(0);
		expect(await chainState()).toBe('confirmed');
		expect(await candidacyOf(server, leg)).toMatchObject({ state: 'fileComplete', postponedTo: '2026-12-07' });
		const tooSoon = await plan('2026-12-01');
		await expect(secretary().putOnAgenda({ meetingId: tooSoon, candidacyId })).rejects.toMatchObject(
			refused('CASE_POSTPONED')
		);
		const next = await plan('2026-12-07');
		await secretary().putOnAgenda({ meetingId: next, candidacyId });
		// The case is on another agenda now; this meeting has decided it all the same.
		await secretary().close({ meetingId });
	});

	test('under condition, or of a second rank, does not take the chain on', async () => {
		await decide({ kind: 'AWARD_CONDITIONAL', condition: 'Séjour', conditionDueOn: '2026-12-20' });
		expect(await legStates()).toEqual(['supported', 'supported', 'supported']);
	});

	test('of the first rank awards', async () => {
		await decide({ kind: 'AWARD_RANKED', rank: 1, candidates: 4, fewerThanThreeReason: null });
		expect(await legStates()).toEqual(['awarded', 'supported', 'supported']);
	});

	test('is taken once, on a case of this agenda', async () => {
		const { meetingId, candidacyId } = await decide();
		await expect(secretary().decide({ meetingId, candidacyId, ...anAward })).rejects.toMatchObject(
			refused('CASE_NOT_ON_AGENDA')
		);
		const elsewhere = (await candidacyOf(server, chain.legs[1]!)).id;
		await expect(secretary().decide({ meetingId, candidacyId: elsewhere, ...anAward })).rejects.toMatchObject(
			refused('CASE_NOT_ON_AGENDA')
		);
	});

	test('refuses what the law does not allow', async () => {
		const { meetingId, candidacyId, members } = await anOpenMeeting(server, leg, today);
		const attempt = (decision: object) => secretary().decide({ meetingId, candidacyId, ...anAward, ...decision });
		const { organismId } = leg.host;
		await expect(attempt({ votes: { for: 4, against: 0, abstain: 0 } })).rejects.toMatchObject(
			refused('VOTES_DO_NOT_ADD_UP')
		);
		await expect(attempt({ fewerThanThreeReason: null })).rejects.toMatchObject(
			refused('FEWER_THAN_THREE_REASON_MISSING')
		);
		await expect(attempt({ kind: 'NON_AWARD' })).rejects.toMatchObject(refused('MOTIVE_MISSING'));
		await expect(attempt({ waivedRules: ['INC-01'] })).rejects.toMatchObject(refused('RULE_NOT_WAIVABLE'));
		await expect(
			attempt({ withdrawnIds: members.slice(0, 3).map(({ id }) => id), votes: { for: 2, against: 0, abstain: 0 } })
		).rejects.toMatchObject(refused('QUORUM_LOST'));
		await expect(attempt({ fewerThanThreeReason: 'DALO' })).rejects.toMatchObject(refused('REASON_DOES_NOT_APPLY'));
		await server.owner.db.update(organisms).set({ allowsExchangeAlone: false }).where(eq(organisms.id, organismId));
		await expect(attempt({ fewerThanThreeReason: 'EXCHANGE_LOCAL_RULE' })).rejects.toMatchObject(
			refused('EXCHANGE_RULE_NOT_ADOPTED')
		);
		expect(await server.owner.db.$count(decisions, eq(decisions.candidacyId, candidacyId))).toBe(0);
	});

	test('keeps what the commission had before it, and no name', async () => {
		const { candidacyId } = await decide();
		const [row] = await server.owner.db.select().from(decisions).where(eq(decisions.candidacyId, candidacyId));
		expect(row!.sheet).toMatchObject({
			on: today,
			dwelling: { commune: 'Cergy', rooms: 3, financing: 'PLUS', rent: 450 },
			candidate: { persons: 1, income: { amount: 18_000, year: 2024 } }
		});
		expect(row!.sheet.candidate.incomeCeiling).toBeGreaterThan(18_000);
		expect(row!.sheet.cost.effortAfter).toBeGreaterThan(0);
		expect(JSON.stringify(row!.sheet)).not.toContain('Dominique');
	});

	test('counts each case once when two secretaries decide at the same moment', async () => {
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		const ends = await Promise.allSettled(
			[1, 2, 3].map(() => secretary().decide({ meetingId, candidacyId, ...anAward }))
		);
		expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
		expect(await server.owner.db.$count(decisions, eq(decisions.candidacyId, candidacyId))).toBe(1);
	});
});

describe('the minutes', () => {
	const signed = async () => {
		const { meetingId, candidacyId, members } = await anOpenMeeting(server, leg, today);
		await secretary().decide({
			meetingId,
			candidacyId,
			...anAward,
			withdrawnIds: [members[4]!.id],
			votes: { for: 4, against: 0, abstain: 0 }
		});
		await secretary().close({ meetingId });
		const { number } = await secretary().sign({ meetingId });
		return { meetingId, number, members };
	};

	test('are numbered without a gap in the year of the organism', async () => {
		expect((await signed()).number).toBe('PV-2026-001');
		const meetingId = await plan('2026-11-24');
		await expect(secretary().sign({ meetingId })).rejects.toMatchObject(refused('MEETING_STEP_IMPOSSIBLE'));
	});

	test('tell who was there, who withdrew, what was decided and on what', async () => {
		const { meetingId, members } = await signed();
		const { minutes, state } = await secretary().minutes({ meetingId });
		expect(state).toBe('signed');
		expect(minutes).toMatchObject({ number: 'PV-2026-001', quorum: 3, president: members[0]!.name, signedOn: today });
		expect(minutes.present).toHaveLength(5);
		expect(minutes.cases[0]!.decision).toMatchObject({ kind: 'AWARD', withdrawn: [members[4]!.name], candidates: 1 });
	});

	test('stay as they were signed when a member is renamed or the chain ends', async () => {
		const { meetingId, members } = await signed();
		const before = await secretary().minutes({ meetingId });
		const manager = server.as(leg.host.manager).organisms;
		await manager.changeMember({
			memberId: members[0]!.id,
			name: 'Autre nom',
			capacity: 'mayor',
			commune: '95127',
			isVoting: true,
			isActive: true
		});
		await server.as(leg.mover.tenant).proposals.sayNo({ proposalId: chain.proposalId, motive: 'other', note: '' });
		expect(await secretary().minutes({ meetingId })).toEqual(before);
	});

	test('cannot be changed even in the database', async () => {
		const { meetingId } = await signed();
		const { sql: raw } = server.owner;
		await expect(raw`update meeting set place = 'Ailleurs' where id = ${meetingId}`).rejects.toMatchObject({
			code: '23001'
		});
		await expect(raw`delete from attendance where meeting_id = ${meetingId}`).rejects.toMatchObject({ code: '23001' });
		await expect(raw`delete from agenda_item where meeting_id = ${meetingId}`).rejects.toMatchObject({ code: '23001' });
		await expect(raw`update decision set comment = 'x' where meeting_id = ${meetingId}`).rejects.toMatchObject({
			code: '23001'
		});
		expect(await server.owner.db.$count(meetings, eq(meetings.id, meetingId))).toBe(1);
	});
});
