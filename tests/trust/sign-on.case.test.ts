import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#server/accounts/tables.ts';
import { contextOf, type Deps } from '#server/platform/context.ts';
import { open, seal } from '#server/platform/sealed.ts';
import { createCaller } from '#server/router.ts';
import { openIdentityProvider, type IdentityProvider, type SignsInAs } from '#tests/support/identity-provider.ts';
import { openBrowsers, refusal, type Browsers } from './browsers.ts';

const origin = 'http://localhost:3000';
let people: Browsers;
let provider: IdentityProvider;
/** That of another organism. */
let foreign: IdentityProvider;
let deps: Deps;
let organismId: string;
let otherId: string;
const nobody = { role: 'nobody' } as const;

beforeAll(async () => {
	people = await openBrowsers();
	provider = await openIdentityProvider(`${origin}/connexion/organisme/retour`);
	foreign = await openIdentityProvider(`${origin}/connexion/organisme/retour`);
	await people.begin();
	otherId = people.party().organismId;
	await people.begin();
	({ organismId } = people.party());
	const signOns = [
		{ ...provider.signOn, organismId },
		{ ...foreign.signOn, organismId: otherId }
	];
	deps = { ...people.deps, config: { ...people.deps.config, signOns } };
	await people.owner.db
		.update(accounts)
		.set({ signOnSubject: 'officer-7', passwordHash: null })
		.where(eq(accounts.id, people.party().officer.accountId));
});
afterAll(() => Promise.all([provider.close(), foreign.close()]));

const api = () => createCaller(contextOf(deps, nobody)).accounts;
const start = (invitation: string | null = null, isAgain = false) =>
	api().startSignOn({ organismId, invitation, isAgain });
const finish = (answer: string, flow: string) => api().finishSignOn({ answer, flow });

/** Signs in through the organism. */
async function signOnAs(person: SignsInAs, invitation: string | null = null) {
	const { address, flow } = await start(invitation);
	return finish(await provider.answer(address, person), flow);
}

/** What comes back, with one of its parts changed. */
function changed(answer: string, name: string, value: string): string {
	const parameters = new URLSearchParams(answer);
	parameters.set(name, value);
	return parameters.toString();
}

describe('the sign-on of an organism', () => {
	test('asks with a state, a nonce and a challenge of its own each time', async () => {
		const [one, two] = [new URL((await start()).address), new URL((await start()).address)];
		expect(one.searchParams.get('code_challenge_method')).toBe('S256');
		for (const name of ['state', 'nonce', 'code_challenge'])
			expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name));
		expect(one.searchParams.get('scope'), 'nothing but who it is').toBe('openid');
	});

	test('opens the account of its subject, whose second factor is still due', async () => {
		const opened = await signOnAs({ subject: 'officer-7', amr: ['pwd'] });
		expect(opened).toMatchObject({ role: 'staff', pending: 'enrolment' });
		expect(await people.roleOf(opened.token)).toBe('nobody');
	});

	test('needs no other factor when it asked for two', async () => {
		const opened = await signOnAs({ subject: 'officer-7', amr: ['pwd', 'otp'] });
		expect(opened.pending).toBeNull();
		const { actor, session } = await people.browser(opened.token);
		expect(actor).toMatchObject({ role: 'staff', organismId });
		expect(session!.hasPassword, 'what binds is proved to the organism').toBe(false);
	});

	test('opens nothing for who was not invited, whatever its address', async () => {
		await expect(signOnAs({ subject: 'somebody-else' })).rejects.toMatchObject(refusal('SIGN_ON_NO_ACCOUNT'));
		const { email } = (
			await people.owner.db.select().from(accounts).where(eq(accounts.id, people.party().officer.accountId))
		)[0]!;
		await expect(signOnAs({ subject: email })).rejects.toMatchObject(refusal('SIGN_ON_NO_ACCOUNT'));
	});

	test('knows who follows an invitation from then on, once', async () => {
		const manager = people.as(people.party().manager).accounts;
		const { accountId } = await manager.inviteColleague({
			email: 'nouvelle@exemple.test',
			firstName: 'Nour',
			lastName: 'Veil',
			staffRole: 'officer'
		});
		const token = await people.mailed({ accountId }, 'invitationLink');
		expect(await api().link({ token })).toMatchObject({ organismId });
		const person = { subject: 'nour', amr: ['mfa'] };
		const { actor } = await people.browser((await signOnAs(person, token)).token);
		expect(actor).toMatchObject({ accountId });
		await expect(signOnAs({ subject: 'a thief', amr: ['mfa'] }, token)).rejects.toMatchObject(
			refusal('SIGN_ON_NO_ACCOUNT')
		);
		expect((await signOnAs(person)).pending).toBeNull();
	});

	test('of another organism opens nothing of this one', async () => {
		const { address, flow } = await api().startSignOn({ organismId: otherId });
		const answer = await foreign.answer(address, { subject: 'officer-7', amr: ['mfa'] });
		await expect(finish(answer, flow)).rejects.toMatchObject(refusal('SIGN_ON_NO_ACCOUNT'));
	});

	test('is refused when the account is locked', async () => {
		const { accountId } = people.party().officer;
		const lock = (lockedAt: Date | null) =>
			people.owner.db.update(accounts).set({ lockedAt }).where(eq(accounts.id, accountId));
		await lock(new Date());
		await expect(signOnAs({ subject: 'officer-7' })).rejects.toMatchObject(refusal('SIGN_ON_NO_ACCOUNT'));
		await lock(null);
	});
});

describe('an act that binds, for staff without a password here', () => {
	const person = { subject: 'officer-7', amr: ['mfa'] };
	const hourAgo = new Date(Date.now() - 3_600_000);
	const support = async (token: string, proof: { password: string; code: string } | null = null) =>
		(await people.browser(token, proof)).api.proposals.giveOpinion({
			legId: '00000000-0000-4000-8000-000000000000',
			kind: 'favourable',
			reasons: ''
		});
	/** The answer to an act that was let through: there is nothing to act on. */
	const letThrough = { code: 'NOT_FOUND' };
	const asked = { cause: { asked: { again: 'signOn', code: null, refusal: 'IDENTITY_TO_CONFIRM' } } };
	/** Comes back from the provider in a browser that is signed in. */
	async function comeBack(token: string, isAgain: boolean, by: SignsInAs) {
		const { actor, session } = await people.browser(token);
		const there = createCaller({ ...contextOf(deps, actor), session }).accounts;
		const { address, flow } = await there.startSignOn({ organismId, invitation: null, isAgain });
		return (await there.finishSignOn({ answer: await provider.answer(address, by), flow })).token;
	}

	test('asks the provider again after ten minutes, which opens a fresh session in the place of the other', async () => {
		const { token } = await signOnAs(person);
		await people.move({ authenticatedAt: hourAgo });
		await expect(support(token)).rejects.toMatchObject(asked);
		await expect(support(token, { password: 'anything', code: '' })).rejects.toMatchObject(
			refusal('SIGN_ON_TO_REPEAT')
		);
		const fresh = await comeBack(token, true, person);
		await expect(support(fresh)).rejects.toMatchObject(letThrough);
		expect(await people.roleOf(token)).toBe('nobody');
	});

	test('is not opened by a provider that did not ask the person again', async () => {
		const { token } = await signOnAs(person);
		const silent = await comeBack(token, false, { ...person, at: hourAgo });
		await expect(support(silent)).rejects.toMatchObject(asked);
	});

	test('asks the provider to ask, whoever is signed in there', async () => {
		const { searchParams } = new URL((await start(null, true)).address);
		expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['login', '0']);
	});
});

describe('an answer', () => {
	const person = { subject: 'officer-7', amr: ['mfa'] };

	test('serves once', async () => {
		const { address, flow } = await start();
		const answer = await provider.answer(address, person);
		await finish(answer, flow);
		await expect(finish(answer, flow)).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
	});

	test('of one browser is worth nothing in another, nor where nothing was asked', async () => {
		const mine = await start();
		const other = await start();
		const answer = await provider.answer(mine.address, person);
		await expect(finish(answer, other.flow)).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
		await expect(finish(answer, '')).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
		await expect(finish(answer, `${mine.flow.slice(0, -4)}AAAA`)).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
	});

	test.each(['state', 'iss', 'code'])('with another %s is refused', async (name) => {
		const { address, flow } = await start();
		const answer = await provider.answer(address, person);
		const value = name === 'iss' ? foreign.signOn.issuer : 'another';
		await expect(finish(changed(answer, name, value), flow)).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
	});

	test.each(['nonce', 'verifier', 'startedAt'])('to another question is refused: %s', async (name) => {
		const { address, flow } = await start();
		const answer = await provider.answer(address, person);
		const place = { table: 'browser', column: 'sign_on', row: 'cookie' };
		const asked = open<Record<string, unknown>>(deps.config, place, flow);
		const other = name === 'startedAt' ? Date.now() - 11 * 60_000 : 'another, as long as the challenge of forty-three';
		await expect(finish(answer, seal(deps.config, place, { ...asked, [name]: other }))).rejects.toMatchObject(
			refusal('SIGN_ON_FAILED')
		);
	});

	test('that says no is not an accident', async () => {
		const { flow } = await start();
		await expect(finish('error=access_denied', flow)).rejects.toMatchObject(refusal('SIGN_ON_FAILED'));
	});
});

test('an organism without sign-on has none, and a provider that is away says so', async () => {
	const unknown = '00000000-0000-4000-8000-000000000000';
	await expect(api().startSignOn({ organismId: unknown })).rejects.toMatchObject(refusal('SIGN_ON_UNKNOWN'));
	const away = { organismId, issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' };
	const there = createCaller(contextOf({ ...deps, config: { ...deps.config, signOns: [away] } }, nobody));
	await expect(there.accounts.startSignOn({ organismId })).rejects.toMatchObject(refusal('SIGN_ON_UNREACHABLE'));
});
