import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accounts, sessions } from '#server/accounts/tables.ts';
import { newPassword, openBrowsers, password, refusal, type Browsers } from './browsers.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

const past = new Date(Date.now() - 1000);
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** The row of the session of a token. */
async function rowOf(token: string) {
	const { session } = await people.browser(token);
	return (await people.owner.db.select().from(sessions).where(eq(sessions.id, session!.id)))[0]!;
}

describe('a session', () => {
	test('is known by a token that is kept nowhere', async () => {
		const { token } = await people.signIn(people.party().tenant);
		expect(await people.roleOf(token)).toBe('tenant');
		const rows = await people.owner.sql`select session::text as row from session`;
		expect(rows.map(({ row }) => row).join()).not.toContain(token.slice(2));
	});

	test('of a household ends after seven days without use, of staff after half an hour', async () => {
		const { tenant, officer } = people.party();
		for (const [opened, minutes] of [
			[() => people.signIn(tenant), 7 * 24 * 60],
			[() => people.enrol(officer), 30]
		] as const) {
			const { token } = await opened();
			const left = ((await rowOf(token)).expiresAt.getTime() - Date.now()) / 60_000;
			expect(left).toBeGreaterThan(minutes - 1);
			expect(left).toBeLessThanOrEqual(minutes);
			await people.move({ expiresAt: past });
			expect(await people.roleOf(token)).toBe('nobody');
		}
	});

	test('in use lives on, and ends all the same at its absolute end', async () => {
		const { token } = await people.enrol(people.party().officer);
		await people.move({ expiresAt: inMinutes(1), absoluteExpiresAt: inMinutes(2) });
		expect(await people.roleOf(token)).toBe('staff');
		const renewed = await rowOf(token);
		expect(renewed.expiresAt).toEqual(renewed.absoluteExpiresAt);
		await people.move({ absoluteExpiresAt: past });
		expect(await people.roleOf(token)).toBe('nobody');
	});

	test('is listed with its device, and ended from another', async () => {
		const telephone = await people.signIn(people.party().tenant);
		const computer = await people.signIn(people.party().tenant);
		const { api } = await people.browser(computer.token);
		const { sessions: listed } = await api.accounts.security();
		expect(listed.map(({ device, isThis }) => [device.browser, device.system, isThis])).toEqual([
			['firefox', 'linux', true],
			['firefox', 'linux', false]
		]);
		await api.accounts.revokeSession({ sessionId: listed.find(({ isThis }) => !isThis)!.id });
		expect(await people.roleOf(telephone.token)).toBe('nobody');
		expect(await people.roleOf(computer.token)).toBe('tenant');
	});

	test('says when it was last used, to five minutes', async () => {
		const { token } = await people.signIn(people.party().tenant);
		await people.move({ lastUsedAt: inMinutes(-60) });
		const before = Date.now();
		await people.browser(token);
		expect((await rowOf(token)).lastUsedAt.getTime()).toBeGreaterThanOrEqual(before);
		await people.move({ lastUsedAt: inMinutes(-4) });
		await people.browser(token);
		expect((await rowOf(token)).lastUsedAt.getTime()).toBeLessThan(before);
	});

	test('is ended with all the others but the one in use', async () => {
		const telephone = await people.signIn(people.party().tenant);
		const computer = await people.signIn(people.party().tenant);
		await (await people.browser(computer.token)).api.accounts.revokeOtherSessions();
		expect(await people.roleOf(telephone.token)).toBe('nobody');
		expect(await people.roleOf(computer.token)).toBe('tenant');
	});

	test('of somebody else cannot be ended', async () => {
		const { token } = await people.enrol(people.party().officer);
		const { session } = await people.browser(token);
		const { api } = await people.browser((await people.signIn(people.party().tenant)).token);
		const sessionId = session!.id;
		await expect(api.accounts.revokeSession({ sessionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect(await api.accounts.revokeOtherSessions()).toBe(0);
		expect(await people.roleOf(token)).toBe('staff');
	});
});

describe('the password', () => {
	test('changes, and every session of every device ends; this browser goes on under a new token', async () => {
		const { tenant } = people.party();
		const telephone = await people.signIn(tenant);
		const computer = await people.signIn(tenant);
		const { api } = await people.browser(computer.token);
		const opened = await api.accounts.changePassword({ currentPassword: password, newPassword });
		expect(await people.roleOf(telephone.token)).toBe('nobody');
		expect(await people.roleOf(computer.token)).toBe('nobody');
		expect(await people.roleOf(opened!.token)).toBe('tenant');
		await expect(people.signIn(tenant)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		expect(await people.lastLetter(tenant, 'passwordChanged')).toBeDefined();
	});

	test('does not change without the old one, nor for one that everybody knows', async () => {
		const { api } = await people.browser((await people.enrol(people.party().officer)).token);
		const change = (currentPassword: string, chosen: string) =>
			api.accounts.changePassword({ currentPassword, newPassword: chosen });
		await expect(change('autre chose', newPassword)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await expect(change(password, 'douze lettres')).rejects.toMatchObject(refusal('PASSWORD_TOO_SHORT'));
		await expect(change(password, 'motdepasse123456')).rejects.toMatchObject(refusal('PASSWORD_TOO_KNOWN'));
	});

	test('wrong, and of nobody, are answered alike: the same words after the same time', async () => {
		const email = await people.emailOf(people.party().tenant);
		const times = { known: [] as number[], unknown: [] as number[] };
		const answers = new Set<string>();
		const { api } = await people.browser();
		for (let nth = 0; nth < 30; nth++)
			for (const kind of ['known', 'unknown'] as const) {
				await people.forgetTries();
				const began = performance.now();
				const answer = await api.accounts
					.signIn({ email: kind === 'known' ? email : `inconnu${nth}@exemple.test`, password: `non ${nth}` })
					.catch((error: Error & { code: string }) => `${error.code} ${error.message}`);
				times[kind].push(performance.now() - began);
				answers.add(String(answer));
			}
		expect([...answers]).toEqual(['CONFLICT SIGN_IN_WRONG']);
		const median = (of: number[]) => of.sort((a, b) => a - b)[of.length >> 1]!;
		// Without the hash of nobody, an unknown address is answered several times faster: 5 ms rather than 30 or more.
		const ratio = median(times.known) / median(times.unknown);
		expect(ratio).toBeGreaterThan(0.6);
		expect(ratio).toBeLessThan(1.7);
	});
});

describe('an account that is locked by who looks after those of the organism', () => {
	/** The administrator of the organism, signed in. */
	async function administrator() {
		const rows = await people.owner.db.select().from(accounts).where(eq(accounts.staffRole, 'organismAdmin'));
		const { id: accountId } = rows.find((row) => row.organismId === people.party().organismId)!;
		return (await people.browser((await people.enrol({ accountId })).token)).api.accounts;
	}

	test('loses its sessions, and cannot sign in until it is unlocked', async () => {
		const { officer } = people.party();
		const { accountId } = officer;
		const { token } = await people.enrol(officer);
		const admin = await administrator();
		await admin.lockColleague({ accountId, isLocked: true });
		expect(await people.roleOf(token)).toBe('nobody');
		await expect(people.signIn(officer)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await admin.lockColleague({ accountId, isLocked: false });
		expect((await people.signIn(officer)).role).toBe('staff');
	});

	test('is given another duty, and signs in again to have it', async () => {
		const { officer } = people.party();
		const { token } = await people.enrol(officer);
		await (await administrator()).changeDuty({ accountId: officer.accountId, staffRole: 'calSecretary' });
		expect(await people.roleOf(token)).toBe('nobody');
		const { api } = await people.browser((await people.signIn(officer)).token);
		const opened = await api.accounts.verifyCode({ code: await people.telephone(officer) });
		expect((await people.browser(opened.token)).actor).toMatchObject({ staffRole: 'calSecretary' });
	});

	test('is never one’s own, nor that of another organism', async () => {
		const { officer } = people.party();
		const admin = await administrator();
		const own = (await admin.colleagues()).find(({ isYou }) => isYou)!;
		await expect(admin.lockColleague({ accountId: own.id, isLocked: true })).rejects.toMatchObject(
			refusal('ACCOUNT_IS_YOURS')
		);
		await people.anotherParty();
		const elsewhere = people.party().officer;
		expect(elsewhere.organismId).not.toBe(officer.organismId);
		await expect(admin.lockColleague({ accountId: elsewhere.accountId, isLocked: true })).rejects.toMatchObject({
			code: 'NOT_FOUND'
		});
	});
});
