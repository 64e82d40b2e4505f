import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, type SendOptions } from 'pg-boss';
import { subjectOf, type DomainEvent } from '#domain/events.ts';
import type { Result } from '#domain/result.ts';
import { accountIdOf, rowsRoleOf, type Actor, type RowsRole } from './actor.ts';
import { appendAudit, isOfPerson, type PendingEntry } from './audit.ts';
import type { Context, Deps, Tx } from './context.ts';
import type { JobData, JobName } from './jobs.ts';
import { retrying } from './postgres/retry.ts';
import { domainEvents, idempotencyKeys } from './tables.ts';

/** One transaction made for one actor: its rows, its time, what it records. */
export type Unit = {
	tx: Tx;
	/** The time of the exchange, the same during the whole transaction. */
	now: Date;
	actor: Actor;
	/** As what the database knows the transaction at this moment: its actor, or what is done by itself for them. */
	rowsRole: RowsRole;
	deps: Deps;
	/** What the transaction will write in the journals when everything else is done. */
	journal: PendingEntry[];
	/** Writes what happened, in the same transaction, and wakes the reactions. */
	record(events: readonly DomainEvent[], scope?: EventScope): Promise<void>;
	/** Enqueues a job that exists only if the transaction commits. */
	enqueue<N extends JobName>(name: N, data: JobData[N], options?: SendOptions): Promise<void>;
};

/** Who, beside the actor, may read the event in the history. */
export type EventScope = { territoryId?: string; organismIds?: readonly string[] };

/**
 * Runs some work in one transaction as an actor: the database shows and accepts the rows of this actor only.
 * Safe to run again when the database asks for it (serialisation, lost connection), so `work` must only touch it.
 */
export const asActor = <T>(deps: Deps, actor: Actor, work: (unit: Unit) => Promise<T>): Promise<T> =>
	retrying(() =>
		deps.db.transaction(async (tx) => {
			const unit = await openUnit(tx, deps, actor);
			const result = await work(unit);
			await appendAudit(tx, unit.journal);
			return result;
		})
	);

/** Does in the same transaction what the chain does by itself: gates, holds, demands, leases. */
export const asSystem = <T>(unit: Unit, work: (unit: Unit) => Promise<T>): Promise<T> => under('system', unit, work);

/** Does in the same transaction what only the sign-in may: accounts, their secrets, their sessions. */
export const asSignIn = <T>(unit: Unit, work: (unit: Unit) => Promise<T>): Promise<T> => under('auth', unit, work);

/** Within one another too: each goes back to what it found, so that what follows in a chain stays what the chain does. */
async function under<T>(role: 'system' | 'auth', unit: Unit, work: (unit: Unit) => Promise<T>): Promise<T> {
	const before = unit.rowsRole;
	await becomeInRows(unit, role);
	const result = await work(unit);
	await becomeInRows(unit, before);
	return result;
}

async function becomeInRows(unit: Unit, role: RowsRole): Promise<void> {
	await unit.tx.execute(sql`select set_config('app.role', ${role}, true)`);
	unit.rowsRole = role;
}

/**
 * Runs a command: one transaction, one key. The same key with the same request gets the stored answer; a refusal
 * changes nothing and is not stored, so that the person may correct and send again.
 */
export async function command<T, R extends string>(
	ctx: Context,
	name: string,
	input: unknown,
	work: (unit: Unit) => Promise<Result<T, R>>
): Promise<Result<T, R | 'KEY_REUSED'>> {
	const actorId = accountIdOf(ctx.actor);
	const { key } = ctx;
	if (!key || !actorId) return refusedRollsBack(ctx, work);
	const requestHash = createHash('sha256')
		.update(JSON.stringify([name, input]))
		.digest('hex');
	return refusedRollsBack<T, R | 'KEY_REUSED'>(ctx, async (unit) => {
		const inserted = await unit.tx
			.insert(idempotencyKeys)
			.values({ actorId, key, command: name, requestHash, at: unit.now })
			.onConflictDoNothing()
			.returning({ key: idempotencyKeys.key });
		const mine = sql`${idempotencyKeys.actorId} = ${actorId} and ${idempotencyKeys.key} = ${key}`;
		if (inserted.length === 0) {
			const [stored] = await unit.tx.select().from(idempotencyKeys).where(mine);
			if (stored?.requestHash !== requestHash) return { ok: false, refusal: 'KEY_REUSED' };
			return { ok: true, value: stored.answer as T };
		}
		const result = await work(unit);
		if (result.ok)
			await unit.tx
				.update(idempotencyKeys)
				.set({ answer: result.value ?? null })
				.where(mine);
		return result;
	});
}

class Refused extends Error {
	readonly result: { ok: false; refusal: string };
	constructor(result: { ok: false; refusal: string }) {
		super(result.refusal);
		this.result = result;
	}
}

async function refusedRollsBack<T, R extends string>(
	ctx: Context,
	work: (unit: Unit) => Promise<Result<T, R>>
): Promise<Result<T, R>> {
	try {
		return await asActor(ctx.deps, ctx.actor, async (unit) => {
			const result = await work(unit);
			if (!result.ok) throw new Refused(result);
			return result;
		});
	} catch (error) {
		if (error instanceof Refused) return error.result as Result<T, R>;
		throw error;
	}
}

async function openUnit(tx: Tx, deps: Deps, actor: Actor): Promise<Unit> {
	const [row] = await tx.execute<{ now: string }>(sql`
		select set_config('app.role', ${rowsRoleOf(actor)}, true),
			set_config('app.actor', ${accountIdOf(actor) ?? ''}, true),
			set_config('app.org', ${actor.role === 'staff' ? actor.organismId : ''}, true),
			set_config('app.household', ${actor.role === 'tenant' ? actor.householdId : ''}, true),
			set_config('app.territory', ${actor.role === 'coordinator' ? actor.territoryId : ''}, true),
			to_char(app_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`);
	const now = new Date(row!.now);
	const enqueue: Unit['enqueue'] = async (name, data, options) => {
		await deps.boss.send(name, data, { ...options, db: fromDrizzle(tx, sql) });
	};
	const unit: Unit = {
		tx,
		now,
		actor,
		rowsRole: rowsRoleOf(actor),
		deps,
		journal: [],
		enqueue,
		record: async (events, scope = {}) => {
			for (const event of events) {
				const { type, ...data } = event;
				const subject = subjectOf(event);
				const organismIds = [...(scope.organismIds ?? (actor.role === 'staff' ? [actor.organismId] : []))];
				const [saved] = await tx
					.insert(domainEvents)
					.values({
						type,
						subjectId: subject ?? accountIdOf(actor) ?? '00000000-0000-0000-0000-000000000000',
						territoryId: scope.territoryId ?? null,
						organismIds,
						actorId: accountIdOf(actor),
						actorRole: actor.role,
						at: now,
						data
					})
					.returning({ id: domainEvents.id });
				unit.journal.push({
					journal: 'acts',
					chains: organismIds.length > 0 ? organismIds : scope.territoryId ? [scope.territoryId] : [],
					action: type,
					subject,
					isPerson: isOfPerson(subject, unit, data),
					event: saved!.id,
					data
				});
				await enqueue('react', { eventId: saved!.id });
			}
		}
	};
	return unit;
}
