import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';
import { committeeMembers, organisms } from './tables.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let own: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
});
beforeEach(async () => {
	await server.setTime('2026-11-23T09:00:00Z');
	[own, other] = (await aScene(server.owner, 2)).parties as [Party, Party];
});

const manager = () => server.as(own.manager).organisms;
const row = async (party: Party) =>
	(await server.owner.db.select().from(organisms).where(eq(organisms.id, party.organismId)))[0]!;
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
		expect(settings).toMatchObject({ quorum: 3, actions: [] });
		expect((await manager().settings()).actions).toEqual(['change']);
		await expect(
			server.as(own.officer).organisms.changeCommissionRules({ quorum: 1, allowsExchangeAlone: true })
		).rejects.toMatchObject({ code: 'FORBIDDEN' });
	});
});

describe('the members of the commission', () => {
	const member = { name: 'Nadia Ferrand', capacity: 'boardMember', commune: null, isVoting: true } as const;

	test('are added, changed, and no longer sit when it is said so', async () => {
		await manager().addMember(member);
		const added = (await manager().settings()).members.find((one) => one.name === member.name)!;
		await manager().changeMember({ memberId: added.id, ...member, isVoting: false, isActive: false });
		const after = (await manager().settings()).members.find((one) => one.id === added.id);
		expect(after).toMatchObject({ isVoting: false, isActive: false });
	});

	test('are, of the mayors, each that of one commune of the exchange', async () => {
		const mayor = { ...member, capacity: 'mayor' } as const;
		await expect(manager().addMember(mayor)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
		await expect(manager().addMember({ ...mayor, commune: '95999' })).rejects.toMatchObject({
			cause: { refusal: 'COMMUNE_UNKNOWN' }
		});
		const found = async () => (await manager().settings()).members.find((one) => one.name === member.name)!;
		await manager().addMember({ ...mayor, commune: '95127' });
		expect(await found()).toMatchObject({ commune: '95127', communeName: 'Cergy' });
		// Who sits in another name sits for no commune in particular, whatever the form still holds.
		const changed = {
			...mayor,
			memberId: (await found()).id,
			capacity: 'prefect',
			commune: '95127',
			isActive: true
		} as const;
		await manager().changeMember(changed);
		expect(await found()).toMatchObject({ commune: null, communeName: null });
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
