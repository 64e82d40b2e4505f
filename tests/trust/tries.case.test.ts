import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextOf } from '#server/platform/context.ts';
import { createCaller } from '#server/router.ts';
import { openBrowsers, password, refusal, type Browsers } from './browsers.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

describe('a password', () => {
	/** Wrong passwords, as many as are looked at. */
	async function mistake(times: number, device: string | null = null) {
		const { tenant } = people.party();
		for (let tries = 0; tries < times; tries++)
			await expect(people.signIn(tenant, 'pas le bon', device)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
	}

	test('cannot be tried for ever: after five wrong ones each try waits longer, the right one included', async () => {
		const { tenant } = people.party();
		await mistake(5);
		await expect(people.signIn(tenant)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		await people.minutesPass(1);
		await mistake(1);
		await people.minutesPass(1);
		await expect(people.signIn(tenant)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		await people.minutesPass(1);
		await people.signIn(tenant);
		await mistake(5);
	});

	test('is looked at five times when forty are tried at the same moment, from as many places', async () => {
		const email = await people.emailOf(people.party().tenant);
		const nobody = contextOf(people.deps, { role: 'nobody' });
		const tried = await Promise.allSettled(
			Array.from({ length: 40 }, (_, nth) =>
				createCaller({ ...nobody, address: `198.51.100.${nth}` }).accounts.signIn({ email, password: 'pas le bon' })
			)
		);
		const refusals = tried.map((one) => (one.status === 'rejected' ? one.reason.message : 'let in'));
		expect(refusals.filter((code) => code !== 'SIGN_IN_TOO_MANY')).toEqual(Array(5).fill('SIGN_IN_WRONG'));
	});

	test('tried by others closes the account neither for the browser of its holder nor for who holds its address', async () => {
		const { tenant } = people.party();
		const mine = 'the browser of the holder';
		const { api } = await people.browser();
		const recover = async (device: string | null) => {
			await api.accounts.requestRecovery({ email: await people.emailOf(tenant) });
			await api.accounts.followLink({
				token: await people.mailed(tenant, 'recoveryLink'),
				newPassword: password,
				device
			});
		};
		await recover(mine);
		await mistake(5, 'another browser');
		await expect(people.signIn(tenant)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		await people.signIn(tenant, password, mine);
		await mistake(5, mine);
		await expect(people.signIn(tenant, password, mine)).rejects.toMatchObject(refusal('SIGN_IN_TOO_MANY'));
		await recover(null);
		await people.signIn(tenant);
	});

	test('cannot be tried for ever from one address, whatever the account, nor make an account wait', async () => {
		const { tenant } = people.party();
		const { api } = await people.browser();
		const tried = (nth: number) => api.accounts.signIn({ email: `inconnu${nth}@exemple.test`, password });
		for (let nth = 0; nth < 20; nth++) await expect(tried(nth)).rejects.toMatchObject(refusal('SIGN_IN_WRONG'));
		for (let tries = 0; tries < 6; tries++)
			await expect(people.signIn(tenant)).rejects.toMatchObject(refusal('SIGN_IN_HERE_TOO_MANY'));
		await people.minutesPass(60);
		await people.signIn(tenant);
	});

	test('waits alike for an account and for nobody', async () => {
		const email = await people.emailOf(people.party().tenant);
		const { api } = await people.browser();
		const answersFor = async (typed: string) => {
			await people.forgetTries();
			const answers: string[] = [];
			for (const minutes of [0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 3, 1]) {
				await people.minutesPass(minutes);
				const tried = api.accounts.signIn({ email: typed, password: 'pas le bon' });
				answers.push(await tried.then(String, (error: Error & { code: string }) => `${error.code} ${error.message}`));
			}
			return answers;
		};
		const known = await answersFor(email);
		expect(known).toEqual(await answersFor('personne@exemple.test'));
		expect(new Set(known)).toEqual(new Set(['CONFLICT SIGN_IN_WRONG', 'TOO_MANY_REQUESTS SIGN_IN_TOO_MANY']));
	});
});
