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
import type { Votes } from '#domain/commissions/meeting.ts';
import { meetingStates } from '#domain/commissions/meeting.workflow.ts';
import type { CaseSheet, Minutes } from '#domain/commissions/sheet.ts';
import { candidacies } from '../demands/tables.ts';
import { committeeMembers, organisms } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';

/** A séance of the commission d'attribution of an organism. */
export const meetings = pgTable(
	'meeting',
	{
		id: id(),
		organismId: uuid()
			.notNull()
			.references(() => organisms.id),
		heldOn: date({ mode: 'string' }).notNull(),
		startsAt: text().notNull().default('09:30'),
		place: text().notNull(),
		state: text({ enum: meetingStates }).notNull().default('planned'),
		version: integer().notNull().default(1),
		presidentId: uuid().references(() => committeeMembers.id),
		/** The quorum that applied when the meeting opened. */
		quorum: integer(),
		convenedAt: instant(),
		openedAt: instant(),
		closedAt: instant(),
		signedAt: instant(),
		/** Number of the minutes, given when they are signed. */
		minutesNumber: text(),
		/** The minutes as they were signed. */
		minutes: jsonb().$type<Minutes>()
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
		meetingId: uuid()
			.notNull()
			.references(() => meetings.id),
		organismId: uuid().notNull(),
		memberId: uuid()
			.notNull()
			.references(() => committeeMembers.id),
		/** Sits in the member's place. */
		representedBy: text()
	},
	(t) => [unique('one_attendance_per_member').on(t.meetingId, t.memberId)]
);

export const agendaItems = pgTable(
	'agenda_item',
	{
		id: id(),
		meetingId: uuid()
			.notNull()
			.references(() => meetings.id),
		organismId: uuid().notNull(),
		candidacyId: uuid()
			.notNull()
			.references(() => candidacies.id),
		position: integer().notNull()
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
		meetingId: uuid().notNull(),
		candidacyId: uuid().notNull(),
		organismId: uuid().notNull(),
		kind: text({ enum: decisionKinds }).notNull(),
		motives: jsonb().$type<DecisionMotive[]>().notNull().default([]),
		comment: text().notNull().default(''),
		votes: jsonb().$type<Votes>().notNull(),
		castingVote: boolean().notNull().default(false),
		withdrawnIds: jsonb().$type<string[]>().notNull().default([]),
		rank: integer(),
		condition: text(),
		conditionDueOn: date({ mode: 'string' }),
		postponedTo: date({ mode: 'string' }),
		candidates: integer().notNull(),
		fewerThanThreeReason: text({ enum: fewerThanThreeReasons }),
		/** Rules that the commission set aside, with the version of the rule set used on the sheet. */
		waivedRules: jsonb().$type<string[]>().notNull().default([]),
		rulesVersion: text().notNull(),
		/** What the commission had before it. */
		sheet: jsonb().$type<CaseSheet>().notNull(),
		decidedAt: instant().notNull(),
		accountId: uuid().notNull()
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
