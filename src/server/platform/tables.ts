import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	index,
	integer,
	interval,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { c0, c1, c2, c3 } from './data-class.ts';

/** What happened, in order. Written with the change that caused it; never edited (a trigger refuses). */
export const domainEvents = pgTable(
	'domain_event',
	{
		id: c1(bigint({ mode: 'number' }))
			.primaryKey()
			.generatedAlwaysAsIdentity(),
		type: c1(text()).notNull(),
		/** The thing that changed, such as the proposal. */
		subjectId: c1(uuid()).notNull(),
		territoryId: c1(uuid()),
		organismIds: c1(uuid().array())
			.notNull()
			.default(sql`'{}'`),
		actorId: c1(uuid()),
		actorRole: c1(text()).notNull(),
		at: c1(instant()).notNull(),
		/** Identifiers, codes, dates and amounts; never free text. */
		data: c3(jsonb()).$type<Record<string, unknown>>().notNull()
	},
	(t) => [index('event_by_subject').on(t.subjectId, t.id), index('event_by_time').on(t.at)]
);

/** The answer given to a command, under the key its form was made with: the same key gets the same answer. */
export const idempotencyKeys = pgTable(
	'idempotency_key',
	{
		actorId: c1(uuid()).notNull(),
		key: c1(uuid()).notNull(),
		command: c1(text()).notNull(),
		requestHash: c1(text()).notNull(),
		answer: c3(jsonb()).$type<unknown>(),
		at: c1(instant()).notNull()
	},
	(t) => [primaryKey({ columns: [t.actorId, t.key] })]
);

/** A letter to a person or an organism: one per event, recipient and kind, whatever is run twice. */
export const letters = pgTable(
	'letter',
	{
		id: c1(uuid()).primaryKey().defaultRandom(),
		eventId: c1(bigint({ mode: 'number' }))
			.notNull()
			.references(() => domainEvents.id),
		kind: c1(text()).notNull(),
		accountId: c1(uuid()).notNull(),
		organismId: c1(uuid()),
		householdId: c1(uuid()),
		locale: c1(text({ enum: ['fr', 'en'] })).notNull(),
		email: c2(text()).notNull(),
		subject: c2(text()).notNull(),
		body: c3(text()).notNull(),
		/** The page that the letter leads to. */
		path: c1(text()),
		createdAt: c1(instant()).notNull(),
		sentAt: c1(instant()),
		readAt: c1(instant())
	},
	(t) => [
		unique('one_letter_per_event_recipient_and_kind').on(t.eventId, t.accountId, t.kind),
		index('letter_by_account').on(t.accountId, t.createdAt)
	]
);

/** How far the demo's clock has been moved forward; zero elsewhere. */
export const demoClock = pgTable('demo_clock', {
	isOnly: c0(boolean()).primaryKey().default(true),
	shift: c0(interval()).notNull().default('0')
});

/** Numbers given in order within a year, such as the references of proposals and minutes. */
export const counters = pgTable('counter', {
	name: c0(text()).primaryKey(),
	value: c0(integer()).notNull()
});

/** Counts of uses by key (account, address) and window; the limits hold for all processes together (limits.ts). */
export const attempts = pgTable(
	'attempt',
	{
		key: c2(text()).notNull(),
		windowStart: c1(instant()).notNull(),
		count: c1(integer()).notNull()
	},
	(t) => [primaryKey({ columns: [t.key, t.windowStart] })]
);
