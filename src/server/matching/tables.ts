import { sql } from 'drizzle-orm';
import {
	boolean,
	customType,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { runReasons, runStages, runStates } from '#domain/matching/run-states.ts';
import { territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import type { RunParameters, RunRecord } from './record.ts';

/** One matching run: what went in, what came out, and the proof. Never edited once done. */
export const matchingRuns = pgTable(
	'matching_run',
	{
		id: id(),
		territoryId: uuid()
			.notNull()
			.references(() => territories.id),
		state: text({ enum: runStates }).notNull().default('queued'),
		reason: text({ enum: runReasons }).notNull(),
		repairsProposalId: uuid(),
		requestedAt: instant().notNull(),
		startedAt: instant(),
		endedAt: instant(),
		parameters: jsonb().$type<RunParameters>().notNull(),
		stage: text({ enum: runStages }),
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
		record: jsonb().$type<RunRecord>(),
		failure: text()
	},
	(t) => [
		index('run_by_territory').on(t.territoryId, t.requestedAt),
		uniqueIndex('one_run_of_a_coordinator_at_a_time')
			.on(t.territoryId)
			.where(sql`${t.reason} = 'coordinator' and ${t.state} in ('queued', 'running')`),
		uniqueIndex('one_repair_per_broken_chain').on(t.repairsProposalId),
		oneOf('run_state_is_known', t.state, runStates)
	]
);

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** The very input of a run, compressed, so that the run can be played again. Read by jobs only. */
export const runPools = pgTable('run_pool', {
	runId: uuid()
		.primaryKey()
		.references(() => matchingRuns.id),
	pool: bytes().notNull()
});
