/** One PostgreSQL server for the whole run, with a migrated database that each file of tests copies. */
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openScratchCluster } from '#server/platform/postgres/cluster.ts';
import { createDatabase } from '#server/platform/postgres/database.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The address of the server's own database, as its owner. */
		clusterUrl: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const cluster = await openScratchCluster();
	const clusterUrl = cluster.urlOf('postgres');
	await createDatabase(cluster, TEMPLATE);
	await migrate(cluster.urlOf(TEMPLATE));
	const sql = postgres(clusterUrl, { max: 1 });
	// A database can only be copied while nobody is connected to it: autovacuum included.
	await sql.unsafe(`alter system set autovacuum = off`);
	await sql`select pg_reload_conf()`;
	await sql.unsafe(`alter database ${TEMPLATE} with is_template true allow_connections false`);
	await sql.end();
	project.provide('clusterUrl', clusterUrl);
	return () => cluster.stop();
}
