import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoCode } from '#server/accounts/demo-telephone.ts';
import { accounts } from '#server/accounts/tables.ts';
import { createCaller } from '#server/router.ts';
import { openBrowsers, password, refusal, type Browsers } from './browsers.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

/** The sign-in of somebody who has a second factor, waiting for its code. */
async function waiting(person: { accountId: string }) {
	const { token } = await people.signIn(person);
	const { api } = await people.browser(token);
	return { token, give: (code: string) => api.accounts.verifyCode({ code }) };
}

describe('a second factor', () => {
	test('is asked from staff before anything opens, and taken on the way', async () => {
		const { officer } = people.party();
		const { token, pending } = await people.signIn(officer);
		expect(pending).toBe('enrolment');
		const { actor, api } = await people.browser(token);
		expect(actor.role).toBe('nobody');
		await expect(api.demands.toDo()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		const shown = await api.accounts.startFactor();
		expect(shown.address).toContain(`secret=${shown.secret}`);
		const { opened, recoveryCodes } = await api.accounts.confirmFactor({ code: await people.telephone(officer) });
		expect(new Set(recoveryCodes).size).toBe(10);
		expect(await people.roleOf(opened!.token)).toBe('staff');
		expect(await people.roleOf(token)).toBe('nobody');
	});

	test('is not asked from households that have taken none', async () => {
		expect((await people.signIn(people.party().tenant)).pending).toBeNull();
	});

	test('is asked at each sign-in, and the session goes on under a new token', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		const { token, give } = await waiting(officer);
		expect(await people.roleOf(token)).toBe('nobody');
		const right = await people.telephone(officer);
		await expect(give(right === '000000' ? '111111' : '000000')).rejects.toMatchObject(refusal('CODE_WRONG'));
		const opened = await give(`${right.slice(0, 3)} ${right.slice(3)}`);
		expect(await people.roleOf(opened.token)).toBe('staff');
		expect(await people.roleOf(token)).toBe('nobody');
	});

	test('takes each code once, of the telephone and of the paper', async () => {
		const { officer } = people.party();
		const { recoveryCodes } = await people.enrol(officer);
		const give = async (code: string) => (await waiting(officer)).give(code);
		const code = await people.telephone(officer);
		await give(code);
		await expect(give(code)).rejects.toMatchObject(refusal('CODE_WRONG'));
		await give(recoveryCodes[3]!.toUpperCase());
		expect(await people.lastLetter(officer, 'recoveryCodeUsed')).toBeDefined();
		await expect(give(recoveryCodes[3]!)).rejects.toMatchObject(refusal('CODE_WRONG'));
	});

	test('takes one code once also when it is given three times at the same moment', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		const sittings = await Promise.all([waiting(officer), waiting(officer), waiting(officer)]);
		const code = await people.telephone(officer);
		const outcomes = await Promise.allSettled(sittings.map(({ give }) => give(code)));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('takes the codes of half a minute before and after, not of a minute', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		for (const [later, isTaken] of [
			[-3, false],
			[-1, true],
			[1, true],
			[3, false]
		] as const) {
			await people.waitHalfAMinute();
			const answer = (await waiting(officer)).give(await people.telephone(officer, later));
			await (isTaken ? answer : expect(answer).rejects.toMatchObject(refusal('CODE_WRONG')));
		}
	});

	test('cannot be guessed: after five wrong codes each try waits longer, whatever the sign-in', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		for (let tries = 0; tries < 5; tries++)
			await expect((await waiting(officer)).give('abcdef')).rejects.toMatchObject(refusal('CODE_WRONG'));
		const right = async () => (await waiting(officer)).give(await people.telephone(officer));
		await expect(right()).rejects.toMatchObject(refusal('CODE_TOO_MANY'));
		await people.minutesPass(1);
		await expect(right()).resolves.toBeDefined();
	});

	test('is not readable in the database', async () => {
		const { officer } = people.party();
		const { api } = await people.browser((await people.signIn(officer)).token);
		const { secret } = await api.accounts.startFactor();
		const [row] = await people.owner.sql`select secret from second_factor where account_id = ${officer.accountId}`;
		expect(row!.secret).toMatch(/^v1\./);
		expect(row!.secret).not.toContain(secret);
	});

	test('is given up with the password, where it is not compulsory', async () => {
		const { tenant, officer } = people.party();
		const { api } = await people.browser((await people.enrol(tenant)).token);
		const give = (typed: string) => api.accounts.removeFactor({ password: typed });
		await expect(give('pas le bon')).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await give(password);
		expect((await people.signIn(tenant)).pending).toBeNull();
		const staff = await people.browser((await people.enrol(officer)).token);
		await expect(staff.api.accounts.removeFactor({ password })).rejects.toMatchObject(refusal('FACTOR_COMPULSORY'));
	});

	test('is not that of somebody who began before with the password', async () => {
		const { officer } = people.party();
		const thief = (await people.browser((await people.signIn(officer)).token)).api.accounts;
		await thief.startFactor();
		const known = await people.telephone(officer);
		const { api } = await people.browser((await people.signIn(officer)).token);
		await api.accounts.startFactor();
		await expect(thief.confirmFactor({ code: known })).rejects.toMatchObject(refusal('CODE_WRONG'));
		await api.accounts.confirmFactor({ code: await people.telephone(officer) });
	});

	test('cannot be replaced by who only knows the password', async () => {
		const { officer } = people.party();
		await people.enrol(officer);
		const { api } = await people.browser((await people.signIn(officer)).token);
		await expect(api.accounts.startFactor()).rejects.toMatchObject(refusal('FACTOR_ALREADY_TAKEN'));
	});

	test('has its codes on paper anew, the former ones being worth nothing', async () => {
		const { officer } = people.party();
		const { token, recoveryCodes: former } = await people.enrol(officer);
		const { recoveryCodes } = await (await people.browser(token)).api.accounts.renewCodes({ password });
		await expect((await waiting(officer)).give(former[0]!)).rejects.toMatchObject(refusal('CODE_WRONG'));
		await (await waiting(officer)).give(recoveryCodes[0]!);
	});
});

describe('the telephone of a demonstration', () => {
	test('is shared by the staff that anyone may try, and opens nothing anywhere else', async () => {
		const { officer } = people.party();
		const { accountId } = officer;
		await people.owner.db.update(accounts).set({ demoLabel: 'Chargée' }).where(eq(accounts.id, accountId));
		expect((await people.signIn(officer)).pending).toBe('enrolment');
		const { api } = await people.browser((await people.signIn(officer)).token);
		await expect(api.accounts.verifyCode({ code: demoCode() })).rejects.toMatchObject(refusal('NO_CODE_AWAITED'));

		const { deps } = people;
		const demo = { ...deps, config: { ...deps.config, isDemo: true } };
		const there = (await people.browser((await people.signIn(officer)).token)).session!;
		const asDemo = createCaller({
			deps: demo,
			actor: { role: 'nobody' },
			session: { ...there, pending: 'code' },
			proof: null,
			sentTo: null,
			locale: 'fr',
			key: null,
			address: '192.0.2.2'
		});
		await expect(asDemo.accounts.verifyCode({ code: 'abcdef' })).rejects.toMatchObject(refusal('CODE_WRONG'));
		const opened = await asDemo.accounts.verifyCode({ code: demoCode() });
		expect(await people.roleOf(opened.token)).toBe('staff');
	});
});
