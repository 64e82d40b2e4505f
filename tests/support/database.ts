/**
 * The database of the file of tests that imports this: a copy of the migrated one, dropped at the end of the file.
 *
 *   import { connectAs, databaseUrls } from '#tests/support/database.ts';
 */
import { connect, type Connections } from '#server/platform/postgres/client.ts';
import { urlsFor, type Purpose } from '#server/platform/postgres/roles.ts';
import { atEndOfFile } from './end-of-file.ts';

const ownerUrl = process.env.DATABASE_URL;
if (!ownerUrl) throw new Error('Only a file named x.case.test.ts has a database.');

/** The addresses of this database: as its owner, and under the role of each purpose. */
export const databaseUrls = urlsFor(ownerUrl);

/**
 * Connections under a role, closed at the end of the file. Test as `server` or `worker`: the owner goes round
 * row-level security.
 */
export function connectAs(purpose: Purpose | 'owner'): Connections {
	const connections = connect(databaseUrls[purpose]);
	atEndOfFile(() => connections.close());
	return connections;
}
