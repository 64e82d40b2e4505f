import { eq, or, sql, type SQL } from 'drizzle-orm';
import { sharedFileStates } from '#domain/proposals/leg.workflow.ts';
import { legs } from '../proposals/tables.ts';
import { households } from './tables.ts';

/**
 * The households that an organism may read: those that it houses, and those that it instructs as long as that lasts.
 * The database says the same (policies `own_organism` and `receiving_organism`); each must hold without the other.
 */
export const mayReadHousehold = (organismId: string): SQL | undefined =>
	or(
		eq(households.organismId, organismId),
		sql`exists (select from ${legs} where ${legs.householdId} = ${households.id}
			and ${legs.targetOrganismId} = ${organismId}
			and ${legs.state} in (${sql.join(
				sharedFileStates.map((state) => sql`${state}`),
				sql`, `
			)}))`
	);
