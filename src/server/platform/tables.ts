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

/** What happened, in order. Written with the change that caused it; never edited (a trigger refuses). */
export const domainEvents = pgTable(
	'domain_event',
	{
		id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		type: text().notNull(),
		/** The thing that changed, such as the proposal. */
		subjectId: uuid().notNull(),
		territoryId: uuid(),
		organismIds: uuid()
			.array()
			.notNull()
			.default(sql`'{}'`),
		actorId: uuid(),
		actorRole: text().notNull(),
		at: instant().notNull(),
		/** Identifiers, codes, dates and amounts; never free text. */
		data: jsonb().$type<Record<string, unknown>>().notNull()
	},
	(t) => [index('event_by_subject').on(t.subjectId, t.id), index('event_by_time').on(t.at)]
);

/** The answer given to a command, under the key its form was made with: the same key gets the same answer. */
export const idempotencyKeys = pgTable(
	'idempotency_key',
	{
		actorId: uuid().notNull(),
		key: uuid().notNull(),
		command: text().notNull(),
		requestHash: text().notNull(),
		answer: jsonb().$type<unknown>(),
		at: instant().notNull()
	},
	(t) => [primaryKey({ columns: [t.actorId, t.key] })]
);

/** A letter to a person or an organism: one per event, recipient and kind, whatever is run twice. */
export const letters = pgTable(
	'letter',
	{
		id: uuid().primaryKey().defaultRandom(),
		eventId: bigint({ mode: 'number' })
			.notNull()
			.references(() => domainEvents.id),
		kind: text().notNull(),
		accountId: uuid().notNull(),
		organismId: uuid(),
		householdId: uuid(),
		locale: text({ enum: ['fr', 'en'] }).notNull(),
		email: text().notNull(),
		subject: text().notNull(),
		body: text().notNull(),
		/** The page that the letter leads to. */
		path: text(),
		createdAt: instant().notNull(),
		sentAt: instant(),
		readAt: instant()
	},
	(t) => [
		unique('one_letter_per_event_recipient_and_kind').on(t.eventId, t.accountId, t.kind),
		index('letter_by_account').on(t.accountId, t.createdAt)
	]
);

/** How far the demo's clock has been moved forward; zero elsewhere. */
export const demoClock = pgTable('demo_clock', {
	isOnly: boolean().primaryKey().default(true),
	shift: interval().notNull().default('0')
});

/** Numbers given in order within a year, such as the references of proposals and minutes. */
export const counters = pgTable('counter', {
	name: text().primaryKey(),
	value: integer().notNull()
});

/** Counts of uses by key (account, address) and window; the limits hold for all processes together (limits.ts). */
export const attempts = pgTable(
	'attempt',
	{
		key: text().notNull(),
		windowStart: instant().notNull(),
		count: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.key, t.windowStart] })]
);
