import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '#domain/accounts/demo-account.ts';
import { linkPath, openingPath } from '#server/platform/link-proof.ts';
import { hashPassword } from './passwords.ts';
import { accountLinks } from './security-tables.ts';
import { accounts } from './tables.ts';
import { letters, domainEvents } from '#server/platform/tables.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';

let server: Awaited<ReturnType<typeof openTestServer>>;
let party: Party;
let other: Party;

beforeAll(async () => {
	server = await openTestServer();
	[party, other] = (await aScene(server.owner, 2)).parties as [Party, Party];
});

/** A letter written to the tenant of a party. */
async function aLetterTo({ tenant }: Party): Promise<string> {
	const { db } = server.owner;
	const [event] = await db
		.insert(domainEvents)
		.values({ type: 'SignedIn', subjectId: tenant.accountId, actorRole: 'system', at: new Date(), data: {} })
		.returning({ id: domainEvents.id });
	const [letter] = await db
		.insert(letters)
		.values({
			eventId: event!.id,
			kind: 'listingPublished',
			accountId: tenant.accountId,
			locale: 'fr',
			email: 'foyer@exemple.test',
			subject: 'Votre annonce est publiée',
			body: 'Nous cherchons.',
			createdAt: new Date()
		})
		.returning({ id: letters.id });
	return letter!.id;
}

describe('the letters of an account', () => {
	test('are counted as unread until they are opened; looking changes nothing', async () => {
		const letterId = await aLetterTo(party);
		const { accounts: api } = server.as(party.tenant);
		expect(await api.letter({ letterId })).toMatchObject({ body: 'Nous cherchons.' });
		expect((await api.me()).unreadLetters).toBe(1);
		await api.openLetter({ letterId });
		expect((await api.me()).unreadLetters).toBe(0);
	});

	test('of somebody else do not exist', async () => {
		const letterId = await aLetterTo(party);
		const { accounts: api } = server.as(other.tenant);
		await expect(api.letter({ letterId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(api.openLetter({ letterId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		const [row] = await server.owner.db.select().from(letters).where(eq(letters.id, letterId));
		expect(row!.readAt).toBeNull();
	});

	test('are written in the language the account chose', async () => {
		const { accounts: api } = server.as(party.tenant);
		await api.changeLanguage({ language: 'en' });
		expect((await api.me()).locale).toBe('en');
	});
});

describe('who is signed in', () => {
	test('is told whom to call: its own landlord', async () => {
		expect((await server.as(party.tenant).accounts.me()).landlord).toMatchObject({ phone: '01 00 00 00 00' });
		expect((await server.as(party.officer).accounts.me()).landlord).toBeNull();
	});
});

describe('the accounts of a demonstration', () => {
	test('are shown with what they are for, and only those', async () => {
		const { db } = server.owner;
		await db
			.update(accounts)
			.set({ demoLabel: 'T3 à Cergy', email: 'nadia@exemple.test' })
			.where(eq(accounts.id, party.tenant.accountId));
		const shown = await server.as({ role: 'nobody' }).accounts.demoAccounts();
		expect(shown).toMatchObject([{ email: 'nadia@exemple.test', kind: 'tenant', label: 'T3 à Cergy' }]);
	});

	test('open with the password that is shown', async () => {
		const { accounts: api } = server.as({ role: 'nobody' });
		const [shown] = await api.demoAccounts();
		await server.owner.db
			.update(accounts)
			.set({ passwordHash: await hashPassword(shown!.password) })
			.where(eq(accounts.email, shown!.email));
		expect(await api.signIn({ email: shown!.email, password: shown!.password })).toMatchObject({ role: 'tenant' });
		await expect(api.signIn({ email: shown!.email, password: 'autre' })).rejects.toMatchObject({
			cause: { refusal: 'SIGN_IN_WRONG' }
		});
	});

	test('open at whatever cost their password was hashed, which is then that of today', async () => {
		const { accounts: api } = server.as({ role: 'nobody' });
		const [shown] = await api.demoAccounts();
		const hashOf = async () =>
			(await server.owner.db.select().from(accounts).where(eq(accounts.email, shown!.email)))[0]!.passwordHash!;
		await server.owner.db
			.update(accounts)
			.set({ passwordHash: await hashPassword(shown!.password, { memory: 8, passes: 1 }) })
			.where(eq(accounts.email, shown!.email));
		const typed = { email: shown!.email, password: shown!.password };
		await api.signIn(typed);
		expect(await hashOf()).toContain('$m=19456,t=2,p=1$');
		expect(await api.signIn(typed)).toMatchObject({ role: 'tenant' });
	});

	test('stay as they are, so that nobody closes them to who tries them next', async () => {
		const { db, sql } = server.owner;
		const { tenant, officer, manager } = party;
		const shared = [tenant, officer].map(({ accountId }) => accountId);
		await sql`update account set demo_label = 'à essayer' where id = any (${shared})`;
		const before = await sql`select * from account where id = any (${shared}) order by id`;
		const refused = { cause: { refusal: 'ACCOUNT_SHARED' } };
		const own = server.as(tenant).accounts;
		const chosen = { currentPassword: demoPassword, newPassword: 'un autre, bien plus long' };
		await expect(own.changePassword(chosen)).rejects.toMatchObject(refused);
		await expect(own.startFactor()).rejects.toMatchObject(refused);
		const link = await db
			.insert(accountLinks)
			.values({
				accountId: tenant.accountId,
				kind: 'recovery',
				createdAt: new Date(),
				expiresAt: new Date(Date.now() + 60_000)
			})
			.returning({ id: accountLinks.id });
		const token = openingPath(server.deps.config, linkPath(link[0]!.id)).slice('/acces/'.length);
		await expect(own.followLink({ token, newPassword: chosen.newPassword })).rejects.toMatchObject(refused);
		const { accounts: theirs } = server.as(manager);
		const { accountId } = officer;
		await expect(theirs.lockColleague({ accountId, isLocked: 'yes' })).rejects.toMatchObject(refused);
		await expect(theirs.inviteAgain({ accountId })).rejects.toMatchObject(refused);
		await expect(theirs.changeDuty({ accountId, staffRole: 'manager' })).rejects.toMatchObject(refused);
		expect(await sql`select * from account where id = any (${shared}) order by id`).toEqual(before);
	});

	test('are shown nowhere else, whatever the database holds', async () => {
		const real = await openTestServer({ DEMO: 'false' });
		expect(await real.as({ role: 'nobody' }).accounts.demoAccounts()).toEqual([]);
	});
});

describe('the directory of the exchange', () => {
	test('is read without an account and says nothing of people', async () => {
		const territories = await server.as({ role: 'nobody' }).organisms.directory();
		const organisms = territories.flatMap((territory) => territory.organisms);
		expect(organisms.map((organism) => Object.keys(organism).sort())).toContainEqual([
			'email',
			'kind',
			'name',
			'openingHours',
			'phone'
		]);
	});
});
