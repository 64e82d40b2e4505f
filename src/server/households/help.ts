/** What somebody who helps a household does and reads for it: told to the household, and less than what it sees. */
import type { HelperAct } from '#domain/households/mandate.ts';
import type { ForHousehold } from '../platform/actor.ts';
import { readSensitive } from '../platform/audit.ts';
import type { Unit } from '../platform/unit.ts';

/** Notes what a helper does; what a lease holder does is the household's own. */
export async function noteHelp({ actor, record }: Pick<Unit, 'actor' | 'record'>, act: HelperAct): Promise<void> {
	if (actor.role === 'helper' && actor.householdId)
		await record([{ type: 'HelperActed', householdId: actor.householdId, act }]);
}

/** Notes that a helper reads something private of the household; a lease holder reads its own. */
export function noteReading(unit: Pick<Unit, 'actor' | 'journal'>): void {
	const { actor } = unit;
	if (actor.role === 'helper' && actor.householdId) readSensitive(unit, 'help', actor.householdId);
}

/** Of what the household may do now, what the one who asks may: the decisions are not a helper's. */
export const ownActions = <A extends string>(
	actor: ForHousehold,
	actions: readonly A[],
	forHelpers: readonly A[] = []
) => (actor.role === 'helper' ? actions.filter((action) => forHelpers.includes(action)) : [...actions]);
