import { z } from 'zod';
import type { Patience } from './patience.ts';

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
export type SignInRefusal = 'SIGN_IN_WRONG' | 'SIGN_IN_TOO_MANY' | 'SIGN_IN_HERE_TOO_MANY' | 'SIGN_IN_BUSY';

/** How passwords and codes of one account are waited for: about a hundred tries a day, and never a closed door. */
export const secretPatience: Patience = { free: 5, firstWait: 1, longestWait: 15, countedFor: 24 };

/** Wrong tries allowed for an address, whatever the account: twenty in an hour. */
export const addressLimit = { count: 20, minutes: 60 } as const;
