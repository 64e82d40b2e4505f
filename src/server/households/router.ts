import { criterionCheckInput } from '#domain/households/criterion-check.ts';
import { liftProtectionInput, protectInput } from '#domain/households/protection.input.ts';
import { organismProcedure, router, tenantProcedure, unwrap } from '../platform/trpc.ts';
import { noteCriterion } from './check-criterion.ts';
import { getHome } from './home.ts';
import { askErasure, exportOwnData, getErasure } from './own-data.ts';
import { liftProtection, listProtected, protect } from './protection.ts';

export const householdRouter = router({
	home: tenantProcedure.query(({ ctx }) => getHome(ctx)),
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
