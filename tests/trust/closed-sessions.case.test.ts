/** The rights matrix for who is not, not yet or no longer signed in: every procedure that is not for everybody is closed. */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionsOf } from '#server/accounts/auth.ts';
import { secondFactors } from '#server/accounts/security-tables.ts';
import { accounts, sessions } from '#server/accounts/tables.ts';
import { rights } from '#server/platform/rights.ts';
import { openBrowsers, password, type Browsers } from './browsers.ts';
import { callAs } from './rehearsal.ts';

let people: Browsers;
beforeAll(async () => {
	people = await openBrowsers();
});
beforeEach(() => people.begin());

type Account = { accountId: string };
/** What became of the session, and of whom it is tried: a household need not have a second factor. */
type State = { state: string; onlyStaff?: true; spoil: (token: string, account: Account) => Promise<unknown> };

const past = new Date(Date.now() - 1000);
const change = (values: Partial<typeof sessions.$inferInsert>) => () => people.owner.db.update(sessions).set(values);
const ofAccount = ({ accountId }: Account, values: Partial<typeof accounts.$inferInsert>) =>
	people.owner.db.update(accounts).set(values).where(eq(accounts.id, accountId));

const states: State[] = [
	{ state: 'idle for too long', spoil: change({ expiresAt: past }) },
	{ state: 'past its absolute end', spoil: change({ absoluteExpiresAt: past }) },
	{ state: 'revoked', spoil: async (token) => revoke(token) },
	{ state: 'of a locked account', spoil: (_, account) => ofAccount(account, { lockedAt: new Date() }) },
	{ state: 'whose second factor was not given', spoil: change({ secondFactorAt: null }) },
	{
		state: 'without second factor',
		onlyStaff: true,
		spoil: async (_, { accountId }) => {
			await people.owner.db.delete(secondFactors).where(eq(secondFactors.accountId, accountId));
			await change({ secondFactorAt: null })();
		}
	}
];

async function revoke(token: string) {
	const { session } = await people.browser(token);
	await sessionsOf(people.deps).revoke(session!.id);
}

const closed = Object.keys(rights).filter((path) => !rights[path]!.roles.includes('anonymous'));

/** What a browser with this token can still do, of all that is not for everybody. */
async function openTo(token: string): Promise<string[]> {
	const { actor, session } = await people.browser(token);
	const open: string[] = [];
	for (const path of closed) {
		const answer = await callAs(people.deps, actor, path, undefined, undefined, session ?? undefined);
		if (answer.code !== 'UNAUTHORIZED') open.push(`${path}: ${answer.code}`);
	}
	return open;
}

describe.each(states)('a session $state', ({ onlyStaff, spoil }) => {
	const whom = ['tenant', 'officer', 'manager'] as const;

	test.each(whom.filter((one) => !onlyStaff || one !== 'tenant'))('opens nothing to a %s', async (which) => {
		const person = people.party()[which];
		const { token } = await people.enrol(person);
		expect(await people.roleOf(token), 'it is right before').toBe(which === 'tenant' ? 'tenant' : 'staff');
		await spoil(token, person);
		expect(await openTo(token)).toEqual([]);
	});
});

test('a token that was never given opens nothing', async () => {
	expect(await openTo('s.never-given')).toEqual([]);
	expect(await openTo('')).toEqual([]);
});

test('a session that waits for its second factor reads of its own account only what the next step needs', async () => {
	const { officer } = people.party();
	await people.enrol(officer);
	const { token } = await people.signIn(officer, password);
	const { actor, session } = await people.browser(token);
	expect(session!.pending).toBe('code');
	const { email } = (await people.owner.db.select().from(accounts).where(eq(accounts.id, officer.accountId)))[0]!;
	for (const path of ['accounts.demoAccounts', 'accounts.demoCode', 'accounts.signOns', 'accounts.startFactor']) {
		const { text } = await callAs(people.deps, actor, path, undefined, undefined, session!);
		expect(text, path).not.toContain(email);
	}
});
