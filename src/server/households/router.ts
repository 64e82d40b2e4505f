import { router, tenantProcedure } from '../platform/trpc.ts';
import { getHome } from './home.ts';

export const householdRouter = router({
	home: tenantProcedure.query(({ ctx }) => getHome(ctx))
});
