/** Calls the API for real, on a database that forgets each call at its end: everybody tries everything in one world. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { TRPCError } from '@trpc/server';
import type { Actor } from '#server/platform/actor.ts';
import { contextOf, type Deps, type SignedSession, type Tx } from '#server/platform/context.ts';
import { RefusalError } from '#server/platform/trpc.ts';
import { createCaller } from '#server/router.ts';

class Undo extends Error {}

/**
 * The same dependencies, whose transactions run to their end and are then undone.
 *
 * @param look at what a transaction has done, before it is undone
 */
export function forgetful(
	deps: Deps,
	prepare?: (tx: Tx) => Promise<unknown>,
	look?: (tx: Tx) => Promise<unknown>
): Deps {
	const transaction: Deps['db']['transaction'] = async (work, config) => {
		let value: unknown;
		try {
			await deps.db.transaction(async (tx) => {
				if (prepare) {
					await tx.execute(sql`select set_config('app.role', 'system', true)`);
					await prepare(tx);
				}
				value = await work(tx);
				await look?.(tx);
				throw new Undo();
			}, config);
		} catch (error) {
			if (!(error instanceof Undo)) throw error;
		}
		return value as never;
	};
	const db = new Proxy(deps.db, {
		get: (target, key) => (key === 'transaction' ? transaction : Reflect.get(target, key))
	});
	return { ...deps, db };
}

/**
 * The same once prepared, for many calls one after the other: what was prepared is there for all of them, what each does
 * is undone before the next, and in the end nothing stays.
 */
export async function rehearse(
	deps: Deps,
	prepare: (tx: Tx) => Promise<unknown>,
	play: (deps: Deps) => Promise<void>
): Promise<void> {
	await forgetful(deps).db.transaction(async (whole) => {
		await whole.execute(sql`select set_config('app.role', 'system', true)`);
		await prepare(whole);
		const transaction = async (work: (tx: Tx) => Promise<unknown>) => {
			await whole.execute(sql`savepoint call`);
			try {
				return await work(whole);
			} finally {
				await whole.execute(sql`rollback to call`);
				await whole.execute(sql`release call`);
			}
		};
		await play({ ...deps, db: { transaction } as unknown as Deps['db'] });
	});
}

/** What the caller gets, as bytes: a value, or the refusal that goes out. */
export type Answer = { isOk: boolean; code: string; text: string };

/** Calls one procedure as an actor, undoes it, and gives what the caller would have read. */
export async function callAs(
	deps: Deps,
	actor: Actor,
	path: string,
	input: unknown,
	prepare?: (tx: Tx) => Promise<unknown>,
	session?: SignedSession
): Promise<Answer> {
	const api = createCaller({
		deps: forgetful(deps, prepare),
		actor,
		locale: 'fr',
		key: randomUUID(),
		session: session ?? contextOf(deps, actor).session,
		proof: null,
		sentTo: null,
		address: '127.0.0.1'
	});
	const procedure = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], api) as (
		input: unknown
	) => Promise<unknown>;
	try {
		return { isOk: true, code: 'OK', text: JSON.stringify(await procedure(input)) ?? '' };
	} catch (error) {
		if (!(error instanceof TRPCError)) throw error;
		const refusal = error.cause instanceof RefusalError ? error.cause.refusal : null;
		// A fault of ours is told apart from a refusal, with its cause, for whoever mends it.
		const cause = error.code === 'INTERNAL_SERVER_ERROR' ? String((error.cause as Error)?.cause ?? error.cause) : '';
		return {
			isOk: false,
			code: error.code,
			text: JSON.stringify({ code: error.code, message: error.message, refusal, cause })
		};
	}
}
