import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dwellings, leases } from '#server/dwellings/tables.ts';
import { households } from '#server/households/tables.ts';
import { aScene } from '#tests/factories/chain.ts';
import { aChain, playUntil, type PlayedChain } from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { legs, opinions, proposals, visits } from './tables.ts';

const today = '2026-11-23';
let server: Awaited<ReturnType<typeof openTestServer>>;
let chain: PlayedChain;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime(`${today}T09:00:00Z`);
	chain = await aChain(server, 3);
});

const stateOf = async () =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId)))[0]!.state;
const legStates = async () =>
	(await server.owner.db.select().from(legs).where(eq(legs.proposalId, chain.proposalId)).orderBy(legs.position)).map(
		(leg) => leg.state
	);
const refused = (refusal: string) => ({ cause: { refusal } });

describe('the opinion of an organism', () => {
	beforeEach(() => playUntil(server, chain, 'instructing', today));

	const opine = (index: number, kind: 'favourable' | 'reserved' | 'unfavourable', reasons = '') =>
		server.as(chain.legs[index]!.host.officer).proposals.giveOpinion({ legId: chain.legs[index]!.id, kind, reasons });

	test('confirms the chain with the last yes', async () => {
		await opine(0, 'favourable');
		await opine(1, 'reserved', 'Avis d’impôt à revoir');
		expect(await stateOf()).toBe('instructing');
		await opine(2, 'favourable');
		expect(await stateOf()).toBe('confirmed');
	});

	test('ends the chain when it is unfavourable, and says why', async () => {
		await expect(opine(0, 'unfavourable')).rejects.toMatchObject(refused('OPINION_REASONS_MISSING'));
		await opine(0, 'unfavourable', 'Réhabilitation votée');
		expect(await stateOf()).toBe('broken');
		expect(await legStates()).toEqual(['opposed', 'released', 'released']);
		const [kept] = await server.owner.db.select().from(opinions).where(eq(opinions.legId, chain.legs[0]!.id));
		expect(kept).toMatchObject({ kind: 'unfavourable', reasons: 'Réhabilitation votée' });
	});

	test('is given once', async () => {
		await opine(0, 'favourable');
		await expect(opine(0, 'favourable')).rejects.toMatchObject(refused('ALREADY_ANSWERED'));
	});

	test('cannot support a household whose numéro unique is not known', async () => {
		const { householdId } = chain.legs[0]!.mover;
		const [row] = await server.owner.db.select().from(households).where(eq(households.id, householdId));
		const situation = { ...row!.situation, uniqueNumber: null };
		await server.owner.db.update(households).set({ situation }).where(eq(households.id, householdId));
		await expect(opine(0, 'favourable')).rejects.toMatchObject(refused('OPINION_WITHOUT_UNIQUE_NUMBER'));
	});

	test('becomes possible once the number is copied from its attestation, by that organism only', async () => {
		const { id, mover, host } = chain.legs[0]!;
		const [row] = await server.owner.db.select().from(households).where(eq(households.id, mover.householdId));
		const situation = { ...row!.situation, uniqueNumber: null };
		await server.owner.db.update(households).set({ situation }).where(eq(households.id, mover.householdId));
		const copied = {
			legId: id,
			number: '095 0124 0000 1234 567',
			firstDepositedOn: '2024-02-01',
			validUntil: '2027-02-01'
		};
		await expect(server.as(mover.officer).demands.recordUniqueNumber(copied)).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		expect((await server.as(host.officer).demands.file({ legId: id })).actions).toContain('recordUniqueNumber');
		await server.as(host.officer).demands.recordUniqueNumber(copied);
		await opine(0, 'favourable');
		const [after] = await server.owner.db.select().from(households).where(eq(households.id, mover.householdId));
		expect(after!.situation.uniqueNumber?.number).toBe('095012400001234567');
	});

	test('cannot support a household whose income is above the ceiling', async () => {
		const { householdId } = chain.legs[0]!.mover;
		const [row] = await server.owner.db.select().from(households).where(eq(households.id, householdId));
		const amount = { value: 500_000, from: 'tenant' as const, on: '2026-09-01' };
		const situation = { ...row!.situation, referenceTaxIncomes: [{ year: 2024, amount }] };
		await server.owner.db.update(households).set({ situation }).where(eq(households.id, householdId));
		await expect(opine(0, 'favourable')).rejects.toMatchObject(refused('OPINION_RULE_BLOCKS'));
		expect(await legStates()).toEqual(['committed', 'committed', 'committed']);
	});

	test('is that of the organism that would receive, not of another one of the chain nor of a stranger', async () => {
		const stranger = (await aScene(server.owner, 1)).parties[0]!;
		const { id, mover } = chain.legs[0]!;
		for (const officer of [stranger.officer, mover.officer])
			await expect(
				server.as(officer).proposals.giveOpinion({ legId: id, kind: 'favourable', reasons: '' })
			).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});

	test('is not given by the secretary of the commission', async () => {
		const { id, host } = chain.legs[0]!;
		await expect(
			server.as(host.secretary).proposals.giveOpinion({ legId: id, kind: 'favourable', reasons: '' })
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('the visit of a vacant dwelling', () => {
	const plannedFor = new Date('2026-11-28T13:00:00Z');
	const typed = { day: '2026-11-28', time: '14:00' };

	beforeEach(async () => {
		await playUntil(server, chain, 'visiting', today);
		// The target of the first leg becomes a home that its organism shows.
		await server.owner.db.update(visits).set({ hostHouseholdId: null }).where(eq(visits.legId, chain.legs[0]!.id));
	});

	const visitOf = async () =>
		(await server.owner.db.select().from(visits).where(eq(visits.legId, chain.legs[0]!.id)))[0]!;

	test('is suggested by the household and agreed by the organism', async () => {
		const { id, host } = chain.legs[0]!;
		await server.owner.db.update(visits).set({ plannedFor, proposedBy: 'visitor' }).where(eq(visits.legId, id));
		await server.as(host.officer).proposals.agreeVacantVisit({ legId: id, plannedFor });
		expect((await visitOf()).agreedAt).not.toBeNull();
	});

	test('is suggested by the organism, and then waits for the household', async () => {
		const { id, host } = chain.legs[0]!;
		await server.as(host.officer).proposals.suggestVacantVisit({ legId: id, ...typed });
		expect(await visitOf()).toMatchObject({ proposedBy: 'organism', agreedAt: null });
		await expect(server.as(host.officer).proposals.agreeVacantVisit({ legId: id, plannedFor })).rejects.toMatchObject(
			refused('VISIT_OWN_SUGGESTION')
		);
	});

	test('is not the business of another organism, nor of the organism when somebody lives there', async () => {
		const [vacant, lived] = chain.legs;
		await expect(
			server.as(vacant!.mover.officer).proposals.suggestVacantVisit({ legId: vacant!.id, ...typed })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(
			server.as(lived!.host.officer).proposals.suggestVacantVisit({ legId: lived!.id, ...typed })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('the signing of the leases', () => {
	beforeEach(() => playUntil(server, chain, 'sealed', today));

	const setDay = (day: string, index = 0) =>
		server.as(chain.legs[index]!.host.officer).proposals.setSigningDay({ proposalId: chain.proposalId, day });
	const sign = (index: number) =>
		server.as(chain.legs[index]!.host.officer).proposals.recordSignature({ legId: chain.legs[index]!.id });

	test('is set by one of the organisms, for tomorrow at the earliest, and may be moved', async () => {
		await expect(setDay(today)).rejects.toMatchObject(refused('SIGNING_DAY_TOO_EARLY'));
		await setDay('2026-12-10');
		await setDay('2026-12-11', 1);
		const [row] = await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId));
		expect(row).toMatchObject({ state: 'signing', signingDay: '2026-12-11' });
	});

	test('waits for its day, then swaps every home with the last signature', async () => {
		await setDay('2026-12-10');
		await expect(sign(0)).rejects.toMatchObject(refused('SIGNING_DAY_NOT_REACHED'));
		await server.setTime('2026-12-10T10:00:00Z');
		await sign(0);
		await sign(1);
		expect(await stateOf()).toBe('signing');
		await sign(2);
		expect(await stateOf()).toBe('completed');
		for (const { mover, host } of chain.legs) {
			const running = await server.owner.db.select().from(leases).where(eq(leases.householdId, mover.householdId));
			expect(running.find((lease) => !lease.endsOn)).toMatchObject({
				dwellingId: host.dwellingId,
				startsOn: '2026-12-10'
			});
		}
		const [home] = await server.owner.db
			.select()
			.from(dwellings)
			.where(eq(dwellings.id, chain.legs[0]!.host.dwellingId));
		expect(home!.vacantFrom).toBeNull();
	});

	test('is not recorded by an organism for the lease of another', async () => {
		await setDay('2026-12-10');
		await server.setTime('2026-12-10T10:00:00Z');
		const { id, mover } = chain.legs[0]!;
		await expect(server.as(mover.officer).proposals.recordSignature({ legId: id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		const stranger = (await aScene(server.owner, 1)).parties[0]!;
		await expect(
			server.as(stranger.officer).proposals.setSigningDay({ proposalId: chain.proposalId, day: '2026-12-12' })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});
