/** Before the journeys: one PostgreSQL server with a small exchange in it, which each server copies, and the build. */
import { seed } from '#demo/seed.ts';
import { readConfig } from '#server/platform/config.ts';
import { newKey } from '#server/platform/sealing-keys.ts';
import { openScratchCluster } from '#server/platform/postgres/cluster.ts';
import { createDatabase } from '#server/platform/postgres/database.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { build } from '../../src/cli/build.ts';
import { TEMPLATE } from './template.ts';

export default async function setup(): Promise<() => Promise<void>> {
	const cluster = await openScratchCluster();
	await createDatabase(cluster, TEMPLATE);
	await migrate(cluster.urlOf(TEMPLATE));
	// Every server opens what is sealed in the template.
	process.env.SEALING_KEYS = newKey();
	const config = readConfig({ ...process.env, DATABASE_URL: cluster.urlOf(TEMPLATE) });
	await seed(cluster.urlOf(TEMPLATE), config, { size: 'XS', seed: 42 });
	const complaint = await build();
	if (complaint) throw new Error(complaint);
	process.env.CLUSTER_OF_JOURNEYS = cluster.urlOf('postgres');
	return () => cluster.stop();
}
