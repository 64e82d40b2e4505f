import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getTableName, type InferInsertModel } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { TransactionSql } from 'postgres';

/** A row and the table it is written in. */
export type Written = { table: PgTable; row: Record<string, unknown> };

/** A row of a table, checked by its type. */
export const written = <T extends PgTable>(table: T, row: InferInsertModel<T>): Written => ({ table, row });

/** A value as COPY's text format wants it. Objects and arrays become JSON. */
function text(value: unknown): string {
	if (value === null || value === undefined) return '\\N';
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (typeof value === 'number') return String(value);
	if (value instanceof Date) return value.toISOString();
	const plain = typeof value === 'string' ? value : JSON.stringify(value);
	return plain.replace(/[\\\n\r\t]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]!);
}

/** What waits to be sent to a table; its columns are those of its first row. */
type Load = { name: string; fields: readonly string[]; text: string };

/**
 * Tables loaded by COPY into bare temporary twins, then inserted all at once in the order in which they were first
 * given: an error of a constraint is then reported by the database, where COPY straight into a table would leave this
 * driver waiting for ever.
 */
export function bulkLoad(sql: TransactionSql) {
	const loads = new Map<PgTable, Load>();
	let waiting = 0;

	async function begin({ table, row }: Written): Promise<Load> {
		const load = { name: getTableName(table), fields: Object.keys(row), text: '' };
		loads.set(table, load);
		await sql`create temporary table ${sql(twinOf(load.name))} on commit drop as
			select ${sql(columnsOf(load))} from ${sql(load.name)} with no data`;
		return load;
	}

	/** Each COPY costs some round trips, so small batches wait for one another. */
	async function flush(): Promise<void> {
		for (const load of loads.values()) {
			if (load.text === '') continue;
			await pipeline(Readable.from([load.text]), await sql`copy ${sql(twinOf(load.name))} from stdin`.writable());
			load.text = '';
		}
		waiting = 0;
	}

	return {
		/** @throws RangeError when the row does not say the same columns as the first one of its table. */
		async add(line: Written): Promise<void> {
			const load = loads.get(line.table) ?? (await begin(line));
			const copied = lineOf(load, line.row);
			load.text += copied;
			waiting += copied.length;
			if (waiting > mostWaiting) await flush();
		},
		/**
		 * Foreign keys are taken off and put back around the insertion: the database then checks each of them once for
		 * all rows, instead of once for each row.
		 */
		async insertAll(): Promise<void> {
			await flush();
			const keys = await sql<{ table: string; name: string; definition: string }[]>`
				select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
				from pg_constraint where contype = 'f' and conrelid = any (${[...loads.values()].map(({ name }) => name)}::regclass[])`;
			for (const { table, name } of keys) await sql`alter table ${sql(table)} drop constraint ${sql(name)}`;
			for (const load of loads.values()) {
				const names = sql(columnsOf(load));
				await sql`insert into ${sql(load.name)} (${names}) select * from ${sql(twinOf(load.name))}`;
			}
			for (const { table, name, definition } of keys)
				await sql`alter table ${sql(table)} add constraint ${sql(name)} ${sql.unsafe(definition)}`;
		}
	};
}

/** Characters kept in memory before they are sent. */
const mostWaiting = 30_000_000;

const twinOf = (table: string) => `incoming_${table}`;
const columnsOf = ({ fields }: Load) => fields.map(toSnakeCase);

function lineOf({ name, fields }: Load, row: Record<string, unknown>): string {
	if (Object.keys(row).length !== fields.length || !fields.every((field) => field in row))
		throw new RangeError(
			`A row of ${name} says ${Object.keys(row).join(', ')}, the first one said ${fields.join(', ')}.`
		);
	return `${fields.map((field) => text(row[field])).join('\t')}\n`;
}
