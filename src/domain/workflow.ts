/**
 * A procedure as a table: for each action, the states it may start from and the one it leads to.
 * Tests, buttons, guards of the database and diagrams are made from it.
 */
export type Transitions<State extends string, Action extends string> = Record<
	Action,
	{ from: readonly State[]; to: State }
>;

export type Workflow<State extends string, Action extends string> = {
	name: string;
	initial: State;
	states: readonly State[];
	transitions: Transitions<State, Action>;
	/** The actions possible in a state, in the order of the table. */
	actionsFrom(state: State): Action[];
	/** The state an action leads to, or null when the action is not possible from there. */
	next(state: State, action: Action): State | null;
	/** True when no action leaves the state. */
	isFinal(state: State): boolean;
};

/** Declares a procedure. The first state is the initial one. */
export function defineWorkflow<State extends string, Action extends string>(
	name: string,
	states: readonly [State, ...State[]],
	transitions: Transitions<State, Action>
): Workflow<State, Action> {
	const actions = Object.keys(transitions) as Action[];
	const actionsFrom = (state: State) => actions.filter((action) => transitions[action].from.includes(state));
	return {
		name,
		initial: states[0],
		states,
		transitions,
		actionsFrom,
		next: (state, action) => (transitions[action].from.includes(state) ? transitions[action].to : null),
		isFinal: (state) => actionsFrom(state).length === 0
	};
}
