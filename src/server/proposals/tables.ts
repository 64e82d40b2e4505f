import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { opinionKinds } from '#domain/demands/opinion.ts';
import type { CostComparison } from '#domain/affordability/cost.ts';
import type { Explanation } from '#domain/eligibility/explain.ts';
import type { WishAnswer } from '#domain/needs/wishes.ts';
import { exchangePaths } from '#domain/eligibility/right-to-exchange.ts';
import { answerMotives } from '#domain/proposals/answer.input.ts';
import { legStates } from '#domain/proposals/leg.workflow.ts';
import { breakReasons, proposalKinds } from '#domain/proposals/proposal.ts';
import { proposalStates } from '#domain/proposals/proposal.workflow.ts';
import { visitSides } from '#domain/proposals/visit.ts';
import { dwellings } from '../dwellings/tables.ts';
import { households } from '../households/tables.ts';
import { matchingRuns } from '../matching/tables.ts';
import { organisms, territories } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c2, c3 } from '../platform/data-class.ts';

/** A chain of moves that stand or fall together. */
export const proposals = pgTable(
	'proposal',
	{
		id: id(),
		/** What people say on the telephone, such as E-2026-0042. */
		reference: c1(text()).notNull().unique('one_reference_per_proposal'),
		territoryId: c1(uuid())
			.notNull()
			.references(() => territories.id),
		runId: c1(uuid())
			.notNull()
			.references(() => matchingRuns.id),
		kind: c1(text({ enum: proposalKinds })).notNull(),
		path: c1(text({ enum: exchangePaths }))
			.notNull()
			.default('ORDINARY'),
		/** The parties, copied from the legs: who may see the proposal is decided on these. */
		householdIds: c1(uuid().array()).notNull(),
		organismIds: c1(uuid().array()).notNull(),
		state: c1(text({ enum: proposalStates }))
			.notNull()
			.default('found'),
		version: c1(integer()).notNull().default(1),
		foundAt: c1(instant()).notNull(),
		publishedAt: c1(instant()),
		/** End of the step under way, computed when it starts. */
		dueAt: c1(instant()),
		signingDay: c1(date({ mode: 'string' })),
		brokenReason: c1(text({ enum: breakReasons })),
		brokenLegId: c1(uuid()),
		endedAt: c1(instant()),
		/** The broken chain that this one repairs. */
		repairsId: c1(uuid()),
		remindedAt: c1(instant())
	},
	(t) => [
		index('proposal_by_territory').on(t.territoryId, t.state),
		index('proposal_by_deadline')
			.on(t.dueAt)
			.where(sql`${t.dueAt} is not null`),
		oneOf('proposal_state_is_known', t.state, proposalStates),
		oneOf('proposal_path_is_known', t.path, exchangePaths)
	]
);

/** One household moving to one dwelling. */
export const legs = pgTable(
	'leg',
	{
		id: id(),
		proposalId: c1(uuid())
			.notNull()
			.references(() => proposals.id),
		position: c1(integer()).notNull(),
		state: c1(text({ enum: legStates }))
			.notNull()
			.default('proposed'),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		homeOrganismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		currentDwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		targetDwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		targetOrganismId: c1(uuid())
			.notNull()
			.references(() => organisms.id)
	},
	(t) => [
		unique('one_leg_per_position').on(t.proposalId, t.position),
		unique('one_leg_per_household_in_a_proposal').on(t.proposalId, t.householdId),
		unique('one_leg_per_target_in_a_proposal').on(t.proposalId, t.targetDwellingId),
		index('leg_by_household').on(t.householdId),
		index('leg_by_target_organism').on(t.targetOrganismId),
		index('leg_by_home_organism').on(t.homeOrganismId),
		oneOf('leg_state_is_known', t.state, legStates)
	]
);

/** Verdict and cost of a leg as they were computed, with the version of the rules: kept to be recomputed later. */
export const legAssessments = pgTable('leg_assessment', {
	legId: c1(uuid())
		.primaryKey()
		.references(() => legs.id),
	householdId: c1(uuid()).notNull(),
	homeOrganismId: c1(uuid()).notNull(),
	targetOrganismId: c1(uuid()).notNull(),
	rulesVersion: c1(text()).notNull(),
	computedAt: c1(instant()).notNull(),
	verdicts: c3(jsonb()).$type<Explanation>().notNull(),
	cost: c3(jsonb()).$type<CostComparison>().notNull(),
	/** Which wishes of the household the dwelling meets. */
	wishes: c3(jsonb()).$type<WishAnswer[]>().notNull()
});

/** A dwelling or a household taken by a live proposal. At most one each: the database says so. */
export const dwellingHolds = pgTable(
	'dwelling_hold',
	{
		id: id(),
		dwellingId: c1(uuid())
			.notNull()
			.references(() => dwellings.id),
		proposalId: c1(uuid())
			.notNull()
			.references(() => proposals.id),
		heldAt: c1(instant()).notNull(),
		releasedAt: c1(instant())
	},
	(t) => [
		uniqueIndex('one_live_hold_per_dwelling')
			.on(t.dwellingId)
			.where(sql`${t.releasedAt} is null`)
	]
);

export const householdHolds = pgTable(
	'household_hold',
	{
		id: id(),
		householdId: c1(uuid())
			.notNull()
			.references(() => households.id),
		proposalId: c1(uuid())
			.notNull()
			.references(() => proposals.id),
		heldAt: c1(instant()).notNull(),
		releasedAt: c1(instant())
	},
	(t) => [
		uniqueIndex('one_live_hold_per_household')
			.on(t.householdId)
			.where(sql`${t.releasedAt} is null`)
	]
);

/** What a household is asked on its way through a chain. */
export const answerQuestions = ['proposal', 'visit', 'commitment', 'offer', 'withdrawal'] as const;
export type AnswerQuestion = (typeof answerQuestions)[number];

/** What a household answered to each question: proposal, commitment, offer. One answer a question, for ever. */
export const answers = pgTable(
	'answer',
	{
		id: id(),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		householdId: c1(uuid()).notNull(),
		question: c1(text({ enum: answerQuestions })).notNull(),
		isYes: c3(boolean()).notNull(),
		motive: c3(text({ enum: answerMotives })),
		note: c3(text()).notNull().default(''),
		answeredAt: c2(instant()).notNull(),
		accountId: c1(uuid()).notNull()
	},
	(t) => [unique('one_answer_per_question').on(t.legId, t.question)]
);

/** Each lease holder who has committed to leave; the household is committed with the last of them. */
export const commitments = pgTable(
	'commitment',
	{
		id: id(),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		householdId: c1(uuid()).notNull(),
		accountId: c1(uuid()).notNull(),
		givenAt: c2(instant()).notNull()
	},
	(t) => [unique('one_commitment_per_holder').on(t.legId, t.accountId)]
);

/** The visit of the target dwelling. */
export const visits = pgTable(
	'visit',
	{
		id: id(),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		householdId: c1(uuid()).notNull(),
		/** Who opens the door: the household that lives there; null for a vacant dwelling, shown by its organism. */
		hostHouseholdId: c1(uuid()),
		targetOrganismId: c1(uuid()).notNull(),
		plannedFor: c2(instant()),
		proposedBy: c2(text({ enum: visitSides })),
		agreedAt: c2(instant()),
		doneAt: c2(instant())
	},
	(t) => [unique('one_visit_per_leg').on(t.legId)]
);

/** The opinion of the organism that instructs a leg; its reasons stay with it and the household. */
export const opinions = pgTable(
	'opinion',
	{
		id: id(),
		legId: c1(uuid())
			.notNull()
			.references(() => legs.id),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		kind: c3(text({ enum: opinionKinds })).notNull(),
		reasons: c3(text()).notNull(),
		givenAt: c1(instant()).notNull(),
		accountId: c1(uuid()).notNull()
	},
	(t) => [unique('one_opinion_per_leg').on(t.legId)]
);
