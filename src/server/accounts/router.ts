import { z } from 'zod';
import { journalInput } from '#domain/accounts/journal.input.ts';
import { languageInput } from '#domain/accounts/language.input.ts';
import { deviceInput, signInInput } from '#domain/accounts/sign-in.input.ts';
import {
	organismProcedure,
	publicProcedure,
	router,
	signedInProcedure,
	tenantProcedure,
	unwrap
} from '../platform/trpc.ts';
import { listDemoAccounts, readDemoCode } from './demo-accounts.ts';
import { readJournal } from './journal.ts';
import { listLetters, openLetter, readLetter } from './letters.ts';
import { changeLanguage, getMe } from './me.ts';
import { securityProcedures } from './security-procedures.ts';
import { signIn, signOut } from './sign-in.ts';
import { listFileReadings } from './who-read.ts';

const letterInput = z.object({ letterId: z.uuid() });

export const accountRouter = router({
	signIn: publicProcedure
		.input(signInInput.extend({ userAgent: z.string().max(1000).nullable().default(null), device: deviceInput }))
		.mutation(async ({ ctx, input }) => unwrap(await signIn(ctx, input, input))),
	signOut: signedInProcedure.mutation(({ ctx }) => signOut(ctx)),
	demoAccounts: publicProcedure.query(({ ctx }) => listDemoAccounts(ctx)),
	demoCode: publicProcedure.query(({ ctx }) => readDemoCode(ctx)),
	me: signedInProcedure.query(({ ctx }) => getMe(ctx)),
	changeLanguage: signedInProcedure
		.input(languageInput)
		.mutation(async ({ ctx, input }) => unwrap(await changeLanguage(ctx, input))),
	letters: signedInProcedure.query(({ ctx }) => listLetters(ctx)),
	letter: signedInProcedure.input(letterInput).query(async ({ ctx, input }) => unwrap(await readLetter(ctx, input))),
	openLetter: signedInProcedure
		.input(letterInput)
		.mutation(async ({ ctx, input }) => unwrap(await openLetter(ctx, input))),
	whoReadMyFile: tenantProcedure.query(({ ctx }) => listFileReadings(ctx)),
	journal: organismProcedure.input(journalInput).query(({ ctx, input }) => readJournal(ctx, input)),
	...securityProcedures
});
