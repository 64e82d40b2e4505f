import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransactionSql } from 'postgres';

/** A value as COPY's text format wants it. Objects and arrays become JSON. */
function field(value: unknown): string {
	if (value === null || value === undefined) return '\\N';
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.replace(/[\\\n\r\t]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]!);
}

/**
 * Tables loaded by COPY into bare temporary twins, then inserted all at once in the order in which they were first
 * given: an error of a constraint is then reported by the database, where COPY straight into a table would leave this
 * driver waiting for ever.
 */
export function bulkLoad(sql: TransactionSql) {
	const columnsOf = new Map<string, readonly string[]>();
	const waiting = new Map<string, string[]>();
	let waitingLength = 0;

	/** Each COPY costs some round trips, so small batches wait for one another. */
	async function flush(): Promise<void> {
		for (const [table, chunks] of waiting)
			await pipeline(Readable.from(chunks), await sql`copy ${sql(twinOf(table))} from stdin`.writable());
		waiting.clear();
		waitingLength = 0;
	}

	return {
		/** @param columns the columns of the table, in the order of the values of each row. */
		async add(table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>): Promise<void> {
			if (!columnsOf.has(table)) {
				const names = sql(columns as string[]);
				await sql`create temporary table ${sql(twinOf(table))} on commit drop as select ${names} from ${sql(table)} with no data`;
				columnsOf.set(table, columns);
			}
			const text = textOf(rows);
			waiting.set(table, [...(waiting.get(table) ?? []), text]);
			waitingLength += text.length;
			if (waitingLength > maxWaiting) await flush();
		},
		/**
		 * Foreign keys are taken off and put back around the insertion: the database then checks each of them once for
		 * all rows, instead of once for each row.
		 */
		async insertAll(): Promise<void> {
			await flush();
			const keys = await sql<{ table: string; name: string; definition: string }[]>`
				select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
				from pg_constraint where contype = 'f' and conrelid = any (${[...columnsOf.keys()]}::regclass[])`;
			for (const { table, name } of keys) await sql`alter table ${sql(table)} drop constraint ${sql(name)}`;
			for (const [table, columns] of columnsOf) {
				const names = sql(columns as string[]);
				await sql`insert into ${sql(table)} (${names}) select * from ${sql(twinOf(table))}`;
			}
			for (const { table, name, definition } of keys)
				await sql`alter table ${sql(table)} add constraint ${sql(name)} ${sql.unsafe(definition)}`;
		}
	};
}

/** Characters kept in memory before they are sent. */
const maxWaiting = 30_000_000;

const twinOf = (table: string) => `incoming_${table}`;

function textOf(rows: Iterable<readonly unknown[]>): string {
	let text = '';
	for (const row of rows) text += `${row.map(field).join('\t')}\n`;
	return text;
}
