import { and, desc, eq, isNull } from 'drizzle-orm';
import { err, ok, type Result } from '#domain/result.ts';
import { accountIdOf } from '../platform/actor.ts';
import type { Context } from '../platform/context.ts';
import { letters } from '../platform/tables.ts';
import { asActor, command } from '../platform/unit.ts';

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

const mine = (ctx: Context, letterId: string) =>
	and(eq(letters.id, letterId), eq(letters.accountId, accountIdOf(ctx.actor)!));

/** One letter. Looking at it changes nothing; `openLetter` marks it as read. */
export const readLetter = (ctx: Context, input: { letterId: string }): Promise<Result<Letter, 'LETTER_NOT_FOUND'>> =>
	asActor(ctx.deps, ctx.actor, async ({ tx }) => {
		const [letter] = await tx
			.select({ subject: letters.subject, body: letters.body, createdAt: letters.createdAt, path: letters.path })
			.from(letters)
			.where(mine(ctx, input.letterId));
		return letter ? ok(letter) : err('LETTER_NOT_FOUND');
	});

/** Marks a letter as read. The day it was first read is kept. */
export const openLetter = (
	ctx: Context,
	input: { letterId: string }
): Promise<Result<null, 'LETTER_NOT_FOUND' | 'KEY_REUSED'>> =>
	command(ctx, 'accounts.openLetter', input, async ({ tx, now }) => {
		const [letter] = await tx.select({ id: letters.id }).from(letters).where(mine(ctx, input.letterId));
		if (!letter) return err('LETTER_NOT_FOUND');
		await tx
			.update(letters)
			.set({ readAt: now })
			.where(and(mine(ctx, input.letterId), isNull(letters.readAt)));
		return ok(null);
	});
