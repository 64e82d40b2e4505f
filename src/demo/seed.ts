import postgres, { type Sql } from 'postgres';
import { dayOf, type Day } from '#domain/calendar.ts';
import ceilings from '#domain/reference/plafonds-ressources.json' with { type: 'json' };
import { hashPassword } from '#server/accounts/passwords.ts';
import type { Keys } from '#server/platform/sealed.ts';
import { bulkLoad, type Written } from './bulk-load.ts';
import { generateTerritory, type Size } from './territory/generate.ts';
import type { RowKind, RowsByKind } from './territory/rows.ts';
import { rowsOf, type Shared } from './written-rows.ts';

/** The password of every account of an invented territory; written on its sign-in page. */
export const demoPassword = 'chasse-croise-demo';

export type SeedOptions = { size: Size; seed: number; today?: Day; imbalance?: 2 | 3.5 | 5.5 };
export type SeedReport = Record<RowKind, number> & { seconds: number };

/** Seeds the demo's territory when the database has none. False when there was one already. */
export async function seedIfEmpty(
	ownerUrl: string,
	keys: Keys,
	options: SeedOptions = { size: 'S', seed: 42 }
): Promise<boolean> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		const [row] = await sql`select exists (select from territory) as "isSeeded"`;
		if (row!.isSeeded) return false;
		await seedWith(sql, keys, options);
		return true;
	} finally {
		await sql.end();
	}
}

/**
 * Writes an invented territory into an empty database, in one transaction.
 *
 * @param keys of what is sealed: those that the application will open it with
 */
export async function seed(ownerUrl: string, keys: Keys, options: SeedOptions): Promise<SeedReport> {
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
	try {
		return await seedWith(sql, keys, options);
	} finally {
		await sql.end();
	}
}

/**
 * The day an invented territory lives on when none is said: today, unless the income ceilings of the months that a
 * chain takes are not published yet; then a day of the last year for which they are.
 */
export function demoDay(now: Date): Day {
	const today = dayOf(now);
	const lastYear = Math.max(...Object.keys(ceilings.ceilings).map(Number));
	return today <= `${lastYear}-11-30` ? today : `${lastYear}-10-05`;
}

async function seedWith(
	sql: Sql,
	keys: Keys,
	{ size, seed, today = demoDay(new Date()), imbalance }: SeedOptions
): Promise<SeedReport> {
	const started = performance.now();
	const passwordHash = await hashPassword(demoPassword);
	const counts = Object.fromEntries(Object.keys(rowsOf).map((kind) => [kind, 0])) as Record<RowKind, number>;
	await sql.begin(async (tx) => {
		const load = bulkLoad(tx);
		const shared: Shared = { territoryId: '', passwordHash, keys };
		for (const batch of generateTerritory({ size, seed, today, ...(imbalance && { imbalance }) })) {
			if (batch.kind === 'territories') shared.territoryId = batch.rows[0]!.id;
			for (const line of linesOf(batch, shared)) await load.add(line);
			counts[batch.kind] += batch.rows.length;
		}
		await load.insertAll();
		// The clock of the territory starts that morning.
		if (today !== dayOf(new Date()))
			await tx`update demo_clock set shift = (${today}::date + time '09:00') at time zone 'Europe/Paris' - now()`;
	});
	await sql`analyze`;
	return { ...counts, seconds: (performance.now() - started) / 1000 };
}

function* linesOf<K extends RowKind>(
	{ kind, rows }: { kind: K; rows: readonly RowsByKind[K][] },
	shared: Shared
): Generator<Written> {
	for (const row of rows) yield* rowsOf[kind](row, shared);
}
