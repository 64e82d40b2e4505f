import { sql } from 'drizzle-orm';
import {
	boolean,
	customType,
	doublePrecision,
	index,
	integer,
	json,
	jsonb,
	pgTable,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { MendQuestion, SearchQuestion } from '#domain/matching/compatibility/search.ts';
import type { SearchProgress } from '#domain/matching/compatibility/run.ts';
import { runReasons, runStages, runStates } from '#domain/matching/run-states.ts';
import type { HouseholdInsight } from '#domain/matching/insight/household.ts';
import type { TerritoryInsight } from '#domain/matching/insight/territory.ts';
import { households } from '../households/tables.ts';
import { listings } from '../needs/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c3 } from '../platform/data-class.ts';
import type { RunParameters, RunRecord } from './record.ts';

/** One matching run: what went in, what came out, and the proof. Never edited once done. */
export const matchingRuns = pgTable(
	'matching_run',
	{
		id: id(),
		territoryId: c1(uuid())
			.notNull()
			.references(() => territories.id),
		state: c1(text({ enum: runStates }))
			.notNull()
			.default('queued'),
		reason: c1(text({ enum: runReasons })).notNull(),
		repairsProposalId: c1(uuid()),
		requestedAt: c1(instant()).notNull(),
		startedAt: c1(instant()),
		endedAt: c1(instant()),
		parameters: c1(jsonb()).$type<RunParameters>().notNull(),
		stage: c1(text({ enum: runStages })),
		/** How far the search is, while it is under way. */
		progress: c1(jsonb()).$type<SearchProgress>(),
		rulesVersion: c1(text()),
		inputHash: c1(text()),
		households: c1(integer()),
		vacancies: c1(integer()),
		arcs: c1(integer()),
		moves: c1(integer()),
		cycles: c1(integer()),
		chains: c1(integer()),
		value: c1(doublePrecision()),
		bound: c1(doublePrecision()),
		isOptimal: c1(boolean()),
		stoppedBecause: c1(text()),
		/** The whole record: chosen exchanges, levels of the objective, timings, households left out by cause. */
		record: c1(jsonb()).$type<RunRecord>(),
		failure: c1(text())
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
const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

/** A pool as engines were given it, compressed, named by its content: several runs may be of the same one. */
export const poolSnapshots = pgTable('pool_snapshot', {
	fingerprint: c1(text()).primaryKey(),
	pool: c3(bytes()).notNull()
});

/** The very input of a run, so that it can be played again: a pool and what was asked of it. Read by jobs only. */
export const runPools = pgTable('run_pool', {
	runId: c1(uuid())
		.primaryKey()
		.references(() => matchingRuns.id),
	fingerprint: c1(text())
		.notNull()
		.references(() => poolSnapshots.fingerprint),
	// As text: its bytes are part of what names the input.
	question: c3(json()).$type<SearchQuestion | MendQuestion>().notNull()
});

/** Homes of which something that engines read has changed; written by the database itself, whoever changes it. */
export const matchChanges = pgTable(
	'match_change',
	{
		dwellingId: c1(uuid()).notNull(),
		/** The transaction that changed it: some commit after others that began later. */
		madeBy: c1(transactionId())
			.notNull()
			.default(sql`pg_current_xact_id()`),
		at: c1(instant()).notNull().defaultNow()
	},
	(t) => [index('change_by_transaction').on(t.madeBy)]
);

/** What a run teaches about its territory: figures about homes, rules and organisms, nobody's file. */
export const runInsights = pgTable('run_insight', {
	runId: c1(uuid())
		.primaryKey()
		.references(() => matchingRuns.id),
	territoryId: c1(uuid())
		.notNull()
		.references(() => territories.id),
	insight: c1(jsonb()).$type<TerritoryInsight>().notNull()
});

/** Why the latest run left a household out, told to that household and to its organism. */
export const householdInsights = pgTable(
	'household_insight',
	{
		listingId: c1(uuid())
			.primaryKey()
			.references(() => listings.id),
		runId: c1(uuid())
			.notNull()
			.references(() => matchingRuns.id),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		at: c1(instant()).notNull(),
		insight: c3(jsonb()).$type<HouseholdInsight>().notNull()
	},
	(t) => [index('insight_by_organism').on(t.organismId), index('insight_by_run').on(t.runId)]
);
