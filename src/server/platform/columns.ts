import { sql } from 'drizzle-orm';
import { check, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { c1 } from './data-class.ts';

/** Primary key: a random public identifier, so that addresses cannot be guessed. */
export const id = () => c1(uuid()).primaryKey().defaultRandom();

/** An instant. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/** A column of class C4 that only takes what the application has sealed: see sealed.ts. */
export const sealedOnly = (name: string, column: AnyPgColumn) => check(name, sql`${column} like 'v1.%'`);

/** A text column that only takes the codes of a list of the domain. */
export const oneOf = (name: string, column: AnyPgColumn, codes: readonly string[]) =>
	check(name, sql`${column} in (${sql.raw(codes.map((code) => `'${code}'`).join(', '))})`);
