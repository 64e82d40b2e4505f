import { criterionCheckInput } from '#domain/households/criterion-check.ts';
import { liftProtectionInput, protectInput } from '#domain/households/protection.input.ts';
import { mandateInput, nameHelperInput } from '#domain/households/mandate.input.ts';
import {
	helperProcedure,
	householdProcedure,
	organismProcedure,
	router,
	tenantProcedure,
	unwrap
} from '../platform/trpc.ts';
import { noteCriterion } from './check-criterion.ts';
import { getHome } from './home.ts';
import { endMandate, getHelper, giveUpMandate, nameHelper } from './mandates.ts';
import { askErasure, exportOwnData, getErasure } from './own-data.ts';
import { liftProtection, listProtected, protect } from './protection.ts';

export const householdRouter = router({
	home: householdProcedure.query(({ ctx }) => getHome(ctx)),
	helper: tenantProcedure.query(({ ctx }) => getHelper(ctx)),
	nameHelper: tenantProcedure
		.input(nameHelperInput)
		.mutation(async ({ ctx, input }) => unwrap(await nameHelper(ctx, input))),
	endMandate: tenantProcedure
		.input(mandateInput)
		.mutation(async ({ ctx, input }) => unwrap(await endMandate(ctx, input))),
	giveUpMandate: helperProcedure.mutation(async ({ ctx }) => unwrap(await giveUpMandate(ctx))),
	exportData: tenantProcedure.query(({ ctx }) => exportOwnData(ctx)),
	erasure: tenantProcedure.query(({ ctx }) => getErasure(ctx)),
	askErasure: tenantProcedure.mutation(async ({ ctx }) => unwrap(await askErasure(ctx))),
	checkCriterion: organismProcedure
		.input(criterionCheckInput)
		.mutation(async ({ ctx, input }) => unwrap(await noteCriterion(ctx, input))),
	listProtected: organismProcedure.query(({ ctx }) => listProtected(ctx)),
	protect: organismProcedure.input(protectInput).mutation(async ({ ctx, input }) => unwrap(await protect(ctx, input))),
	liftProtection: organismProcedure
		.input(liftProtectionInput)
		.mutation(async ({ ctx, input }) => unwrap(await liftProtection(ctx, input)))
});
