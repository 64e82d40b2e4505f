/** A demand declared inadmissible by a commission leaves the register after a warning (CCH R.441-2-8 d). */
import type { Day } from '../calendar.ts';
import { err, ok, type Result } from '../result.ts';
import { demandWorkflow, type DemandState } from './demand.workflow.ts';

export type StrikeOffRefusal = 'FILE_NOT_FOUND' | 'FILE_STEP_IMPOSSIBLE' | 'STRIKE_OFF_TOO_EARLY';

/** One month after the warning: the same day of the next month, or its last day when it is shorter. */
export function strikeOffFrom(warnedOn: Day): Day {
	const [year, month, day] = warnedOn.split('-').map(Number) as [number, number, number];
	const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Strikes off a demand that was declared inadmissible, one month after a warning whose delivery can be proved. */
export function strikeOffInadmissible(
	demand: { state: DemandState; warnedOn: Day | null },
	today: Day
): Result<DemandState, StrikeOffRefusal> {
	const state = demandWorkflow.next(demand.state, 'strikeOff');
	if (!state || demand.warnedOn === null) return err('FILE_STEP_IMPOSSIBLE');
	return today < strikeOffFrom(demand.warnedOn) ? err('STRIKE_OFF_TOO_EARLY') : ok(state);
}
