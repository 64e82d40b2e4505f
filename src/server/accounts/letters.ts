import { and, desc, eq, isNull } from 'drizzle-orm';
import { err, ok, type Result } from '#domain/result.ts';
import { accountIdOf } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { letters } from '../platform/tables.ts';
import { asActor } from '../platform/unit.ts';

/** The last letters written to the account, newest first. */
export const listLetters = (ctx: Context) =>
	asActor(ctx.deps, ctx.actor, ({ tx }) =>
		tx
			.select({
				id: letters.id,
				subject: letters.subject,
				createdAt: letters.createdAt,
				readAt: letters.readAt,
				path: letters.path
			})
			.from(letters)
			.where(eq(letters.accountId, accountIdOf(ctx.actor)!))
			.orderBy(desc(letters.createdAt), desc(letters.eventId))
			.limit(100)
	);

type Letter = { subject: string; body: string; createdAt: Date; path: string | null };

/** One letter, marked as read. */
export const readLetter = (ctx: Context, input: { letterId: string }): Promise<Result<Letter, 'LETTER_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx, now }) => {
		const mine = and(eq(letters.id, input.letterId), eq(letters.accountId, accountIdOf(ctx.actor)!));
		await tx
			.update(letters)
			.set({ readAt: now })
			.where(and(mine, isNull(letters.readAt)));
		const [letter] = await tx
			.select({ subject: letters.subject, body: letters.body, createdAt: letters.createdAt, path: letters.path })
			.from(letters)
			.where(mine);
		return letter ? ok(letter) : err('LETTER_NOT_FOUND');
	});
