/** People who sign in with browsers of their own, on a server that is no demonstration. */
import { eq, sql } from 'drizzle-orm';
import { whoIs } from '#server/accounts/auth.ts';
import { hashPassword } from '#server/accounts/passwords.ts';
import { secondFactors } from '#server/accounts/security-tables.ts';
import { accounts, sessions } from '#server/accounts/tables.ts';
import { codeAt, stepAt } from '#server/accounts/totp.ts';
import type { Actor } from '#server/platform/actor.ts';
import { linkIdOf, openingPath } from '#server/platform/link-proof.ts';
import { open } from '#server/platform/sealed.ts';
import { attempts, letters } from '#server/platform/tables.ts';
import { createCaller } from '#server/router.ts';
import { aScene, type Party } from '#tests/factories/chain.ts';
import { openTestServer } from '#tests/support/server.ts';

export const password = 'vélo framboise 7 nuages';
export const newPassword = 'encore un autre, bien plus long';
export const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export const refusal = (code: string) => ({ cause: { refusal: code } });

type Account = { accountId: string };
type Proof = { password: string; code: string };

/** A server for people with browsers, who all have the same password. */
export async function openBrowsers(settings: Record<string, string> = { DEMO: 'false' }) {
	const server = await openTestServer(settings);
	const { db } = server.owner;
	/** The organism of the test, its household, its staff. */
	let party: Party;

	const forgetTries = () => db.delete(attempts);
	/** Makes every try older; by some milliseconds more, since no two are of the same time. */
	const minutesPass = (minutes: number) => {
		const older = sql`${attempts.windowStart} - ${minutes} * interval '1 minute' - random() * interval '1 second'`;
		return db.update(attempts).set({ windowStart: older });
	};
	async function anotherParty() {
		party = (await aScene(server.owner, 1)).parties[0]!;
		await db.update(accounts).set({ passwordHash: await hashPassword(password) });
	}

	/** The API as a browser that has this token, or none. */
	async function browser(token?: string, proof: Proof | null = null) {
		const { actor, session } = await whoIs(server.deps, token);
		const address = '192.0.2.1';
		const api = createCaller({
			deps: server.deps,
			actor,
			session,
			proof,
			sentTo: '/',
			locale: 'fr',
			key: null,
			address
		});
		return { actor, session, api };
	}

	const emailOf = async ({ accountId }: Account) =>
		(await db.select().from(accounts).where(eq(accounts.id, accountId)))[0]!.email;

	async function signIn(person: Account, typed = password, device: string | null = null) {
		const { api } = await browser();
		return api.accounts.signIn({ email: await emailOf(person), password: typed, userAgent, device });
	}

	/** What the telephone of somebody shows, some half minutes from now. */
	async function telephone({ accountId }: Account, later = 0): Promise<string> {
		const [factor] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId));
		const place = { table: 'second_factor', column: 'secret', row: accountId };
		const secret = Buffer.from(open<string>(server.deps.config, place, factor!.secret), 'hex');
		return codeAt(secret, stepAt(Date.now()) + later);
	}

	/** Forgets which code was taken last: tests are faster than telephones. */
	const waitHalfAMinute = () => db.update(secondFactors).set({ lastStep: 0 });

	/** Somebody signs in, takes a telephone on the way, and has its codes on paper. */
	async function enrol(person: Account) {
		const { api } = await browser((await signIn(person)).token);
		await api.accounts.startFactor();
		const { recoveryCodes, opened } = await api.accounts.confirmFactor({ code: await telephone(person) });
		await waitHalfAMinute();
		return { recoveryCodes, token: opened!.token };
	}

	/** The letter of a kind that somebody was sent last, as it is kept. */
	async function lastLetter({ accountId }: Account, kind: string) {
		await server.settle();
		const rows = await db.select().from(letters).where(eq(letters.accountId, accountId));
		return rows.findLast((row) => row.kind === kind);
	}

	return {
		...server,
		party: () => party,
		anotherParty,
		/** Before each test: a fresh organism, and no try counted. */
		begin: async () => {
			await anotherParty();
			await forgetTries();
		},
		forgetTries,
		minutesPass,
		browser,
		emailOf,
		signIn,
		telephone,
		waitHalfAMinute,
		enrol,
		lastLetter,
		roleOf: async (token: string): Promise<Actor['role']> => (await browser(token)).actor.role,
		/** Moves the times of every session. */
		move: (changes: Partial<typeof sessions.$inferInsert>) => db.update(sessions).set(changes),
		/** What opens the link of the last mail of a kind; the letter itself opens nothing. */
		async mailed(person: Account, kind: string): Promise<string> {
			const letter = await lastLetter(person, kind);
			return openingPath(server.deps.config, letter!.path!).slice('/acces/'.length);
		},
		/** The number of what was sent last, for the code that the mail computes from it. */
		async numberMailed(person: Account, kind: string): Promise<string> {
			return linkIdOf((await lastLetter(person, kind))!.path!);
		}
	};
}

export type Browsers = Awaited<ReturnType<typeof openBrowsers>>;
