import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor } from '#server/platform/unit.ts';
import { aScene, type Party, type Scene } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { loadRuleSet } from './rule-set.ts';
import { committeeMembers, organisms } from './tables.ts';

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

const manager = () => server.as(own.manager).organisms;
const row = async (party: Party) =>
	(await server.owner.db.select().from(organisms).where(eq(organisms.id, party.organismId)))[0]!;
const thresholds = {
	effortPercent: 30.5,
	livingAllowanceMin: 12,
	livingAllowancePer: 'DAY',
	livingAllowanceDivisor: 'UC',
	countVisitingChildren: true,
	appliesRls: true
} as const;

describe('the settings of an organism', () => {
	test('change it and no other', async () => {
		const before = await row(other);
		await manager().changeContact({ phone: '01 30 30 30 30', email: 'accueil@exemple.test', openingHours: 'Le matin' });
		await manager().changeCommissionRules({ quorum: null, allowsExchangeAlone: false });
		expect(await row(own)).toMatchObject({ phone: '01 30 30 30 30', quorum: null, allowsExchangeAlone: false });
		expect(await row(other)).toEqual(before);
	});

	test('are read by the whole staff, changed by its managers and administrators', async () => {
		const settings = await server.as(own.officer).organisms.settings();
		expect(settings).toMatchObject({ quorum: 3, actions: [], thresholds: { effortRateMax: 0.33, since: null } });
		expect((await manager().settings()).actions).toEqual(['change']);
		await expect(
			server.as(own.officer).organisms.changeCommissionRules({ quorum: 1, allowsExchangeAlone: true })
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});

	test('keep each version of the thresholds, so that what used one can be computed again', async () => {
		await manager().changeThresholds(thresholds);
		await server.setTime('2027-02-01T09:00:00Z');
		await manager().changeThresholds({ ...thresholds, effortPercent: 35, livingAllowanceMin: null });
		const inForce = async (day: string) =>
			(await asActor(server.deps, own.officer, ({ tx }) => loadRuleSet(tx, scene.territoryId, day))).organisms[
				own.organismId
			];
		expect(await inForce('2026-12-01')).toMatchObject({ effortRateMax: 0.305, livingAllowanceMin: 12, version: '1' });
		expect(await inForce('2027-03-01')).toMatchObject({ effortRateMax: 0.35, livingAllowanceMin: null, version: '2' });
		expect(await inForce('2026-11-01')).toBeUndefined();
		expect((await manager().settings()).thresholds).toMatchObject({ effortRateMax: 0.35, since: '2027-02-01' });
	});
});

describe('the members of the commission', () => {
	const member = { name: 'Nadia Ferrand', capacity: 'boardMember', isVoting: true } as const;

	test('are added, changed, and no longer sit when it is said so', async () => {
		await manager().addMember(member);
		const added = (await manager().settings()).members.find((one) => one.name === member.name)!;
		await manager().changeMember({ memberId: added.id, ...member, isVoting: false, isActive: false });
		const after = (await manager().settings()).members.find((one) => one.id === added.id);
		expect(after).toMatchObject({ isVoting: false, isActive: false });
	});

	test('are those of the organism: another one finds nobody to change', async () => {
		const [theirs] = await server.owner.db
			.select()
			.from(committeeMembers)
			.where(eq(committeeMembers.organismId, other.organismId));
		await expect(manager().changeMember({ memberId: theirs!.id, ...member, isActive: false })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
		expect((await manager().settings()).members.map((one) => one.id)).not.toContain(theirs!.id);
	});
});
