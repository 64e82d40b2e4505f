import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { restartByOperator } from '#server/accounts/restart-access.ts';
import { accounts } from '#server/accounts/tables.ts';
import { newPassword, openBrowsers, refusal, type Browsers } from './browsers.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

const recover = async (email: string) => (await people.browser()).api.accounts.requestRecovery({ email });
const recoverTenant = async () => recover(await people.emailOf(people.party().tenant));
const mailedToTenant = () => people.mailed(people.party().tenant, 'recoveryLink');
const follow = async (token: string, chosen = newPassword) =>
	(await people.browser()).api.accounts.followLink({ token, newPassword: chosen, device: 'this browser' });

describe('a link of recovery', () => {
	test('lets somebody choose a new password, once; every session ends', async () => {
		const { tenant } = people.party();
		const session = await people.signIn(tenant);
		await recoverTenant();
		const token = await mailedToTenant();
		const { api } = await people.browser();
		expect(await api.accounts.link({ token })).toMatchObject({ kind: 'recovery', role: 'tenant' });
		await expect(follow(token, 'trop court')).rejects.toMatchObject(refusal('PASSWORD_TOO_SHORT'));
		await follow(token);
		expect(await people.roleOf(session.token)).toBe('nobody');
		expect((await people.signIn(tenant, newPassword)).role).toBe('tenant');
		await expect(follow(token)).rejects.toMatchObject(refusal('LINK_LAPSED'));
		await expect(api.accounts.link({ token })).rejects.toMatchObject(refusal('LINK_LAPSED'));
	});

	test('followed three times at the same moment serves once', async () => {
		await recoverTenant();
		const token = await mailedToTenant();
		const outcomes = await Promise.allSettled([follow(token), follow(token), follow(token)]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('lapses after twenty minutes, or when a newer one is sent', async () => {
		await recoverTenant();
		const first = await mailedToTenant();
		await recoverTenant();
		const second = await mailedToTenant();
		await expect(follow(first)).rejects.toMatchObject(refusal('LINK_LAPSED'));
		await people.owner.sql`update account_link set expires_at = now()`;
		await expect(follow(second)).rejects.toMatchObject(refusal('LINK_LAPSED'));
	});

	test('does not open with what the database holds', async () => {
		await recoverTenant();
		const token = await mailedToTenant();
		const rows = await people.owner.sql`
			select account_link::text as row from account_link union all select letter::text from letter
			union all select domain_event::text from domain_event`;
		expect(rows.map(({ row }) => row).join()).not.toContain(token.split('.')[1]);
		await expect(follow(token.split('.')[0]!)).rejects.toMatchObject(refusal('LINK_LAPSED'));
		const last = token.endsWith('A') ? 'B' : 'A';
		await expect(follow(`${token.slice(0, -2)}${last}${last}`)).rejects.toMatchObject(refusal('LINK_LAPSED'));
	});

	test('does not give the second factor up', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		await recover(await people.emailOf(officer));
		await follow(await people.mailed(officer, 'recoveryLink'));
		expect((await people.signIn(officer, newPassword)).pending).toBe('code');
	});

	test('asked for an address that has no account gets the same answer, and no letter', async () => {
		const known = await people.emailOf(people.party().tenant);
		expect(await recover('personne@exemple.test')).toEqual(await recover(known));
		await people.settle();
		expect(await people.owner.sql`select from letter where email = 'personne@exemple.test'`).toHaveLength(0);
	});

	test('takes the same time for both: a job looks for the account, nobody who waits', async () => {
		const known = await people.emailOf(people.party().tenant);
		const times = { known: [] as number[], unknown: [] as number[] };
		for (let nth = 0; nth < 30; nth++)
			for (const kind of ['known', 'unknown'] as const) {
				await people.forgetTries();
				const began = performance.now();
				await recover(kind === 'known' ? known : `personne${nth}@exemple.test`);
				times[kind].push(performance.now() - began);
			}
		const median = (of: number[]) => of.sort((a, b) => a - b)[of.length >> 1]!;
		expect(median(times.known) / median(times.unknown)).toBeGreaterThan(0.5);
		expect(median(times.known) / median(times.unknown)).toBeLessThan(2);
	});

	test('cannot be asked without end', async () => {
		for (let asked = 0; asked < 3; asked++) await recoverTenant();
		await expect(recoverTenant()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
	});
});

describe('an invitation', () => {
	const person = { email: 'nouvelle@exemple.test', firstName: 'Nour', lastName: 'Veil', staffRole: 'officer' } as const;

	test('lets a colleague choose a password, then a second factor', async () => {
		const { accounts: manager } = people.as(people.party().manager);
		const { accountId, demoPath } = await manager.inviteColleague(person);
		expect(demoPath).toBeNull();
		await expect(people.as(people.party().manager).accounts.inviteColleague(person)).rejects.toMatchObject(
			refusal('ADDRESS_TAKEN')
		);
		expect(await manager.colleagues()).toContainEqual(expect.objectContaining({ id: accountId, state: 'invited' }));
		await expect(people.signIn({ accountId })).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await follow(await people.mailed({ accountId }, 'invitationLink'));
		expect(await people.signIn({ accountId }, newPassword)).toMatchObject({ pending: 'enrolment' });
	});

	test('is sent again to who lost everything: password, telephone and sessions are no more', async () => {
		const { officer, manager } = people.party();
		const { token } = await people.enrol(officer);
		await people.as(manager).accounts.inviteAgain({ accountId: officer.accountId });
		expect(await people.roleOf(token)).toBe('nobody');
		await expect(people.signIn(officer)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await follow(await people.mailed(officer, 'invitationLink'));
		expect(await people.signIn(officer, newPassword)).toMatchObject({ pending: 'enrolment' });
	});

	test('is sent by the operator to a coordinator who lost everything, and the journal of the territory says so', async () => {
		const { db, sql } = people.owner;
		const [coordinator] = await db.select().from(accounts).where(eq(accounts.kind, 'coordinator')).limit(1);
		const { id: accountId, email, territoryId } = coordinator!;
		const { token, recoveryCodes } = await people.enrol({ accountId });
		expect(await restartByOperator(people.deps, 'personne@exemple.test')).toMatchObject({ ok: false });
		expect(await restartByOperator(people.deps, ` ${email.toUpperCase()}`)).toMatchObject({ ok: true });
		expect(await people.roleOf(token)).toBe('nobody');
		await expect(people.signIn({ accountId })).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		const { api } = await people.browser();
		await api.accounts.followLink({ token: await people.mailed({ accountId }, 'invitationLink'), newPassword });
		const again = await people.browser((await people.signIn({ accountId }, newPassword)).token);
		expect(again.session).toMatchObject({ pending: 'enrolment' });
		await expect(again.api.accounts.verifyCode({ code: recoveryCodes[0]! })).rejects.toMatchObject(
			refusal('NO_CODE_AWAITED')
		);
		const said = await sql`select entry::jsonb ->> 'role' as role from audit_entry
			where chain_id = ${territoryId} and action = 'AccessRestarted'`;
		expect([...said]).toHaveLength(1);
	});

	test('opens the account of a household of the organism by its lease, and of no other', async () => {
		const { tenant, householdId, organismId, officer } = people.party();
		const number = `bail ${householdId}`;
		await people.owner.sql`update lease set number = ${number} where household_id = ${householdId}`;
		const input = { email: 'foyer@exemple.test', firstName: 'Alix', lastName: 'Bo', lease: number };
		await people.anotherParty();
		expect(people.party().organismId).not.toBe(organismId);
		await expect(people.as(people.party().officer).accounts.inviteHousehold(input)).rejects.toMatchObject(
			refusal('LEASE_UNKNOWN')
		);
		const { accountId } = await people.as(officer).accounts.inviteHousehold(input);
		await follow(await people.mailed({ accountId }, 'invitationLink'));
		const { token } = await people.signIn({ accountId }, newPassword, 'this browser');
		const { actor, session } = await people.browser(token);
		expect(actor).toMatchObject({ role: 'tenant', householdId: tenant.householdId });
		expect(session!.isDeviceKnown, 'the link came by its address').toBe(true);
	});

	test('opens nothing once the account is locked', async () => {
		const { accounts: manager } = people.as(people.party().manager);
		const { accountId } = await manager.inviteColleague({ ...person, email: 'autre@exemple.test' });
		const token = await people.mailed({ accountId }, 'invitationLink');
		await people.as(people.party().manager).accounts.lockColleague({ accountId, isLocked: true });
		await expect(follow(token)).rejects.toMatchObject(refusal('LINK_LAPSED'));
	});
});
