import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { signInInput } from '#domain/accounts/sign-in.input.ts';
import { households } from '../households/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { accountIdOf } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { letters } from '../platform/tables.ts';
import { publicProcedure, router, signedInProcedure, unwrap } from '../platform/trpc.ts';
import { asActor } from '../platform/unit.ts';
import { signIn, signOut } from './sign-in.ts';
import { accounts } from './tables.ts';
import { listLetters, readLetter } from './letters.ts';

/** Who is signed in, as the header of every page shows it. */
const getMe = (ctx: Context) =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const [row] = await tx
			.select({
				firstName: accounts.firstName,
				lastName: accounts.lastName,
				email: accounts.email,
				kind: accounts.kind,
				staffRole: accounts.staffRole,
				locale: accounts.locale,
				organism: organisms.name,
				household: households.name,
				territory: territories.name
			})
			.from(accounts)
			.leftJoin(organisms, eq(organisms.id, accounts.organismId))
			.leftJoin(households, eq(households.id, accounts.householdId))
			.leftJoin(territories, eq(territories.id, accounts.territoryId))
			.where(eq(accounts.id, accountIdOf(ctx.actor)!));
		const unread = await tx.$count(
			letters,
			and(eq(letters.accountId, accountIdOf(ctx.actor)!), isNull(letters.readAt))
		);
		return { ...row!, unreadLetters: unread, now };
	});

export const accountRouter = router({
	signIn: publicProcedure
		.input(signInInput.extend({ userAgent: z.string().nullable().default(null) }))
		.mutation(async ({ ctx, input }) => unwrap(await signIn(ctx, input, input.userAgent))),
	signOut: signedInProcedure.mutation(({ ctx }) => signOut(ctx)),
	me: signedInProcedure.query(({ ctx }) => getMe(ctx)),
	letters: signedInProcedure.query(({ ctx }) => listLetters(ctx)),
	letter: signedInProcedure
		.input(z.object({ letterId: z.uuid() }))
		.query(async ({ ctx, input }) => unwrap(await readLetter(ctx, input)))
});
