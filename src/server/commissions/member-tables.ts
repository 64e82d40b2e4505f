/** What members of the commission do themselves on a case, with their own account. */
import { foreignKey, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { voteChoices } from '#domain/commissions/ballot.ts';
import { decisionKinds } from '#domain/commissions/decision.ts';
import { candidacies } from '../demands/tables.ts';
import { committeeMembers } from '../organisms/tables.ts';
import { id, instant, oneOf } from '../platform/columns.ts';
import { c1, c2, c3 } from '../platform/data-class.ts';
import { agendaItems } from './tables.ts';

/** The decision on a case that the secretary put to the vote; asked on another, votes on the one before count for nothing. */
export const ballots = pgTable(
	'ballot',
	{
		id: id(),
		meetingId: c1(uuid()).notNull(),
		candidacyId: c1(uuid()).notNull(),
		organismId: c1(uuid()).notNull(),
		kind: c3(text({ enum: decisionKinds })).notNull(),
		askedAt: c1(instant()).notNull()
	},
	(t) => [
		foreignKey({
			name: 'a_vote_is_asked_on_the_agenda',
			columns: [t.meetingId, t.candidacyId],
			foreignColumns: [agendaItems.meetingId, agendaItems.candidacyId]
		}),
		unique('one_ballot_per_case_and_meeting').on(t.meetingId, t.candidacyId),
		oneOf('ballot_kind_is_known', t.kind, decisionKinds)
	]
);

/** The vote that a member gave on a decision: written once, by nobody else. */
export const memberVotes = pgTable(
	'member_vote',
	{
		id: id(),
		meetingId: c1(uuid()).notNull(),
		candidacyId: c1(uuid()).notNull(),
		organismId: c1(uuid()).notNull(),
		memberId: c1(uuid())
			.notNull()
			.references(() => committeeMembers.id),
		/** The decision that was put to the vote then. */
		kind: c3(text({ enum: decisionKinds })).notNull(),
		choice: c3(text({ enum: voteChoices })).notNull(),
		votedAt: c2(instant()).notNull(),
		accountId: c1(uuid()).notNull()
	},
	(t) => [
		foreignKey({
			name: 'a_vote_is_given_on_what_is_asked',
			columns: [t.meetingId, t.candidacyId],
			foreignColumns: [ballots.meetingId, ballots.candidacyId]
		}),
		unique('one_vote_per_member_and_decision').on(t.meetingId, t.candidacyId, t.memberId, t.kind),
		oneOf('vote_choice_is_known', t.choice, voteChoices)
	]
);

/** A member who withdrew from a case (déport): closed to them from then on, in whatever meeting it comes again. */
export const caseWithdrawals = pgTable(
	'case_withdrawal',
	{
		id: id(),
		candidacyId: c1(uuid())
			.notNull()
			.references(() => candidacies.id),
		organismId: c1(uuid()).notNull(),
		memberId: c1(uuid())
			.notNull()
			.references(() => committeeMembers.id),
		/** The meeting in which it was said. */
		meetingId: c1(uuid()).notNull(),
		withdrawnAt: c2(instant()).notNull(),
		accountId: c1(uuid()).notNull()
	},
	(t) => [unique('one_withdrawal_per_member_and_case').on(t.candidacyId, t.memberId)]
);
