import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditEntries } from '#server/platform/audit-tables.ts';
import { domainEvents } from '#server/platform/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import {
	aChain,
	anAward,
	anOpenMeeting,
	completeFiles,
	playUntil,
	type PlayedChain,
	type PlayedLeg
} from '#tests/factories/play-chain.ts';
import { aCharter, someThresholds } from '#tests/factories/rules.ts';
import { openTestServer } from '#tests/support/server.ts';
import { listings } from '../needs/tables.ts';
import { households } from './tables.ts';

const today = '2026-11-23';
const keyWorker = { code: 'key-worker', labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: '7' };
const carer = { code: 'carer', labelFr: 'Aidant', labelEn: 'Carer', weight: '3' };

let server: Awaited<ReturnType<typeof openTestServer>>;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(() => server.setTime(`${today}T09:00:00Z`));

/** The territory ranks by « key-worker », each organism named by « carer ». */
async function criteriaInForce(
	coordinator: Parameters<typeof server.as>[0],
	managers: readonly Parameters<typeof server.as>[0][]
) {
	const inForce = { revision: 1, from: today };
	await server.as(coordinator).eligibility.saveCharter(aCharter({ localCriteria: [keyWorker] }));
	await server.as(coordinator).eligibility.activateCharter(inForce);
	for (const manager of managers) {
		await server.as(manager).eligibility.saveThresholds(someThresholds({ ownCriteria: [carer] }));
		await server.as(manager).eligibility.activateThresholds(inForce);
	}
}

const check = (officer: Parameters<typeof server.as>[0], householdId: string, changes: object = {}) =>
	server.as(officer).households.checkCriterion({
		householdId,
		owner: 'territory',
		code: 'key-worker',
		answer: 'met',
		proof: 'attestation',
		...changes
	});

describe('a criterion of the territory', () => {
	let own: Party;
	let other: Party;
	let coordinator: Parameters<typeof server.as>[0];

	beforeEach(async () => {
		const scene = await aScene(server.owner, 2);
		[own, other] = scene.parties as [Party, Party];
		({ coordinator } = scene);
		await criteriaInForce(coordinator, []);
	});

	const priorities = async () => {
		const { runId } = await server.as(coordinator).matching.requestRun({ maxCycle: 2, maxChain: 2 });
		await server.settle();
		const run = await server.as(coordinator).matching.run({ runId });
		return run.found!.levels.find(({ name }) => name === 'priorities')!.value;
	};
	const listingOf = async (party: Party) => {
		const [row] = await server.owner.db.select().from(listings).where(eq(listings.householdId, party.householdId));
		return server.as(party.officer).needs.listing({ listingId: row!.id });
	};

	test('is checked by the landlord before any run: who, when, on what proof', async () => {
		expect((await listingOf(own)).household.localCriteria).toMatchObject({
			criteria: [{ code: 'key-worker', organismId: null, check: null }],
			mayCheck: true
		});
		await check(own.officer, own.householdId);
		expect((await listingOf(own)).household.localCriteria.criteria).toMatchObject([
			{ code: 'key-worker', check: { isMet: true, proof: 'attestation', on: today }, by: 'Camille Test' }
		]);
	});

	test('weighs in the priorities of a run once it is checked, and not before', async () => {
		expect(await priorities()).toBe(0);
		await check(own.officer, own.householdId);
		expect(await priorities()).toBe(7);
	});

	test('counts for nothing when it is not met, nor once its check is erased', async () => {
		await check(own.officer, own.householdId, { answer: 'notMet' });
		expect(await priorities()).toBe(0);
		await check(own.officer, own.householdId);
		await check(own.officer, own.householdId, { answer: 'notReviewed', proof: '' });
		expect(await priorities()).toBe(0);
		expect((await listingOf(own)).household.localCriteria.criteria).toMatchObject([{ check: null }]);
	});

	test('is written in the journal under the pseudonym of the household, with codes only', async () => {
		await check(own.officer, own.householdId);
		const [event] = await server.owner.db
			.select()
			.from(domainEvents)
			.where(and(eq(domainEvents.type, 'CriterionChecked'), eq(domainEvents.subjectId, own.householdId)));
		expect(event!.data).toMatchObject({ owner: 'territory', code: 'key-worker', answer: 'met', proof: 'attestation' });
		const [entry] = await server.owner.db
			.select({ entry: auditEntries.entry })
			.from(auditEntries)
			.where(and(eq(auditEntries.action, 'CriterionChecked'), eq(auditEntries.chainId, own.organismId)));
		expect(entry!.entry).toContain('key-worker');
		expect(entry!.entry).not.toContain(own.householdId);
	});

	test('is in the copy of its data that the household asks for, without the name of who checked', async () => {
		await check(own.officer, own.householdId);
		const { household } = await server.as(own.tenant).households.exportData();
		expect(household).toMatchObject({
			localCriteria: [{ code: 'key-worker', isMet: true, proof: 'attestation', on: today }]
		});
		expect(JSON.stringify(household)).not.toContain(own.officer.accountId);
	});

	test('needs a proof, and a household that one may read', async () => {
		await expect(check(own.officer, own.householdId, { proof: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(check(other.officer, own.householdId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(check(own.secretary, own.householdId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(check(own.officer, own.householdId, { code: 'unknown' })).rejects.toMatchObject({
			cause: { refusal: 'CRITERION_NOT_IN_FORCE' }
		});
		// Its own organism has published no orientation.
		await expect(check(own.officer, own.householdId, { owner: 'organism' })).rejects.toMatchObject({
			cause: { refusal: 'CRITERION_NOT_IN_FORCE' }
		});
		const [row] = await server.owner.db.select().from(households).where(eq(households.id, own.householdId));
		expect(row!.situation.localCriteria).toBeUndefined();
	});
});

describe('a criterion of the organism that receives', () => {
	let chain: PlayedChain;
	let leg: PlayedLeg;

	beforeEach(async () => {
		chain = await aChain(server, 2);
		leg = chain.legs[0]!;
		await criteriaInForce(
			chain.scene.coordinator,
			chain.legs.map(({ host }) => host.manager)
		);
		await playUntil(server, chain, 'confirmed', today);
	});

	const file = async () => server.as(leg.host.officer).demands.file({ legId: leg.id });
	const answer = async () => (await file()).assessment!.explanation.results.find(({ rule }) => rule === 'PRI-03')!;

	test('is checked while it instructs the file, and the rules of the file read it', async () => {
		expect((await answer()).code).toBe('PRI-03/notReviewed');
		await check(leg.host.officer, leg.mover.householdId, { owner: 'organism', code: 'carer', proof: 'document' });
		expect(await answer()).toMatchObject({
			code: 'PRI-03/meets',
			figures: { weight: 3, codes: ['carer'] },
			inputs: [{ name: 'localCriteria', value: 1, from: 'staff', on: today }]
		});
	});

	test('is not the landlord’s to check: it has its own', async () => {
		await check(leg.mover.officer, leg.mover.householdId, { owner: 'organism', code: 'carer' });
		expect((await answer()).code).toBe('PRI-03/notReviewed');
		const home = await server.as(leg.mover.officer).demands.file({ legId: leg.id });
		expect(home.household!.localCriteria.criteria.map(({ organismId }) => organismId)).toEqual([
			null,
			leg.mover.organismId
		]);
	});

	test('is on the sheet of the commission and stays in its minutes, what has not been checked too', async () => {
		await check(leg.host.officer, leg.mover.householdId, { owner: 'organism', code: 'carer', proof: 'document' });
		await completeFiles(server, chain);
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg, today);
		const secretary = () => server.as(leg.host.secretary).commissions;
		const criteria = [
			{ labelFr: 'Métier essentiel', labelEn: 'Key worker', weight: 7, check: null },
			{ labelFr: 'Aidant', labelEn: 'Carer', weight: 3, check: { isMet: true, proof: 'document', on: today } }
		];
		const [before] = (await secretary().meeting({ meetingId })).cases;
		expect(before!.sheet!.candidate.localCriteria).toEqual(criteria);
		expect(before!.cost?.after?.residualBill).toBeGreaterThan(0);
		await secretary().decide({ meetingId, candidacyId, ...anAward });
		const { minutes } = await secretary().minutes({ meetingId });
		expect(minutes.cases[0]!.decision!.sheet.candidate.localCriteria).toEqual(criteria);
	});
});
