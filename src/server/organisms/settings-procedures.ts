/** The settings of an organism, for its own staff. */
import { changeMemberInput, memberInput } from '#domain/commissions/member.input.ts';
import { commissionRulesInput, contactInput } from '#domain/organisms/settings.input.ts';
import { organismProcedure, unwrap } from '../platform/trpc.ts';
import { referentsInput } from '#domain/households/protection.input.ts';
import { getReferents, nameReferents } from './referents.ts';
import { addMember, changeCommissionRules, changeContact, changeMember, getSettings } from './settings.ts';

export const settingsProcedures = {
	settings: organismProcedure.query(({ ctx }) => getSettings(ctx)),
	changeContact: organismProcedure
		.input(contactInput)
		.mutation(async ({ ctx, input }) => unwrap(await changeContact(ctx, input))),
	changeCommissionRules: organismProcedure
		.input(commissionRulesInput)
		.mutation(async ({ ctx, input }) => unwrap(await changeCommissionRules(ctx, input))),
	addMember: organismProcedure
		.input(memberInput)
		.mutation(async ({ ctx, input }) => unwrap(await addMember(ctx, input))),
	referents: organismProcedure.query(({ ctx }) => getReferents(ctx)),
	nameReferents: organismProcedure
		.input(referentsInput)
		.mutation(async ({ ctx, input }) => unwrap(await nameReferents(ctx, input))),
	changeMember: organismProcedure
		.input(changeMemberInput)
		.mutation(async ({ ctx, input }) => unwrap(await changeMember(ctx, input)))
};
