import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { households } from '#server/households/tables.ts';
import { letters } from '#server/platform/tables.ts';
import { proposals } from '#server/proposals/tables.ts';
import { aScene } from '#tests/factories/chain.ts';
import {
	aChain,
	anAward,
	anOpenMeeting,
	candidacyOf,
	completeFiles,
	playUntil,
	type PlayedChain,
	type PlayedLeg
} from '#tests/factories/play-chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { demands } from './tables.ts';

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
	leg = chain.legs[0]!;
});

const officer = () => server.as(leg.host.officer).demands;
const refused = (refusal: string) => ({ cause: { refusal } });
const chainState = async () =>
	(await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId)))[0]!.state;
const changeSituation = async (changes: object) => {
	const { householdId } = leg.mover;
	const [row] = await server.owner.db.select().from(households).where(eq(households.id, householdId));
	const situation = { ...row!.situation, ...changes };
	await server.owner.db.update(households).set({ situation }).where(eq(households.id, householdId));
};

describe('a file', () => {
	test('is completed once the documents asked have come; the household is told what is asked', async () => {
		await officer().askDocuments({ legId: leg.id, codes: ['ID-FR', 'FI-AV', 'RM-SA'] });
		await server.settle();
		const told = await server.owner.db.select().from(letters).where(eq(letters.householdId, leg.mover.householdId));
		expect(told.filter((letter) => letter.kind === 'documentsAsked')).toHaveLength(1);
		await officer().receiveDocuments({ legId: leg.id, codes: ['ID-FR', 'FI-AV'] });
		await expect(officer().completeFile({ legId: leg.id })).rejects.toMatchObject(refused('DOCUMENTS_MISSING'));
		await officer().receiveDocuments({ legId: leg.id, codes: ['RM-SA'] });
		await officer().completeFile({ legId: leg.id });
		expect(await candidacyOf(server, leg)).toMatchObject({
			state: 'fileComplete',
			documents: ['ID-FR', 'FI-AV', 'RM-SA'].map((code) => ({ code, receivedOn: today }))
		});
	});

	test('cannot go to the commission while a rule bars the award; the income on the tax notice settles it', async () => {
		await changeSituation({ referenceTaxIncomes: [] });
		await expect(officer().recordIncome({ legId: leg.id, year: 2024, amount: 18_000 })).rejects.toMatchObject(
			refused('DOCUMENTS_MISSING')
		);
		await officer().askDocuments({ legId: leg.id, codes: ['ID-FR', 'FI-AV'] });
		await officer().receiveDocuments({ legId: leg.id, codes: ['ID-FR', 'FI-AV'] });
		await expect(officer().completeFile({ legId: leg.id })).rejects.toMatchObject(refused('RULE_BLOCKS'));
		await officer().recordIncome({ legId: leg.id, year: 2024, amount: 18_000 });
		await officer().completeFile({ legId: leg.id });
		expect((await candidacyOf(server, leg)).state).toBe('fileComplete');
	});

	test('with a proof of identity has its right of residence checked', async () => {
		await changeSituation({ hasRightOfResidence: null });
		await completeFiles(server, chain, chain.legs.slice(1));
		expect((await candidacyOf(server, leg)).state).toBe('fileComplete');
	});

	test('is nobody else’s: another organism of the chain, or a stranger, finds nothing', async () => {
		const stranger = (await aScene(server.owner, 1)).parties[0]!;
		for (const other of [stranger.officer, chain.legs[2]!.host.officer, leg.mover.officer]) {
			const api = () => server.as(other).demands;
			await expect(api().askDocuments({ legId: leg.id, codes: ['FI-AV'] })).rejects.toMatchObject({
				code: 'NOT_FOUND'
			});
			await expect(api().completeFile({ legId: leg.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
			await expect(api().recordIncome({ legId: leg.id, year: 2024, amount: 1 })).rejects.toMatchObject({
				code: 'NOT_FOUND'
			});
		}
		for (const other of [stranger.officer, chain.legs[1]!.host.officer])
			await expect(server.as(other).demands.file({ legId: leg.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
	});
});

describe('the file that an organism reads', () => {
	test('tells of its own leg in full, and of the others their organism, state and dates only', async () => {
		const file = await officer().file({ legId: leg.id });
		expect(file).toMatchObject({ stage: 'toComplete', isArriving: true, dependants: 2 });
		expect(file.household?.people).toHaveLength(1);
		expect(file.assessment?.explanation.stage).toBe('cal');
		expect(file.actions).toEqual(['askDocuments', 'takeCharge', 'completeFile']);
		for (const other of chain.legs.slice(1)) {
			const text = JSON.stringify(file);
			const [row] = await server.owner.db.select().from(households).where(eq(households.id, other.mover.householdId));
			expect(text).not.toContain(row!.name);
			expect(text).not.toContain(other.mover.householdId);
			expect(text).not.toContain(row!.situation.uniqueNumber!.number);
		}
	});

	test('says when the other commissions sit, and nothing else of them', async () => {
		await completeFiles(server, chain);
		await anOpenMeeting(server, chain.legs[1]!, today);
		const file = await officer().file({ legId: leg.id });
		expect(file.chain.map((one) => one.meetingOn)).toEqual([null, today, null]);
		expect(file.chain.map((one) => one.legId)).toEqual([leg.id, null, null]);
	});

	test('hides the amount of a rent debt that belongs to another landlord', async () => {
		await changeSituation({ arrears: { value: { amount: 1234.5, plan: 'respected' }, from: 'landlord', on: today } });
		const file = await officer().file({ legId: leg.id });
		expect(file.household).toMatchObject({ account: 'planRespected', arrears: null });
		expect(JSON.stringify(file)).not.toContain('1234');
		const own = await server.as(leg.mover.officer).demands.file({ legId: leg.id });
		expect(own.household?.arrears?.value.amount).toBe(1234.5);
		expect(own.actions).toEqual([]);
	});

	test('shows nobody once the chain has ended', async () => {
		await server.as(leg.mover.tenant).proposals.sayNo({ proposalId: chain.proposalId, motive: 'other', note: '' });
		const file = await officer().file({ legId: leg.id });
		expect(file).toMatchObject({ household: null, stage: 'ended', actions: [] });
	});

	test('is found in the list by its reference and its stage', async () => {
		const [row] = await server.owner.db.select().from(proposals).where(eq(proposals.id, chain.proposalId));
		const found = await officer().files({ search: row!.reference, stage: 'toComplete' });
		expect(found.files).toMatchObject([{ legId: leg.id, stage: 'toComplete', reference: row!.reference }]);
		expect(found.counts.toComplete).toBe(1);
		expect((await officer().files({ stage: 'ready' })).files).toEqual([]);
		const leaving = await server.as(leg.mover.officer).demands.files({ direction: 'leaving' });
		expect(leaving.files).toMatchObject([{ legId: leg.id, stage: null, proposalState: 'confirmed' }]);
	});

	test('sorts by every column, both ways', async () => {
		for (const sort of ['todo', 'due', 'reference', 'household', 'commune', 'stage'] as const)
			for (const isDescending of [true, false]) expect((await officer().files({ sort, isDescending })).total).toBe(1);
	});
});

describe('what waits for the organism', () => {
	const totals = async () =>
		Object.fromEntries(
			(await officer().toDo()).queues.filter((queue) => queue.total > 0).map((queue) => [queue.name, queue.total])
		);

	test('follows the file from step to step', async () => {
		expect(await totals()).toEqual({ files: 1 });
		await completeFiles(server, chain);
		expect(await totals()).toEqual({ ready: 1 });
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		expect(await totals()).toEqual({ meetings: 1 });
		const secretary = () => server.as(leg.host.secretary).commissions;
		await secretary().decide({ meetingId, candidacyId, ...anAward });
		await secretary().close({ meetingId });
		await secretary().sign({ meetingId });
		expect(await totals()).toEqual({});
	});
});

describe('an award that waits', () => {
	const decide = async (decision: object) => {
		await completeFiles(server, chain);
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		await server.as(leg.host.secretary).commissions.decide({ meetingId, candidacyId, ...anAward, ...decision });
	};
	const conditional = {
		kind: 'AWARD_CONDITIONAL',
		condition: 'Titre de séjour renouvelé',
		conditionDueOn: '2026-12-20'
	};
	const awardTheOthers = async () => {
		for (const other of chain.legs.slice(1)) {
			const { meetingId, candidacyId } = await anOpenMeeting(server, other, today);
			await server.as(other.host.secretary).commissions.decide({ meetingId, candidacyId, ...anAward });
		}
	};

	test('for a condition lets the offers leave once it is met, all together', async () => {
		await decide(conditional);
		await awardTheOthers();
		expect(await chainState()).toBe('confirmed');
		expect((await officer().file({ legId: leg.id })).actions).toEqual(['meetCondition', 'failCondition']);
		await officer().meetCondition({ legId: leg.id });
		expect(await chainState()).toBe('offered');
		expect((await candidacyOf(server, leg)).state).toBe('offerSent');
	});

	test('ends the chain when its condition fails', async () => {
		await decide(conditional);
		await officer().failCondition({ legId: leg.id });
		expect(await chainState()).toBe('broken');
		expect((await candidacyOf(server, leg)).state).toBe('conditionFailed');
	});

	test('for the turn of its rank goes on when those before have refused', async () => {
		await decide({ kind: 'AWARD_RANKED', rank: 2, candidates: 3 });
		await awardTheOthers();
		expect(await chainState()).toBe('confirmed');
		await officer().reachRank({ legId: leg.id });
		expect(await chainState()).toBe('offered');
	});

	test('ends the chain when one ranked before has taken the dwelling', async () => {
		await decide({ kind: 'AWARD_RANKED', rank: 2, candidates: 3 });
		await officer().loseRank({ legId: leg.id });
		expect(await chainState()).toBe('broken');
		expect((await candidacyOf(server, leg)).state).toBe('outranked');
	});

	test('is settled by the organism that awarded, and only once', async () => {
		await decide(conditional);
		await expect(server.as(leg.mover.officer).demands.meetCondition({ legId: leg.id })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		await officer().meetCondition({ legId: leg.id });
		await expect(officer().meetCondition({ legId: leg.id })).rejects.toMatchObject(refused('FILE_STEP_IMPOSSIBLE'));
	});
});

describe('a demand declared inadmissible', () => {
	beforeEach(async () => {
		await completeFiles(server, chain);
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		const decision = { ...anAward, kind: 'INADMISSIBLE' as const, motives: ['SEJ' as const] };
		await server.as(leg.host.secretary).commissions.decide({ meetingId, candidacyId, ...decision });
	});

	const demandState = async () =>
		(await server.owner.db.select().from(demands).where(eq(demands.legId, leg.id)))[0]!.state;

	test('leaves the register one month after the warning', async () => {
		expect(await demandState()).toBe('registered');
		await expect(officer().strikeOff({ legId: leg.id })).rejects.toMatchObject(refused('FILE_STEP_IMPOSSIBLE'));
		await officer().recordWarning({ legId: leg.id, sentOn: today });
		await expect(officer().strikeOff({ legId: leg.id })).rejects.toMatchObject(refused('STRIKE_OFF_TOO_EARLY'));
		await server.setTime('2026-12-23T09:00:00Z');
		await officer().strikeOff({ legId: leg.id });
		expect(await demandState()).toBe('struckOff');
	});

	test('is warned by the organism whose commission decided', async () => {
		await expect(
			server.as(leg.mover.officer).demands.recordWarning({ legId: leg.id, sentOn: today })
		).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(officer().recordWarning({ legId: leg.id, sentOn: '2026-11-24' })).rejects.toMatchObject(
			refused('FILE_STEP_IMPOSSIBLE')
		);
	});
});
