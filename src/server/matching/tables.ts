import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';

export const runStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** One matching run: what went in, what came out, and the proof. Never edited once done. */
export const matchingRuns = pgTable(
	'matching_run',
	{
		id: id(),
		territoryId: uuid()
			.notNull()
			.references(() => territories.id),
		state: text({ enum: runStates }).notNull().default('queued'),
		/** What asked for it: a coordinator, or the search for a repair after a broken chain. */
		reason: text({ enum: ['coordinator', 'repair'] }).notNull(),
		repairsProposalId: uuid(),
		requestedAt: instant().notNull(),
		startedAt: instant(),
		endedAt: instant(),
		parameters: jsonb().$type<{ maxCycle: number; maxChain: number; seed: number; seconds: number }>().notNull(),
		rulesVersion: text(),
		inputHash: text(),
		households: integer(),
		vacancies: integer(),
		arcs: integer(),
		moves: integer(),
		cycles: integer(),
		chains: integer(),
		value: doublePrecision(),
		bound: doublePrecision(),
		isOptimal: boolean(),
		stoppedBecause: text(),
		/** The whole record: chosen exchanges, levels of the objective, timings, households left out by cause. */
		record: jsonb().$type<Record<string, unknown>>(),
		failure: text()
	},
	(t) => [index('run_by_territory').on(t.territoryId, t.requestedAt), oneOf('run_state_is_known', t.state, runStates)]
);
