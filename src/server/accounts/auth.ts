import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Actor } from '../platform/actor.ts';
import type { Deps, Tx } from '../platform/context.ts';
import { asActor } from '../platform/unit.ts';
import { accounts, sessions } from './tables.ts';

type Account = typeof accounts.$inferSelect;
type Kind = 'tenant' | 'staff';

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, { account: Account }>;
		DatabaseSessionAttributes: { createdAt: Date; absoluteExpiresAt: Date; userAgent: string | null };
		DatabaseUserAttributes: Account;
	}
}

/** How long a session lives unused, and at most, by kind of account. */
export const lifetimes: Record<Kind, { idle: TimeSpan; absoluteMs: number }> = {
	tenant: { idle: new TimeSpan(7, 'd'), absoluteMs: 30 * 86_400_000 },
	staff: { idle: new TimeSpan(30, 'm'), absoluteMs: 10 * 3_600_000 }
};

const idOf = (token: string) => createHash('sha256').update(token).digest('hex');
const kindOfToken = (token: string): Kind => (token.startsWith('t.') ? 'tenant' : 'staff');

/** The four doors to sessions; nothing else in the project knows which library keeps them. */
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
			return session ? { sessionId: session.id, account: user.account } : null;
		},
		/** Opens a session; the token goes to the browser and is kept nowhere else. */
		async create(account: Account, userAgent: string | null) {
			const kind: Kind = account.kind === 'tenant' ? 'tenant' : 'staff';
			const token = `${kind === 'tenant' ? 't' : 's'}.${randomBytes(32).toString('base64url')}`;
			const now = new Date();
			await lucia[kind].createSession(
				account.id,
				{
					createdAt: now,
					absoluteExpiresAt: new Date(now.getTime() + lifetimes[kind].absoluteMs),
					userAgent: userAgent?.slice(0, 200) ?? null
				},
				{ sessionId: idOf(token) }
			);
			return { token, maxAgeSeconds: lifetimes[kind].absoluteMs / 1000 };
		},
		revoke: (sessionId: string) => lucia.staff.invalidateSession(sessionId),
		revokeAll: (accountId: string) => lucia.staff.invalidateUserSessions(accountId)
	};
}

/** Who an account is for the exchange. */
export function actorOf(account: Account): Actor {
	if (account.kind === 'tenant') return { role: 'tenant', accountId: account.id, householdId: account.householdId! };
	if (account.kind === 'coordinator')
		return { role: 'coordinator', accountId: account.id, territoryId: account.territoryId! };
	return { role: 'staff', accountId: account.id, organismId: account.organismId!, staffRole: account.staffRole! };
}

const luciaFor = (adapter: Adapter, kind: Kind) =>
	new Lucia(adapter, {
		sessionExpiresIn: lifetimes[kind].idle,
		getUserAttributes: (account) => ({ account })
	});

/** Sessions in our own table, read and written by the sign-in alone. Session time is the real one, never the demo's. */
function adapterOf(deps: Deps): Adapter {
	const inAuth = <T>(work: (tx: Tx) => Promise<T>) => asActor(deps, { role: 'auth' }, ({ tx }) => work(tx));
	const attributes = ({ createdAt, absoluteExpiresAt, userAgent }: typeof sessions.$inferSelect) => ({
		createdAt,
		absoluteExpiresAt,
		userAgent
	});
	return {
		getSessionAndUser: (id) =>
			inAuth(async (tx) => {
				const [row] = await tx
					.select()
					.from(sessions)
					.innerJoin(accounts, eq(accounts.id, sessions.accountId))
					.where(and(eq(sessions.id, id), gt(sessions.absoluteExpiresAt, new Date())));
				if (!row) return [null, null];
				const { session, account } = row;
				return [
					{ id, userId: account.id, expiresAt: session.expiresAt, attributes: attributes(session) },
					{ id: account.id, attributes: account }
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
