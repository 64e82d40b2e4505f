import type { Workflow } from './workflow.ts';

/**
 * The states a procedure goes through when these actions are taken in turn from its first state, or from another; an
 * action that is not possible ends them with null.
 */
export function follow<State extends string, Action extends string>(
	workflow: Workflow<State, Action>,
	actions: readonly Action[],
	from: State = workflow.initial
): (State | null)[] {
	const states: (State | null)[] = [];
	for (const action of actions) {
		const state = states.length === 0 ? from : states.at(-1)!;
		if (state === null) break;
		states.push(workflow.next(state, action));
	}
	return states;
}
