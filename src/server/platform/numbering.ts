import { sql } from 'drizzle-orm';
import type { Tx } from './context.ts';

/** The next number of a series, such as E-2026-0042; numbers are never given twice. */
export async function nextReference(tx: Tx, prefix: string, year: number): Promise<string> {
	const name = `${prefix}-${year}`;
	const [row] = await tx.execute<{ value: number }>(sql`
		insert into counter (name, value) values (${name}, 1)
		on conflict (name) do update set value = counter.value + 1 returning value`);
	return `${name}-${String(row!.value).padStart(4, '0')}`;
}
