import { accountRouter } from './accounts/router.ts';
import { affordabilityRouter } from './affordability/router.ts';
import { commissionRouter } from './commissions/router.ts';
import { demandRouter } from './demands/router.ts';
import { importRouter } from './dwellings/import/router.ts';
import { documentRouter } from './documents/router.ts';
import { dwellingRouter } from './dwellings/router.ts';
import { eligibilityRouter } from './eligibility/router.ts';
import { exportRouter } from './exports/router.ts';
import { dataRequestRouter } from './households/requests/router.ts';
import { householdRouter } from './households/router.ts';
import { matchingRouter } from './matching/router.ts';
import { needRouter } from './needs/router.ts';
import { clockRouter } from './organisms/clock.ts';
import { organismRouter } from './organisms/router.ts';
import { rights } from './platform/rights.ts';
import { createCallerFactory, router } from './platform/trpc.ts';
import { proposalRouter } from './proposals/router.ts';

/** The one door to the server: pages call it in process, live pieces over HTTP. */
export const appRouter = router({
	accounts: accountRouter,
	affordability: affordabilityRouter,
	clock: clockRouter,
	commissions: commissionRouter,
	dataRequests: dataRequestRouter,
	demands: demandRouter,
	documents: documentRouter,
	dwellings: dwellingRouter,
	eligibility: eligibilityRouter,
	exports: exportRouter,
	households: householdRouter,
	imports: importRouter,
	matching: matchingRouter,
	needs: needRouter,
	organisms: organismRouter,
	proposals: proposalRouter
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Api = ReturnType<typeof createCaller>;

/** Refuses to start when the table of rights and the API do not say the same thing. */
export function checkRights(): void {
	const procedures = Object.keys(appRouter._def.procedures);
	const missing = procedures.filter((path) => !rights[path]);
	const unknown = Object.keys(rights).filter((path) => !procedures.includes(path));
	if (missing.length || unknown.length)
		throw new Error(
			`Rights and API differ. Without right: ${missing.join(', ')}. Without procedure: ${unknown.join(', ')}`
		);
}
