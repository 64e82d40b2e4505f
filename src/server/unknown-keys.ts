/** Whether this process holds the keys of all that the database keeps sealed; asked before anything is written to it. */
import { sql } from 'drizzle-orm';
import type { Config } from './platform/config.ts';
import { urlsFor } from './platform/postgres/roles.ts';
import { connect } from './platform/postgres/client.ts';

/** Every sealed column, under the role that may read it. */
export const sealedColumns = {
	system: [
		'household.health',
		'listing.motive',
		'lease.disabled_occupant_left',
		'protection.file',
		'document_file.name',
		'data_request.statement',
		'data_request.reply'
	],
	auth: ['second_factor.secret']
} as const;

/**
 * Names of keys that sealed something in this database and that the process does not have. What is under them is read
 * nowhere: a search, a page or a sign-in would fail much later, at the first row it needs. Makes no key.
 *
 * @param config the keys of the process
 * @param ownerUrl the address of the database, once its tables are there
 */
export async function unknownKeys(config: Pick<Config, 'keysAtHand'>, ownerUrl: string): Promise<string[]> {
	const { db, close } = connect(urlsFor(ownerUrl).server, 3);
	try {
		const used = new Set<string>();
		for (const [role, columns] of Object.entries(sealedColumns))
			await db.transaction(async (tx) => {
				await tx.execute(sql`select set_config('app.role', ${role}, true)`);
				for (const column of columns) {
					const [table, name] = column.split('.');
					const names = sql`select distinct split_part(${sql.identifier(name!)}, '.', 2) as key from ${sql.identifier(table!)}`;
					for (const { key } of await tx.execute<{ key: string | null }>(names)) if (key) used.add(key);
				}
			});
		const atHand = config.keysAtHand();
		return [...used].filter((key) => !atHand.has(key)).sort();
	} finally {
		await close();
	}
}
