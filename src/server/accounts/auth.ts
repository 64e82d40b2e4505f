import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { factorStep, isFactorCompulsory } from '#domain/accounts/second-factor.ts';
import { mandates } from '../households/mandate-tables.ts';
import type { Actor } from '../platform/actor.ts';
import type { Deps, SignedSession, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { demoSecretOf } from './demo-telephone.ts';
import { secondFactors } from './security-tables.ts';
import { accounts, sessions } from './tables.ts';

type Account = typeof accounts.$inferSelect;
type Kind = 'tenant' | 'staff';
type Attributes = Pick<
	typeof sessions.$inferSelect,
	| 'createdAt'
	| 'absoluteExpiresAt'
	| 'lastUsedAt'
	| 'authenticatedAt'
	| 'secondFactorAt'
	| 'deviceHash'
	| 'isDeviceKnown'
	| 'userAgent'
>;
/** Whose session it is; who helps a household, and which one now. */
type Holder = { account: Account; isEnrolled: boolean; helpedId: string | null };

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Attributes, Holder>;
		DatabaseSessionAttributes: Attributes;
		DatabaseUserAttributes: Holder;
	}
}

/** How long a session lives unused, and at most, by kind of account; that of who helps, as long as a tenant's. */
const lifetimes: Record<Kind, { idle: TimeSpan; absoluteMs: number }> = {
	tenant: { idle: new TimeSpan(7, 'd'), absoluteMs: 30 * 86_400_000 },
	staff: { idle: new TimeSpan(30, 'm'), absoluteMs: 10 * 3_600_000 }
};

const idOf = (token: string) => createHash('sha256').update(token).digest('hex');
const kindOfToken = (token: string): Kind => (token.startsWith('t.') ? 'tenant' : 'staff');

/** What the browser is given: the token, and for how long it may keep it. */
export type Opened = { token: string; maxAgeSeconds: number };

/** From where a session is opened. */
export type Browser = { userAgent: string | null; deviceHash: string | null; isDeviceKnown: boolean };

/** What a session begins with. */
export type Proven = { authenticatedAt: Date; secondFactorAt: Date | null };

/** How what a browser keeps to be told from others is known. */
export const deviceHashOf = (device: string): string => idOf(device);

/** The doors to sessions; nothing else in the project knows which library keeps them. */
export function sessionsOf(deps: Deps) {
	const adapter = adapterOf(deps);
	const lucia = {
		tenant: luciaFor(adapter, 'tenant'),
		staff: luciaFor(adapter, 'staff')
	};
	return {
		/** The account of a token and its session, or null when it is unknown, idle for too long, or over. */
		async validate(token: string) {
			const { session, user } = await lucia[kindOfToken(token)].validateSession(idOf(token));
			return session && { ...user, session };
		},
		/**
		 * Opens a session; the token goes to the browser and is kept nowhere else.
		 *
		 * @param proven when the person was asked who they are, and when for a second factor; null when they were not.
		 */
		async create(account: Account, browser: Browser, proven: Proven): Promise<Opened> {
			const kind: Kind = isFactorCompulsory(account.kind) ? 'staff' : 'tenant';
			const token = `${kind === 'tenant' ? 't' : 's'}.${randomBytes(32).toString('base64url')}`;
			const now = new Date();
			await lucia[kind].createSession(
				account.id,
				{
					createdAt: now,
					absoluteExpiresAt: new Date(now.getTime() + lifetimes[kind].absoluteMs),
					lastUsedAt: now,
					authenticatedAt: proven.authenticatedAt,
					secondFactorAt: proven.secondFactorAt,
					deviceHash: browser.deviceHash,
					isDeviceKnown: browser.isDeviceKnown,
					userAgent: browser.userAgent?.slice(0, 200) ?? null
				},
				{ sessionId: idOf(token) }
			);
			return { token, maxAgeSeconds: lifetimes[kind].absoluteMs / 1000 };
		},
		/** The same session under a new token, once the second factor was given: who knew the old one has nothing. */
		async renew(session: SignedSession, account: Account): Promise<Opened> {
			const opened = await this.create(account, session, { authenticatedAt: new Date(), secondFactorAt: new Date() });
			await this.revoke(session.id);
			return opened;
		},
		revoke: (sessionId: string) => lucia.staff.invalidateSession(sessionId),
		/** The sessions of an account that are not over, last used first. */
		list: (accountId: string) =>
			asActor(deps, { role: 'auth' }, ({ tx }) =>
				tx
					.select()
					.from(sessions)
					.where(
						and(
							eq(sessions.accountId, accountId),
							gt(sessions.expiresAt, new Date()),
							gt(sessions.absoluteExpiresAt, new Date())
						)
					)
					.orderBy(desc(sessions.lastUsedAt))
			)
	};
}

/** Who a request comes from. An unfinished sign-in is nobody, with a session that only asks for what is missing. */
export async function whoIs(
	deps: Deps,
	token: string | undefined
): Promise<{ actor: Actor; session: SignedSession | null }> {
	const found = token ? await sessionsOf(deps).validate(token) : null;
	if (!found) return { actor: { role: 'nobody' }, session: null };
	const { account, session } = found;
	await noteUse(deps, session.id, session.lastUsedAt);
	const isEnrolled = found.isEnrolled || demoSecretOf(deps, account) !== null;
	const pending = factorStep({ kind: account.kind, isEnrolled, hasPassed: session.secondFactorAt !== null });
	return {
		actor: pending ? { role: 'nobody' } : actorOf(account, found.helpedId),
		session: {
			id: session.id,
			accountId: account.id,
			kind: account.kind,
			authenticatedAt: session.authenticatedAt,
			secondFactorAt: session.secondFactorAt,
			deviceHash: session.deviceHash,
			isDeviceKnown: session.isDeviceKnown,
			isEnrolled,
			hasPassword: account.passwordHash !== null,
			userAgent: session.userAgent,
			pending
		}
	};
}

const fiveMinutes = 300_000;

/** Notes that a session is used, for who looks at where their account is open. */
async function noteUse(deps: Deps, sessionId: string, lastUsedAt: Date): Promise<void> {
	const now = new Date();
	if (now.getTime() - lastUsedAt.getTime() < fiveMinutes) return;
	await asActor(deps, { role: 'auth' }, async ({ tx }) => {
		await tx.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.id, sessionId));
	});
}

/** Who an account is for the exchange. @param helpedId the household that a helper helps now */
export function actorOf(account: Account, helpedId: string | null = null): Actor {
	if (account.kind === 'tenant') return { role: 'tenant', accountId: account.id, householdId: account.householdId! };
	if (account.kind === 'helper') return { role: 'helper', accountId: account.id, householdId: helpedId };
	if (account.kind === 'coordinator')
		return { role: 'coordinator', accountId: account.id, territoryId: account.territoryId! };
	return { role: 'staff', accountId: account.id, organismId: account.organismId!, staffRole: account.staffRole! };
}

/** Mandates last by the time of the exchange, though sessions do by the real one. */
const isLasting = () => and(isNull(mandates.endedAt), gt(mandates.endsAt, sql`app_now()`));

const luciaFor = (adapter: Adapter, kind: Kind) =>
	new Lucia(adapter, {
		sessionExpiresIn: lifetimes[kind].idle,
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes
	});

/** Sessions in our own table, read and written by the sign-in alone. Session time is the real one, never the demo's. */
function adapterOf(deps: Deps): Adapter {
	const inAuth = <T>(work: (tx: Tx) => Promise<T>) => asActor(deps, { role: 'auth' }, ({ tx }) => work(tx));
	const attributes = ({ id: _, accountId: __, expiresAt: ___, ...rest }: typeof sessions.$inferSelect): Attributes =>
		rest;
	return {
		getSessionAndUser: (id) =>
			inAuth(async (tx) => {
				const [row] = await tx
					.select()
					.from(sessions)
					.innerJoin(accounts, eq(accounts.id, sessions.accountId))
					.leftJoin(
						secondFactors,
						and(eq(secondFactors.accountId, sessions.accountId), isNotNull(secondFactors.confirmedAt))
					)
					.leftJoin(mandates, and(eq(mandates.accountId, sessions.accountId), isLasting()))
					.where(and(eq(sessions.id, id), gt(sessions.absoluteExpiresAt, new Date())));
				if (!row || row.account.lockedAt) return [null, null];
				const { session, account } = row;
				return [
					{ id, userId: account.id, expiresAt: session.expiresAt, attributes: attributes(session) },
					{
						id: account.id,
						attributes: {
							account,
							isEnrolled: row.second_factor !== null,
							helpedId: row.mandate?.householdId ?? null
						}
					}
				];
			}),
		getUserSessions: (accountId) =>
			inAuth(async (tx) => {
				const rows = await tx.select().from(sessions).where(eq(sessions.accountId, accountId));
				return rows.map((row) => ({
					id: row.id,
					userId: accountId,
					expiresAt: row.expiresAt,
					attributes: attributes(row)
				}));
			}),
		setSession: (session) =>
			inAuth(async (tx) => {
				await tx
					.insert(sessions)
					.values({ id: session.id, accountId: session.userId, expiresAt: session.expiresAt, ...session.attributes });
			}),
		updateSessionExpiration: (id, expiresAt) =>
			inAuth(async (tx) => {
				await tx
					.update(sessions)
					.set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${sessions.absoluteExpiresAt})` })
					.where(eq(sessions.id, id));
			}),
		deleteSession: (id) =>
			inAuth(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.id, id));
			}),
		deleteUserSessions: (accountId) =>
			inAuth(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.accountId, accountId));
			}),
		deleteExpiredSessions: () =>
			inAuth(async (tx) => {
				await tx.delete(sessions).where(lt(sessions.expiresAt, new Date()));
			})
	};
}
