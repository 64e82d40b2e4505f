/** What anybody may ask without an account. Nothing of a question is kept, but that one more was asked. */
import { err, ok, type Result } from '#domain/result.ts';
import type { Context } from '../platform/context.ts';
import { countRequest } from '../platform/limits.ts';

/** Questions of one address: enough for a household that tries many homes, or for a help desk behind one address. */
export const questionLimit = { count: 300, minutes: 10 };

/** Questions that may be sent together. */
export const questionsAtOnce = 20;

export type QuestionRefusal = 'QUESTIONS_TOO_MANY';

/** Answers some questions, if not too many were asked from there. */
export async function answerPublicly<T>(
	ctx: Context,
	questions: number,
	answer: () => T | Promise<T>
): Promise<Result<T, QuestionRefusal>> {
	const isAllowed = await countRequest(ctx, 'questions', questionLimit, questions);
	return isAllowed ? ok(await answer()) : err('QUESTIONS_TOO_MANY');
}
