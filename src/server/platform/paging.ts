/** Lists for staff come a page at a time, filtered and sorted by the database. */
import { sql } from 'drizzle-orm';

export const pageSize = 50;

/** How many rows the whole list has, on each row of a page. */
export const totalRows = () => sql<number>`(count(*) over ())::int`;

/** The pages of a list of so many rows: one at least. */
export const pageCountOf = (total: number): number => Math.max(1, Math.ceil(total / pageSize));

/** The LIKE pattern of what a person typed in a search box: anywhere in the text, no wildcard of its own; or null. */
export const containing = (typed: string): string | null =>
	typed === '' ? null : `%${typed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
