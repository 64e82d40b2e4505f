/** Who is written to when a meeting is convened: who sits for one of its cases, with an account of their own. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { accounts } from '#server/accounts/tables.ts';
import { committeeMembers, communes } from '#server/organisms/tables.ts';
import { domainEvents, letters } from '#server/platform/tables.ts';
import { react } from '#server/reactions.ts';
import { aChain, candidacyOf, completeFiles, playUntil, type PlayedLeg } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';

const today = '2026-11-23';
let server: Awaited<ReturnType<typeof openTestServer>>;
let legs: PlayedLeg[];

beforeAll(async () => {
	server = await openTestServer();
	await server.setTime(`${today}T09:00:00Z`);
	const chain = await aChain(server, 3);
	await playUntil(server, chain, 'confirmed', today);
	await completeFiles(server, chain);
	legs = chain.legs;
});

/** Somebody whom the manager invited to a seat of the commission. */
async function invite({ host }: PlayedLeg, capacity: 'mayor' | 'prefect' | 'tenantRepresentative'): Promise<string> {
	const ofCapacity = and(eq(committeeMembers.organismId, host.organismId), eq(committeeMembers.capacity, capacity));
	const [seat] = await server.owner.db.select().from(committeeMembers).where(ofCapacity);
	const email = `${crypto.randomUUID()}@exemple.test`;
	const person = { memberId: seat!.id, firstName: 'Maude', lastName: 'Roy', email };
	return (await server.as(host.manager).accounts.inviteMember(person)).accountId;
}

/** Convenes a meeting with the case of a leg; gives it, and the letters that were written. */
async function convene(leg: PlayedLeg) {
	const secretary = () => server.as(leg.host.secretary).commissions;
	const { meetingId } = await secretary().plan({ heldOn: today, startsAt: '14:30', place: 'Siège' });
	await secretary().putOnAgenda({ meetingId, candidacyId: (await candidacyOf(server, leg)).id });
	await secretary().convene({ meetingId });
	await server.settle();
	return meetingId;
}

const convocations = ({ host }: PlayedLeg) =>
	server.owner.db
		.select()
		.from(letters)
		.where(and(eq(letters.organismId, host.organismId), eq(letters.kind, 'meetingConvened')));

test('each member with an account has one letter, whatever runs twice, and who has none or is suspended has no letter', async () => {
	const leg = legs[0]!;
	const mayor = await invite(leg, 'mayor');
	const suspended = await invite(leg, 'prefect');
	await server.as(leg.host.manager).accounts.lockColleague({ accountId: suspended, isLocked: 'yes' });
	const meetingId = await convene(leg);
	const [convened] = await server.owner.db.select().from(domainEvents).where(eq(domainEvents.type, 'MeetingConvened'));
	await react(server.deps, convened!.id);
	const written = await convocations(leg);
	expect(written.map(({ accountId }) => accountId).sort()).toEqual([leg.host.member.accountId, mayor].sort());
	for (const { path } of written) expect(path).toBe(`/gestion/seances/${meetingId}`);
});

test('the letter says when and where, and nothing of the cases', async () => {
	const leg = legs[1]!;
	await convene(leg);
	const [letter] = await convocations(leg);
	expect(letter!.subject).toBe('Convocation à une séance de la commission');
	expect(letter!.body).toMatch(/lundi 23\snovembre 2026 à 14\sh\s30/);
	expect(letter!.body).toContain('Siège');
	const [meeting] = (await server.as(leg.host.secretary).commissions.list()).upcoming;
	const { cases } = await server.as(leg.host.secretary).commissions.meeting({ meetingId: meeting!.id });
	for (const said of [cases[0]!.uniqueNumber, cases[0]!.household!, cases[0]!.reference])
		expect(letter!.subject + letter!.body).not.toContain(said);
});

test('the mayor of a commune without a case there is not convened, nor who no longer sits', async () => {
	const leg = legs[2]!;
	const mayor = await invite(leg, 'mayor');
	const gone = await invite(leg, 'tenantRepresentative');
	const seatOf = async (accountId: string) =>
		(await server.owner.db.select().from(accounts).where(eq(accounts.id, accountId)))[0]!.committeeMemberId!;
	await server.owner.db
		.insert(communes)
		.values({ insee: '95500', name: 'Pontoise', department: '95', lon: 2.1, lat: 49.05 });
	const change = (memberId: string, changes: object) =>
		server.owner.db.update(committeeMembers).set(changes).where(eq(committeeMembers.id, memberId));
	await change(await seatOf(mayor), { commune: '95500' });
	await change(await seatOf(gone), { isActive: false });
	await convene(leg);
	expect((await convocations(leg)).map(({ accountId }) => accountId)).toEqual([leg.host.member.accountId]);
});
