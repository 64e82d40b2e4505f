import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { decisionKinds, fewerThanThreeReasons, type DecisionMotive } from '#domain/commissions/decision.ts';
import { noVotes, type Votes } from '#domain/commissions/ballot.ts';
import { meetingStates } from '#domain/commissions/meeting.workflow.ts';
import type { CaseSheet, Minutes } from '#domain/commissions/sheet.ts';
import { candidacies } from '../demands/tables.ts';
import { committeeMembers, organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c2, c3 } from '../platform/data-class.ts';

/** A séance of the commission d'attribution of an organism. */
export const meetings = pgTable(
	'meeting',
	{
		id: id(),
		organismId: c1(uuid())
			.notNull()
			.references(() => organisms.id),
		heldOn: c1(date({ mode: 'string' })).notNull(),
		startsAt: c1(text()).notNull().default('09:30'),
		place: c1(text()).notNull(),
		state: c1(text({ enum: meetingStates }))
			.notNull()
			.default('planned'),
		version: c1(integer()).notNull().default(1),
		presidentId: c1(uuid()).references(() => committeeMembers.id),
		/** The quorum that applied when the meeting opened. */
		quorum: c1(integer()),
		convenedAt: c1(instant()),
		openedAt: c1(instant()),
		closedAt: c1(instant()),
		signedAt: c1(instant()),
		/** Number of the minutes, given when they are signed. */
		minutesNumber: c1(text()),
		/** The minutes as they were signed. */
		minutes: c3(jsonb()).$type<Minutes>()
	},
	(t) => [
		index('meeting_by_organism').on(t.organismId, t.heldOn),
		unique('one_number_per_minutes').on(t.organismId, t.minutesNumber),
		check('minutes_are_numbered_when_signed', sql`(${t.state} = 'signed') = (${t.minutesNumber} is not null)`),
		check('signed_minutes_are_kept', sql`(${t.state} = 'signed') = (${t.minutes} is not null)`),
		oneOf('meeting_state_is_known', t.state, meetingStates)
	]
);

export const attendances = pgTable(
	'attendance',
	{
		id: id(),
		meetingId: c1(uuid())
			.notNull()
			.references(() => meetings.id),
		organismId: c1(uuid()).notNull(),
		memberId: c1(uuid())
			.notNull()
			.references(() => committeeMembers.id),
		/** Sits in the member's place. */
		representedBy: c2(text())
	},
	(t) => [unique('one_attendance_per_member').on(t.meetingId, t.memberId)]
);

export const agendaItems = pgTable(
	'agenda_item',
	{
		id: id(),
		meetingId: c1(uuid())
			.notNull()
			.references(() => meetings.id),
		organismId: c1(uuid()).notNull(),
		candidacyId: c1(uuid())
			.notNull()
			.references(() => candidacies.id),
		position: c1(integer()).notNull()
	},
	(t) => [
		unique('one_item_per_case').on(t.meetingId, t.candidacyId),
		unique('one_case_per_position').on(t.meetingId, t.position)
	]
);

/** What the commission decided on a case. No decision without a meeting; none is ever edited. */
export const decisions = pgTable(
	'decision',
	{
		id: id(),
		meetingId: c1(uuid()).notNull(),
		candidacyId: c1(uuid()).notNull(),
		organismId: c1(uuid()).notNull(),
		kind: c3(text({ enum: decisionKinds })).notNull(),
		motives: c3(jsonb()).$type<DecisionMotive[]>().notNull().default([]),
		comment: c3(text()).notNull().default(''),
		votes: c3(jsonb()).$type<Votes>().notNull(),
		/** Of these, the ones that members gave themselves. */
		ownVotes: c3(jsonb()).$type<Votes>().notNull().default(noVotes),
		castingVote: c3(boolean()).notNull().default(false),
		withdrawnIds: c3(jsonb()).$type<string[]>().notNull().default([]),
		rank: c3(integer()),
		condition: c3(text()),
		conditionDueOn: c3(date({ mode: 'string' })),
		postponedTo: c3(date({ mode: 'string' })),
		candidates: c3(integer()).notNull(),
		fewerThanThreeReason: c3(text({ enum: fewerThanThreeReasons })),
		/** Rules that the commission set aside, with the version of the rule set used on the sheet. */
		waivedRules: c3(jsonb()).$type<string[]>().notNull().default([]),
		rulesVersion: c1(text()).notNull(),
		/** What the commission had before it. */
		sheet: c3(jsonb()).$type<CaseSheet>().notNull(),
		decidedAt: c2(instant()).notNull(),
		accountId: c1(uuid()).notNull()
	},
	(t) => [
		foreignKey({
			name: 'a_decision_is_taken_in_a_meeting',
			columns: [t.meetingId, t.candidacyId],
			foreignColumns: [agendaItems.meetingId, agendaItems.candidacyId]
		}),
		unique('one_decision_per_case_and_meeting').on(t.meetingId, t.candidacyId),
		uniqueIndex('one_final_decision_per_case')
			.on(t.candidacyId)
			.where(sql`${t.kind} <> 'POSTPONED'`),
		check(
			'fewer_than_three_candidates_are_explained',
			sql`${t.kind} = 'POSTPONED' or ${t.candidates} >= 3 or ${t.fewerThanThreeReason} is not null`
		),
		check(
			'a_refusal_has_a_motive',
			sql`${t.kind} not in ('NON_AWARD', 'INADMISSIBLE', 'POSTPONED') or jsonb_array_length(${t.motives}) > 0`
		)
	]
);
