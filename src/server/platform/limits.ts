/** How often something may be asked. Counted in PostgreSQL, so that all processes count together. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql } from 'drizzle-orm';
import { accountIdOf } from './actor.ts';
import type { Context } from './context.ts';
import { attempts } from './tables.ts';
import { asActor, type Unit } from './unit.ts';

/** So many times in each window of so many minutes. */
export type Limit = { count: number; minutes: number };

/**
 * Counts some uses of a key in the window under way; only the sign-in role may. Real time, never the demo's: who moves
 * the clock must not be given new tries.
 *
 * @returns false when there were too many.
 */
export async function countUse(unit: Unit, key: string, limit: Limit, uses = 1): Promise<boolean> {
	const windowMs = limit.minutes * 60_000;
	const windowStart = new Date(Math.floor(Date.now() / windowMs) * windowMs);
	const [row] = await unit.tx
		.insert(attempts)
		.values({ key, windowStart, count: uses })
		.onConflictDoUpdate({
			target: [attempts.key, attempts.windowStart],
			set: { count: sql`${attempts.count} + ${uses}` }
		})
		.returning({ count: attempts.count });
	return row!.count <= limit.count;
}

/**
 * What of a network address one person cannot change at will: an IPv4 address, the first half of an IPv6 one (who has a
 * line has at least 2^64 of those).
 */
export function blockOf(address: string): string {
	if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '');
	const [head = '', tail] = address.split('::');
	const groups = head.split(':').filter(Boolean);
	const after = tail?.split(':').filter(Boolean) ?? [];
	const missing = tail === undefined ? 0 : 8 - groups.length - after.length;
	const all = [...groups, ...Array<string>(missing).fill('0'), ...after];
	return all
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

/** Whoever looks for one household types a name or two; sixty a minute is somebody, or something, that copies lists. */
const searchesPerMinute: Limit = { count: 60, minutes: 1 };

/** Counts one look at a list of people or homes by somebody signed in. */
export const countSearch = ({ deps, actor }: Context): Promise<boolean> =>
	asActor(deps, { role: 'auth' }, (unit) =>
		countUse(unit, keyOf('search', accountIdOf(actor) ?? ''), searchesPerMinute)
	);

/** Counts what somebody asks without saying who they are, by their network address, which is not kept as it is. */
export const countRequest = (ctx: Context, name: string, limit: Limit, uses = 1): Promise<boolean> =>
	asActor(ctx.deps, { role: 'auth' }, (unit) => countUse(unit, keyOf(name, blockOf(ctx.address)), limit, uses));

/** The key something is counted under: what is limited, and the digest of whom or where. */
export const keyOf = (name: string, about: string): string =>
	`${name}:${createHash('sha256').update(about).digest('hex').slice(0, 32)}`;
