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
 * Loads rows by COPY into a bare temporary table, then inserts them: an error of a constraint is then reported by the
 * database, where COPY straight into the table would leave this driver waiting for ever.
 *
 * @param columns the columns of the table, in the order of the values of each row.
 */
export async function copyRows(
	sql: TransactionSql,
	table: string,
	columns: readonly string[],
	rows: Iterable<readonly unknown[]>
): Promise<number> {
	const names = sql(columns as string[]);
	await sql`create temporary table incoming on commit drop as select ${names} from ${sql(table)} with no data`;
	const stream = await sql`copy incoming from stdin`.writable();
	await pipeline(Readable.from(lines(rows)), stream);
	const inserted = await sql`insert into ${sql(table)} (${names}) select * from incoming`;
	await sql`drop table incoming`;
	return inserted.count;
}

/** Lines in chunks: a stream of single lines would spend its time in the stream. */
function* lines(rows: Iterable<readonly unknown[]>): Generator<string> {
	let chunk = '';
	for (const row of rows) {
		chunk += `${row.map(field).join('\t')}\n`;
		if (chunk.length > 60_000) {
			yield chunk;
			chunk = '';
		}
	}
	if (chunk) yield chunk;
}
