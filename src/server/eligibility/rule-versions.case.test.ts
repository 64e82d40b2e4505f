import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadRuleSet } from '#server/organisms/rule-set.ts';
import { domainEvents } from '#server/platform/tables.ts';
import { asActor } from '#server/platform/unit.ts';
import { legAssessments, legs, proposals } from '#server/proposals/tables.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { aChain, anAward, anOpenMeeting, completeFiles, playUntil } from '#tests/factories/play-chain.ts';
import { aCharter, someThresholds } from '#tests/factories/rules.ts';
import { openTestServer } from '#tests/support/server.ts';
import { ruleSetVersions } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let scene: Scene;
let own: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime('2026-11-23T09:00:00Z');
	scene = await aScene(server.owner, 2);
	[own, other] = scene.parties as [Party, Party];
});

const refusal = (code: string) => ({ code: 'CONFLICT', cause: { refusal: code } });
const coordinator = (key?: string) => server.as(scene.coordinator, key).eligibility;
const manager = (party = own) => server.as(party.manager).eligibility;
const rowsOf = () =>
	server.owner.db.select().from(ruleSetVersions).where(eq(ruleSetVersions.territoryId, scene.territoryId));
const charterOn = async (day: string) =>
	(await asActor(server.deps, own.officer, ({ tx }) => loadRuleSet(tx, scene.territoryId, day))).charter;

describe('a charter that nobody has decided yet', () => {
	test('is the rule book, and says so', async () => {
		const rules = await coordinator().charter();
		expect(rules).toMatchObject({ draft: null, versions: [], actions: ['write'], today: '2026-11-23' });
		expect(rules.inForce).toMatchObject({ useComputedCeilings: false, firstQuartile: null });
		expect(rules.ruleSet).toContain(`${scene.territoryId}@0/`);
		expect(await manager().charterInForce()).toMatchObject({ number: null });
	});

	test('tells which ceilings are known, this year and the next', async () => {
		expect((await coordinator().charter()).ceilings).toEqual([
			{ year: 2026, grades: { PLAI: 'computed', PLUS: 'published', PLS: 'derived', PLI: 'unknown' } },
			{ year: 2027, grades: { PLAI: 'unknown', PLUS: 'unknown', PLS: 'unknown', PLI: 'unknown' } }
		]);
	});
});

describe('a draft', () => {
	test('changes nothing until it is put in force', async () => {
		const before = (await coordinator().charter()).ruleSet;
		expect(await coordinator().saveCharter(aCharter({ extraRooms: 1 }))).toEqual({ revision: 1 });
		const rules = await coordinator().charter();
		expect(rules.ruleSet).toBe(before);
		expect(rules.draft).toMatchObject({ number: 1, revision: 1, changed: ['extraRooms'] });
		expect(rules.actions).toEqual(['write', 'activate', 'discard']);
		expect(await charterOn('2027-06-01')).toMatchObject({ extraRooms: 0 });
	});

	test('is kept revision by revision: who did not see the last one is told', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		expect(await coordinator().saveCharter(aCharter({ extraRooms: 2, revision: 1 }))).toEqual({ revision: 2 });
		await expect(coordinator().saveCharter(aCharter({ extraRooms: 3, revision: 1 }))).rejects.toMatchObject(
			refusal('RULES_DRAFT_CHANGED')
		);
		await expect(coordinator().saveCharter(aCharter({ extraRooms: 3 }))).rejects.toMatchObject(
			refusal('RULES_DRAFT_CHANGED')
		);
		expect((await coordinator().charter()).draft!.settings.extraRooms).toBe(2);
	});

	test('begun twice at the same moment is one draft', async () => {
		const both = await Promise.allSettled([
			coordinator().saveCharter(aCharter({ extraRooms: 1 })),
			coordinator().saveCharter(aCharter({ extraRooms: 2 }))
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('RULES_DRAFT_CHANGED') });
		expect(await rowsOf()).toHaveLength(1);
	});

	test('may be given up, by who has seen it as it is', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		await expect(coordinator().discardCharter({ revision: 2 })).rejects.toMatchObject(refusal('RULES_DRAFT_CHANGED'));
		await coordinator().discardCharter({ revision: 1 });
		expect(await rowsOf()).toEqual([]);
		await expect(coordinator().discardCharter({ revision: 1 })).rejects.toMatchObject(refusal('RULES_NO_DRAFT'));
	});

	test('is read by who writes it and nobody else', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		await manager().saveThresholds(someThresholds());
		const seenBy = (actor: Parameters<typeof asActor>[1]) =>
			asActor(server.deps, actor, ({ tx }) =>
				tx.select().from(ruleSetVersions).where(eq(ruleSetVersions.territoryId, scene.territoryId))
			);
		expect((await seenBy(scene.coordinator)).map((row) => row.scope)).toEqual(['territory']);
		expect((await seenBy(own.officer)).map((row) => row.scope)).toEqual(['organism']);
		expect(await seenBy(other.manager)).toEqual([]);
		expect(await seenBy(own.tenant)).toEqual([]);
		expect(await seenBy({ role: 'nobody' })).toEqual([]);
		expect((await manager(other).thresholds()).draft).toBeNull();
	});
});

describe('rules put in force', () => {
	test('apply from their day, and each version keeps its number', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		expect(await coordinator().activateCharter({ revision: 1, from: '2026-12-01' })).toEqual({ number: 1 });
		expect(await charterOn('2026-11-30')).toMatchObject({ extraRooms: 0, version: '0' });
		expect(await charterOn('2026-12-01')).toMatchObject({ extraRooms: 1, version: '1' });
		await server.setTime('2027-02-01T09:00:00Z');
		await coordinator().saveCharter(aCharter({ extraRooms: 2 }));
		await coordinator().activateCharter({ revision: 1, from: '2027-02-01' });
		const { versions } = await coordinator().charter();
		expect(versions).toMatchObject([
			{ number: 2, state: 'inForce', changed: ['extraRooms'], by: 'Inès Roy' },
			{ number: 1, state: 'past', changed: ['extraRooms'], effectiveFrom: '2026-12-01' }
		]);
		expect(await manager().charterInForce()).toMatchObject({ number: '2', settings: { extraRooms: 2 } });
	});

	test('wait for a day to come, and are told so', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		await coordinator().activateCharter({ revision: 1, from: '2026-12-01' });
		expect((await coordinator().charter()).versions).toMatchObject([{ number: 1, state: 'upcoming' }]);
	});

	test('are compared with what they replace that day', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		await coordinator().activateCharter({ revision: 1, from: '2026-12-01' });
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		await expect(coordinator().activateCharter({ revision: 1, from: '2026-12-02' })).rejects.toMatchObject(
			refusal('RULES_UNCHANGED')
		);
		expect(await coordinator().activateCharter({ revision: 1, from: '2026-11-25' })).toEqual({ number: 2 });
	});

	test.each([
		['a past day', {}, { from: '2026-11-22' }, 'RULES_IN_THE_PAST'],
		['nowhere decided', { reference: ' ' }, {}, 'RULES_REFERENCE_MISSING'],
		['another revision than the one looked at', {}, { revision: 4 }, 'RULES_DRAFT_CHANGED']
	])('are refused with %s', async (_, draft, asked, code) => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1, ...draft }));
		await expect(coordinator().activateCharter({ revision: 1, from: '2026-11-23', ...asked })).rejects.toMatchObject(
			refusal(code)
		);
	});

	test('are never changed, even by the owner of the database', async () => {
		await manager().saveThresholds(someThresholds());
		await manager().activateThresholds({ revision: 1, from: '2026-11-23' });
		const [row] = await rowsOf();
		const { sql } = server.owner;
		await expect(sql`update rule_set_version set settings = '{}' where id = ${row!.id}`).rejects.toThrow(
			'never changed'
		);
		await expect(sql`delete from rule_set_version where id = ${row!.id}`).rejects.toThrow('never changed');
	});

	test('are written in the journal, with the names of what changed and nothing more', async () => {
		await manager().saveThresholds(someThresholds());
		await manager().activateThresholds({ revision: 1, from: '2026-11-23' });
		const events = await server.owner.db
			.select()
			.from(domainEvents)
			.where(and(eq(domainEvents.subjectId, own.organismId), eq(domainEvents.type, 'SettingsChanged')));
		expect(events.map(({ data }) => data.names)).toEqual([['effortRateMax', 'livingAllowanceMin']]);
	});

	test('are put in force once when the same form is sent twice', async () => {
		await coordinator().saveCharter(aCharter({ extraRooms: 1 }));
		const key = crypto.randomUUID();
		const form = { revision: 1, from: '2026-11-23' };
		expect(await coordinator(key).activateCharter(form)).toEqual({ number: 1 });
		expect(await coordinator(key).activateCharter(form)).toEqual({ number: 1 });
		expect(await rowsOf()).toHaveLength(1);
	});
});

describe('the thresholds of an organism', () => {
	test('are its own: another one keeps the usual ones', async () => {
		await manager().saveThresholds(someThresholds());
		await manager().activateThresholds({ revision: 1, from: '2026-11-23' });
		const { organisms } = await asActor(server.deps, own.officer, ({ tx }) =>
			loadRuleSet(tx, scene.territoryId, '2026-11-23')
		);
		expect(organisms[own.organismId]).toMatchObject({ effortRateMax: 0.305, livingAllowanceMin: 12, version: '1' });
		expect(organisms[other.organismId]).toBeUndefined();
		expect((await manager(other).thresholds()).inForce).toMatchObject({
			effortRateMax: 0.33,
			livingAllowanceMin: null
		});
	});

	test('are read by its whole staff, written by its managers and administrators', async () => {
		const rules = await server.as(own.officer).eligibility.thresholds();
		expect(rules.actions).toEqual([]);
		await expect(server.as(own.officer).eligibility.saveThresholds(someThresholds())).rejects.toMatchObject({
			code: 'FORBIDDEN'
		});
		expect((await manager().thresholds()).actions).toEqual(['write']);
	});

	test('cannot be written for another organism, nor its charter, whatever the application asks', async () => {
		const at = new Date();
		const forged = (values: object) =>
			asActor(server.deps, own.manager, ({ tx }) =>
				tx.insert(ruleSetVersions).values({
					scope: 'organism',
					territoryId: scene.territoryId,
					organismId: own.organismId,
					number: 9,
					settings: {} as never,
					createdAt: at,
					updatedAt: at,
					...values
				})
			);
		await expect(forged({ organismId: other.organismId })).rejects.toThrow();
		await expect(forged({ scope: 'territory', organismId: null })).rejects.toThrow();
		const elsewhere = await aScene(server.owner, 1);
		await expect(forged({ territoryId: elsewhere.territoryId })).rejects.toThrow();
		await forged({});
	});
});

describe('the effect of a draft on the pool of today', () => {
	test('is known before it is put in force, in moves gained and lost', async () => {
		await coordinator().saveCharter(aCharter({ excludedLeases: ['ordinary'] }));
		const preview = await coordinator().previewCharter();
		expect(preview).toMatchObject({ listings: 2, published: 2, pairs: 2, lost: 2, gained: 0, householdsLost: 2 });
		expect(JSON.stringify(preview)).not.toMatch(/Foyer|[0-9a-f]{8}-[0-9a-f]{4}/);
	});

	test('tells which rule leaves more moves to be examined', async () => {
		await manager().saveThresholds(someThresholds({ effortPercent: 33, livingAllowanceMin: '100' }));
		expect(await manager().previewThresholds()).toMatchObject({
			lost: 0,
			kept: 2,
			shifts: [{ rule: 'SOL-02', stricter: 1, softer: 0 }]
		});
	});

	test('needs a draft', async () => {
		await expect(coordinator().previewCharter()).rejects.toMatchObject(refusal('RULES_NO_DRAFT'));
	});

	test('is not computed for an officer', async () => {
		await expect(server.as(own.officer).eligibility.previewThresholds()).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('rules that changed since a proposal', () => {
	test('are found again by the name it kept: its file can be read with either', async () => {
		const { runId } = await server.as(scene.coordinator).matching.requestRun({ maxCycle: 2, maxChain: 2 });
		await server.settle();
		const [proposal] = await server.owner.db.select().from(proposals).where(eq(proposals.runId, runId));
		await server.as(scene.coordinator).proposals.publish({ proposalId: proposal!.id });
		const [leg] = await server.owner.db.select().from(legs).where(eq(legs.householdId, own.householdId));
		const [kept] = await server.owner.db.select().from(legAssessments).where(eq(legAssessments.legId, leg!.id));

		await manager(other).saveThresholds(someThresholds({ livingAllowanceMin: '100' }));
		await manager(other).activateThresholds({ revision: 1, from: '2026-11-23' });
		await coordinator().saveCharter(aCharter({ extraRooms: 2 }));
		await coordinator().activateCharter({ revision: 1, from: '2026-11-23' });

		const read = async (rules: 'today' | 'proposal') => {
			const { assessment } = await server.as(own.officer).demands.file({ legId: leg!.id, rules });
			const { explanation, ...rest } = assessment!;
			return { ...rest, version: explanation.version, said: answersOf(explanation) };
		};
		const answersOf = ({ results }: { results: { rule: string; code: string }[] }) =>
			Object.fromEntries(results.map(({ rule, code }) => [rule, code]));
		const today = await read('today');
		expect(today.version).not.toBe(kept!.rulesVersion);
		expect(today.said['SOL-02']).toBe('SOL-02/low');
		const then = await read('proposal');
		expect(then).toMatchObject({ rules: 'proposal', version: kept!.rulesVersion });
		expect(then.said['SOL-02']).toBe('SOL-02/noThreshold');
		// An organism reads neither the wishes of the household nor the household of another organism.
		const { 'OCC-04': _wishes, 'EXC-01': _other, ...others } = answersOf(kept!.verdicts);
		expect(then.said).toMatchObject(others);

		// Of an older book nothing is computed again: its answers are shown as they were kept, and why.
		const older = kept!.rulesVersion.replace(/^[^/]*/, '2026-01-01');
		await server.owner.db.update(legAssessments).set({ rulesVersion: older }).where(eq(legAssessments.legId, leg!.id));
		expect(await read('proposal')).toMatchObject({
			rules: 'kept',
			keptBecause: 'bookChanged',
			said: answersOf(kept!.verdicts),
			cost: kept!.cost
		});
	});
});

describe('rules that changed since a commission and a run', () => {
	const today = '2026-11-23';
	const change = async (chainCoordinator: Scene['coordinator'], deciding: Party) => {
		await server.as(chainCoordinator).eligibility.saveCharter(aCharter({ extraRooms: 2 }));
		await server.as(chainCoordinator).eligibility.activateCharter({ revision: 1, from: today });
		await server.as(deciding.manager).eligibility.saveThresholds(someThresholds({ livingAllowanceMin: '100' }));
		await server.as(deciding.manager).eligibility.activateThresholds({ revision: 1, from: today });
	};

	test('a sheet keeps its version, and its file is read again with it', async () => {
		const chain = await aChain(server, 2);
		await playUntil(server, chain, 'confirmed', today);
		await completeFiles(server, chain);
		const [leg] = chain.legs;
		const { meetingId, candidacyId } = await anOpenMeeting(server, leg!, today);
		const { host } = leg!;
		const sheetOf = async () => (await server.as(host.secretary).commissions.meeting({ meetingId })).cases[0]!.sheet!;
		await server.as(host.secretary).commissions.decide({ meetingId, candidacyId, ...anAward });
		const decided = await sheetOf();

		await change(chain.scene.coordinator, host);

		expect(await sheetOf()).toEqual(decided);
		const read = async (rules: 'today' | 'commission') => {
			const { assessment } = await server.as(host.officer).demands.file({ legId: leg!.id, rules });
			const { explanation, rules: used } = assessment!;
			return { used, version: explanation.version, stage: explanation.stage, results: explanation.results };
		};
		const now = await read('today');
		expect(now.version).not.toBe(decided.rulesVersion);
		expect(now.results.find(({ rule }) => rule === 'SOL-02')!.code).toBe('SOL-02/low');
		const then = await read('commission');
		expect(then).toMatchObject({ used: 'commission', version: decided.rulesVersion, stage: 'cal' });
		expect(then.results.map(({ rule, outcome }) => ({ rule, outcome }))).toEqual(decided.rules);
	});

	test('a run keeps its version, and plays again to the same result', async () => {
		const { matching } = server.as(scene.coordinator);
		const { runId } = await matching.requestRun({ maxCycle: 2, maxChain: 2 });
		await server.settle();
		const before = await server.as(scene.coordinator).matching.run({ runId });

		await change(scene.coordinator, other);

		await server.as(scene.coordinator).matching.requestReplay({ runId });
		await server.settle();
		const after = await server.as(scene.coordinator).matching.run({ runId });
		expect(after.rulesVersion).toBe(before.rulesVersion);
		expect((await coordinator().charter()).ruleSet).not.toBe(before.rulesVersion);
		expect(after.found).toMatchObject({ levels: before.found!.levels, resultHash: before.found!.resultHash });
		const replayed = await server.owner.db
			.select()
			.from(domainEvents)
			.where(and(eq(domainEvents.subjectId, runId), eq(domainEvents.type, 'RunReplayed')));
		expect(replayed.map(({ data }) => data.isSame)).toEqual([true]);
	});
});
