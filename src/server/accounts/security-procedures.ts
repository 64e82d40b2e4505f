/** The part of the API that protects accounts: second factor, sessions, password, links, accounts of an organism. */
import { z } from 'zod';
import {
	changeDutyInput,
	colleagueInput,
	followLinkInput,
	inviteColleagueInput,
	inviteMemberInput,
	inviteHouseholdInput,
	linkInput,
	lockColleagueInput,
	recoveryInput
} from '#domain/accounts/invitation.input.ts';
import { changePasswordInput } from '#domain/accounts/password.ts';
import { codeInput } from '#domain/accounts/second-factor.ts';
import { signInInput } from '#domain/accounts/sign-in.input.ts';
import { finishSignOnInput, startSignOnInput } from '#domain/accounts/sign-on.input.ts';
import { organismProcedure, publicProcedure, signedInProcedure, unwrap } from '../platform/trpc.ts';
import {
	changeDuty,
	inviteAgain,
	inviteColleague,
	inviteMember,
	inviteHousehold,
	listColleagues,
	lockColleague
} from './colleagues.ts';
import { followLink, readLink, requestRecovery } from './links.ts';
import { confirmFactor, startFactor, verifyCode } from './second-factor.ts';
import {
	changePassword,
	getSecurity,
	removeFactor,
	renewCodes,
	revokeOtherSessions,
	revokeSession
} from './own-protection.ts';
import { finishSignOn, listSignOns, startSignOn } from './sign-on.ts';

const passwordInput = z.object({ password: signInInput.shape.password });

export const securityProcedures = {
	verifyCode: publicProcedure.input(codeInput).mutation(async ({ ctx, input }) => unwrap(await verifyCode(ctx, input))),
	startFactor: publicProcedure.mutation(async ({ ctx }) => unwrap(await startFactor(ctx))),
	confirmFactor: publicProcedure
		.input(codeInput)
		.mutation(async ({ ctx, input }) => unwrap(await confirmFactor(ctx, input))),
	removeFactor: signedInProcedure
		.input(passwordInput)
		.mutation(async ({ ctx, input }) => unwrap(await removeFactor(ctx, input))),
	security: signedInProcedure.query(({ ctx }) => getSecurity(ctx)),
	revokeSession: signedInProcedure
		.input(z.object({ sessionId: z.string().max(100) }))
		.mutation(async ({ ctx, input }) => unwrap(await revokeSession(ctx, input))),
	revokeOtherSessions: signedInProcedure.mutation(({ ctx }) => revokeOtherSessions(ctx)),
	changePassword: signedInProcedure
		.input(changePasswordInput)
		.mutation(async ({ ctx, input }) => unwrap(await changePassword(ctx, input))),
	renewCodes: signedInProcedure
		.input(passwordInput)
		.mutation(async ({ ctx, input }) => unwrap(await renewCodes(ctx, input))),
	requestRecovery: publicProcedure
		.input(recoveryInput)
		.mutation(async ({ ctx, input }) => unwrap(await requestRecovery(ctx, input))),
	signOns: publicProcedure.query(({ ctx }) => listSignOns(ctx)),
	startSignOn: publicProcedure
		.input(startSignOnInput)
		.query(async ({ ctx, input }) => unwrap(await startSignOn(ctx, input))),
	finishSignOn: publicProcedure
		.input(finishSignOnInput)
		.mutation(async ({ ctx, input }) => unwrap(await finishSignOn(ctx, input))),
	link: publicProcedure.input(linkInput).query(async ({ ctx, input }) => unwrap(await readLink(ctx, input))),
	followLink: publicProcedure
		.input(followLinkInput)
		.mutation(async ({ ctx, input }) => unwrap(await followLink(ctx, input))),
	colleagues: organismProcedure.query(({ ctx }) => listColleagues(ctx)),
	inviteColleague: organismProcedure
		.input(inviteColleagueInput)
		.mutation(async ({ ctx, input }) => unwrap(await inviteColleague(ctx, input))),
	inviteMember: organismProcedure
		.input(inviteMemberInput)
		.mutation(async ({ ctx, input }) => unwrap(await inviteMember(ctx, input))),
	lockColleague: organismProcedure
		.input(lockColleagueInput)
		.mutation(async ({ ctx, input }) => unwrap(await lockColleague(ctx, input))),
	inviteAgain: organismProcedure
		.input(colleagueInput)
		.mutation(async ({ ctx, input }) => unwrap(await inviteAgain(ctx, input))),
	changeDuty: organismProcedure
		.input(changeDutyInput)
		.mutation(async ({ ctx, input }) => unwrap(await changeDuty(ctx, input))),
	inviteHousehold: organismProcedure
		.input(inviteHouseholdInput)
		.mutation(async ({ ctx, input }) => unwrap(await inviteHousehold(ctx, input)))
};
