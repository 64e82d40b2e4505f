/** Mandates: a household names who helps it, for a time, and ends it when it likes; a helper may stop too. */
import { and, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import { dayOf } from '#domain/calendar.ts';
import { isLive, mandateEnd, mandateRulesOn, type HelperAct, type MandateRefusal } from '#domain/households/mandate.ts';
import type { NamedHelper } from '#domain/households/mandate.input.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { accounts } from '../accounts/tables.ts';
import type { Helper, Tenant } from '../platform/actor.ts';
import { auditEntries, auditPseudonyms } from '../platform/audit-tables.ts';
import type { Context } from '../platform/context.ts';
import { countUse, keyOf } from '../platform/limits.ts';
import { asActor, asSignIn, asSystem, command, type Unit } from '../platform/unit.ts';
import { accountForHelper } from './helper-account.ts';
import { mandates } from './mandate-tables.ts';
import { households } from './tables.ts';

type TenantContext = Context & { actor: Tenant };
type HelperContext = Context & { actor: Helper };

/** Letters go to addresses that nobody has checked: a household sends few. */
const namingsPerDay = { count: 5, minutes: 24 * 60 };
/** How many acts of helpers are shown, the last first. */
const shown = 100;

const lasting = (now: Date) => and(isNull(mandates.endedAt), gt(mandates.endsAt, now));

/** Who helps the household, who did before, and what was done: `retention.ts` says how long that is kept. */
export const getHelper = (ctx: TenantContext) =>
	asActor(ctx.deps, ctx.actor, async (unit) => {
		const { tx, now } = unit;
		const rows = await tx
			.select()
			.from(mandates)
			.where(eq(mandates.householdId, ctx.actor.householdId))
			.orderBy(desc(mandates.createdAt));
		const views = rows.map((row) => ({
			id: row.id,
			name: `${row.firstName} ${row.lastName}`,
			email: row.email,
			since: row.createdAt,
			/** Its end as it was said, or as it came. */
			endsAt: row.endedAt && row.endedAt < row.endsAt ? row.endedAt : row.endsAt,
			isLive: isLive(row, now)
		}));
		const live = views.find((one) => one.isLive) ?? null;
		return {
			now,
			live,
			past: views.filter((one) => !one.isLive),
			acts: await readActs(unit, ctx.actor.householdId),
			months: mandateRulesOn(dayOf(now)).months,
			actions: [live ? 'end' : 'name'] as ('end' | 'name')[]
		};
	});

async function readActs({ tx }: Unit, householdId: string): Promise<{ at: Date; act: HelperAct }[]> {
	const own = tx
		.select({ pseudonym: auditPseudonyms.pseudonym })
		.from(auditPseudonyms)
		.where(eq(auditPseudonyms.personId, householdId));
	const rows = await tx
		.select({ at: auditEntries.at, act: sql<HelperAct>`${auditEntries.entry}::jsonb -> 'data' ->> 'act'` })
		.from(auditEntries)
		.where(and(eq(auditEntries.action, 'HelperActed'), inArray(auditEntries.subject, own)))
		.orderBy(desc(auditEntries.at))
		.limit(shown);
	return rows.map(({ at, act }) => ({ at: new Date(at!), act }));
}

/**
 * Names who helps the household. The answer is the same whether the address has an account or not: nobody learns by
 * trying who takes part. Who cannot help with that account is told so, by a letter to it. Nor is the link of an invitation
 * shown, in a demonstration either: there is one for new addresses only.
 */
export const nameHelper = (ctx: TenantContext, input: NamedHelper): Promise<Result<null, MandateRefusal>> =>
	command<null, MandateRefusal>(ctx, 'households.nameHelper', input, async (unit) => {
		const { tx, now } = unit;
		const { householdId } = ctx.actor;
		const { months, ...person } = input;
		if (!mandateRulesOn(dayOf(now)).months.includes(months)) return err('MANDATE_LENGTH_UNKNOWN');
		// One after the other: two pages open at once name one helper.
		await tx.select({ id: households.id }).from(households).where(eq(households.id, householdId)).for('update');
		const ofHousehold = eq(mandates.householdId, householdId);
		if ((await tx.$count(mandates, and(ofHousehold, lasting(now)))) > 0) return err('HELPER_ALREADY_NAMED');
		await tx
			.update(mandates)
			.set({ endedAt: now })
			.where(and(ofHousehold, isNull(mandates.endedAt), lte(mandates.endsAt, now)));
		if (await isHolder(unit, householdId, person.email)) return err('HELPER_IS_A_HOLDER');
		if (!(await asSignIn(unit, () => countUse(unit, keyOf('helpers', householdId), namingsPerDay))))
			return err('HELPERS_TOO_MANY');
		const { accountId, isTaken, linkId } = await accountForHelper(unit, person);
		const [mandate] = await tx
			.insert(mandates)
			.values({
				...person,
				householdId,
				accountId: isTaken ? null : accountId,
				createdAt: now,
				endsAt: mandateEnd(dayOf(now), months)
			})
			.returning({ id: mandates.id });
		await unit.record([
			{ type: 'MandateGiven', householdId, mandateId: mandate!.id, accountId, isTaken },
			...(linkId ? [{ type: 'LinkSent', accountId, linkId, kind: 'invitation' } as const] : [])
		]);
		return ok(null);
	});

const isHolder = (unit: Unit, householdId: string, email: string): Promise<boolean> =>
	asSystem(
		unit,
		async ({ tx }) =>
			(await tx.$count(
				accounts,
				and(eq(accounts.householdId, householdId), eq(sql`lower(${accounts.email})`, email))
			)) > 0
	);

/** Ends the help at once: the next page that the helper asks for shows nothing. */
export const endMandate = (ctx: TenantContext, input: { mandateId: string }): Promise<Result<null, MandateRefusal>> =>
	command<null, MandateRefusal>(ctx, 'households.endMandate', input, async (unit) => {
		const { tx, now } = unit;
		const { householdId } = ctx.actor;
		const { mandateId } = input;
		const ended = await tx
			.update(mandates)
			.set({ endedAt: now })
			.where(and(eq(mandates.id, mandateId), eq(mandates.householdId, householdId), lasting(now)))
			.returning({ id: mandates.id });
		if (ended.length === 0) return err('MANDATE_NOT_FOUND');
		await unit.record([{ type: 'MandateEnded', householdId, mandateId }]);
		return ok(null);
	});

/** The helper stops by itself; the household is told. */
export const giveUpMandate = (ctx: HelperContext): Promise<Result<null, MandateRefusal>> =>
	command<null, MandateRefusal>(ctx, 'households.giveUpMandate', {}, async (unit) => {
		const { now } = unit;
		// A helper changes nothing of its mandate; that it stops is done for it.
		const [ended] = await asSystem(unit, ({ tx }) =>
			tx
				.update(mandates)
				.set({ endedAt: now })
				.where(and(eq(mandates.accountId, ctx.actor.accountId), lasting(now)))
				.returning({ id: mandates.id, householdId: mandates.householdId })
		);
		if (!ended) return err('MANDATE_OVER');
		await unit.record([{ type: 'MandateGivenUp', householdId: ended.householdId, mandateId: ended.id }]);
		return ok(null);
	});
