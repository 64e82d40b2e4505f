import { z } from 'zod';

export const signInInput = z.object({
	email: z
		.string('EMAIL_MISSING')
		.trim()
		.toLowerCase()
		.min(1, 'EMAIL_MISSING')
		.max(200, 'EMAIL_INVALID')
		.pipe(z.email('EMAIL_INVALID')),
	password: z.string('PASSWORD_MISSING').min(1, 'PASSWORD_MISSING').max(128, 'PASSWORD_TOO_LONG')
});

/** What tells a browser from others: a number that it keeps; null for one that keeps none. */
export const deviceInput = z.string().max(100).nullable().default(null);

/** Why a sign-in is refused. Unknown and wrong are one: nobody learns who has an account. */
export type SignInRefusal = 'SIGN_IN_WRONG' | 'SIGN_IN_TOO_MANY' | 'SIGN_IN_BUSY';

/** Tries allowed: five for an account in a quarter of an hour, twenty for an address in an hour. */
export const signInLimits = {
	account: { count: 5, minutes: 15 },
	address: { count: 20, minutes: 60 }
} as const;
