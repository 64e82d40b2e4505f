import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshMinutes } from '#domain/accounts/identity.ts';
import { letterCode } from '#server/platform/link-proof.ts';
import { openBrowsers, password, refusal, type Browsers } from './browsers.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

const nothing = '00000000-0000-4000-8000-000000000000';
/** The answer to an act that was let through: there is nothing to act on. */
const letThrough = { code: 'NOT_FOUND' };
type Proof = { password: string; code: string };

const support = async (token: string, proof?: Proof) =>
	(await people.browser(token, proof)).api.proposals.giveOpinion({ legId: nothing, kind: 'favourable', reasons: '' });
const sayYes = async (token: string, proof?: Proof) =>
	(await people.browser(token, proof)).api.proposals.sayYes({ proposalId: nothing, question: 'proposal' });
const tenMinutesPass = () => people.move({ authenticatedAt: new Date(Date.now() - freshMinutes * 60_000) });

describe('an act that binds the organism', () => {
	test('asks staff to prove again who they are after ten minutes, then no more', async () => {
		const { officer } = people.party();
		const { token } = await people.enrol(officer);
		await expect(support(token)).rejects.toMatchObject(letThrough);
		await tenMinutesPass();
		await expect(support(token)).rejects.toMatchObject({
			code: 'PRECONDITION_FAILED',
			cause: { asked: { again: 'password', code: 'telephone', refusal: 'IDENTITY_TO_CONFIRM', demo: null } }
		});
		const code = await people.telephone(officer);
		await expect(support(token, { password: 'pas le bon', code })).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await expect(support(token, { password, code: 'abcdef' })).rejects.toMatchObject(refusal('CODE_WRONG'));
		await expect(support(token, { password, code })).rejects.toMatchObject(letThrough);
		await expect(support(token)).rejects.toMatchObject(letThrough);
	});

	test('takes a proof that is sent twice at the same moment as one', async () => {
		const { officer } = people.party();
		const { token } = await people.enrol(officer);
		await tenMinutesPass();
		const proof = { password, code: await people.telephone(officer) };
		const outcomes = await Promise.allSettled([support(token, proof), support(token, proof)]);
		expect(outcomes).toMatchObject([{ reason: letThrough }, { reason: letThrough }]);
	});

	test('does not ask for what only reads', async () => {
		const { token } = await people.enrol(people.party().officer);
		await tenMinutesPass();
		await expect((await people.browser(token)).api.demands.toDo()).resolves.toBeDefined();
	});

	test('cannot be reached by trying passwords', async () => {
		const { officer } = people.party();
		const { token } = await people.enrol(officer);
		await tenMinutesPass();
		for (let tries = 0; tries < 5; tries++)
			await expect(support(token, { password: 'non', code: '' })).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		const right = { password, code: await people.telephone(officer) };
		await expect(support(token, right)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		await people.minutesPass(1);
		await expect(support(token, right)).rejects.toMatchObject(letThrough);
	});

	test('is not hindered by others who try to sign in with the account', async () => {
		const { officer } = people.party();
		const { token } = await people.enrol(officer);
		await tenMinutesPass();
		for (let tries = 0; tries < 5; tries++)
			await expect(people.signIn(officer, 'non')).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		await expect(people.signIn(officer)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		const right = { password, code: await people.telephone(officer) };
		await expect(support(token, right)).rejects.toMatchObject(letThrough);
	});
});

describe('the yes of a household', () => {
	const device = 'a browser of its own';
	/** The code that the mail sent last gives. */
	const mailed = async () =>
		letterCode(people.deps.config, await people.numberMailed(people.party().tenant, 'deviceCode'));

	test('asks for a code sent to its address on a new device, once', async () => {
		const { tenant } = people.party();
		const { token } = await people.signIn(tenant, password, device);
		await expect(sayYes(token)).rejects.toMatchObject({ cause: { asked: { again: null, code: 'letter' } } });
		const code = await mailed();
		const wrong = code === '000000' ? '111111' : '000000';
		await expect(sayYes(token, { password: '', code: wrong })).rejects.toMatchObject(refusal('CODE_WRONG'));
		expect(await mailed(), 'the code of the letter still serves').toBe(code);
		await expect(sayYes(token, { password: '', code })).rejects.toMatchObject(letThrough);
		const later = await people.signIn(tenant, password, device);
		await expect(sayYes(later.token)).rejects.toMatchObject(letThrough);
		const elsewhere = await people.signIn(tenant, password, 'another browser');
		await expect(sayYes(elsewhere.token)).rejects.toMatchObject(refusal('IDENTITY_TO_CONFIRM'));
		await expect(sayYes(elsewhere.token, { password: '', code })).rejects.toMatchObject(refusal('CODE_WRONG'));
	});

	test('asks for nothing more from who gave the code of its telephone', async () => {
		const { token } = await people.enrol(people.party().tenant);
		await expect(sayYes(token)).rejects.toMatchObject(letThrough);
	});

	test('is asked with the password after ten minutes', async () => {
		const { tenant } = people.party();
		const { token } = await people.signIn(tenant, password, device);
		await sayYes(token).catch(() => {});
		await sayYes(token, { password: '', code: await mailed() }).catch(() => {});
		await tenMinutesPass();
		await expect(sayYes(token)).rejects.toMatchObject({ cause: { asked: { again: 'password', code: null } } });
		await expect(sayYes(token, { password, code: '' })).rejects.toMatchObject(letThrough);
	});

	test('does not fill a mailbox: one letter while its code serves, and five an hour at most', async () => {
		const { tenant } = people.party();
		const { token } = await people.signIn(tenant, password, device);
		const letters = async () => {
			await people.settle();
			const rows = await people.owner
				.sql`select from letter where account_id = ${tenant.accountId} and kind = 'deviceCode'`;
			return rows.length;
		};
		for (let asked = 0; asked < 3; asked++) await sayYes(token).catch(() => {});
		expect(await letters()).toBe(1);
		for (let asked = 0; asked < 8; asked++) {
			await people.owner.sql`update account_link set expires_at = now()`;
			await sayYes(token).catch(() => {});
		}
		expect(await letters()).toBe(5);
	});

	test('takes no code of which the database holds the digits', async () => {
		const { token } = await people.signIn(people.party().tenant, password, device);
		await sayYes(token).catch(() => {});
		const code = await mailed();
		const rows = await people.owner.sql`select letter.body, letter.subject, letter.path from letter
			where account_id = ${people.party().tenant.accountId}`;
		expect(JSON.stringify(rows)).not.toContain(code);
	});
});
