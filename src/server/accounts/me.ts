import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Language } from '#domain/accounts/language.input.ts';
import { ok, type Result } from '#domain/result.ts';
import { mandates } from '../households/mandate-tables.ts';
import { households } from '../households/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { accountIdOf } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { letters } from '../platform/tables.ts';
import { asActor, command } from '../platform/unit.ts';
import { accounts } from './tables.ts';

/** Who is signed in, as the header and the footer of every page show it. */
export const getMe = (ctx: Context) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		// Of a helper, the household it helps.
		const householdId = 'householdId' in ctx.actor ? ctx.actor.householdId : null;
		const [row] = await tx
			.select({
				firstName: accounts.firstName,
				lastName: accounts.lastName,
				email: accounts.email,
				phone: accounts.phone,
				kind: accounts.kind,
				staffRole: accounts.staffRole,
				locale: accounts.locale,
				organism: organisms.name,
				household: households.name,
				territory: territories.name,
				/** For who helps a household, the end of that; null for who helps none, and for everybody else. */
				helpsUntil: mandates.endsAt
			})
			.from(accounts)
			.leftJoin(organisms, eq(organisms.id, accounts.organismId))
			.leftJoin(households, householdId ? eq(households.id, householdId) : sql`false`)
			.leftJoin(mandates, and(eq(mandates.accountId, accounts.id), isNull(mandates.endedAt), gt(mandates.endsAt, now)))
			.leftJoin(territories, eq(territories.id, accounts.territoryId))
			.where(eq(accounts.id, accountIdOf(ctx.actor)!));
		const me = row!;
		const [landlord] = householdId
			? await tx
					.select({ name: organisms.name, phone: organisms.phone, openingHours: organisms.openingHours })
					.from(households)
					.innerJoin(organisms, eq(organisms.id, households.organismId))
					.where(eq(households.id, householdId))
			: [];
		const unread = await tx.$count(
			letters,
			and(eq(letters.accountId, accountIdOf(ctx.actor)!), isNull(letters.readAt))
		);
		return { ...me, /** Who houses a tenant today. */ landlord: landlord ?? null, unreadLetters: unread, now };
	});

/** Chooses the language of the letters written to the account. */
export const changeLanguage = (ctx: Context, input: { language: Language }): Promise<Result<null, 'KEY_REUSED'>> =>
	command(ctx, 'accounts.changeLanguage', input, async ({ tx }) => {
		await tx
			.update(accounts)
			.set({ locale: input.language })
			.where(eq(accounts.id, accountIdOf(ctx.actor)!));
		return ok(null);
	});
