/**
 * The server of a file of tests: the API as any actor, and the jobs done when asked. Time is moved with `setTime`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Actor } from '#server/platform/actor.ts';
import { queues } from '#server/platform/jobs.ts';
import { readConfig } from '#server/platform/config.ts';
import { contextOf, type Deps } from '#server/platform/context.ts';
import { migrate } from '#server/platform/postgres/migrate.ts';
import { createCaller } from '#server/router.ts';
import { openIdleWorker, openServer } from '#server/runtime.ts';
import { drain } from '#server/worker.ts';
import { connectAs, databaseUrls } from './database.ts';
import { atEndOfFile } from './end-of-file.ts';

/** Opens the server on the database of this file, until its end. */
export async function openTestServer(settings: Record<string, string> = {}) {
	await migrate(databaseUrls.owner, { queues });
	const filesFolder = mkdtempSync(path.join(tmpdir(), 'files-of-tests-'));
	const config = readConfig({
		DATABASE_URL: databaseUrls.owner,
		DEMO: 'true',
		LOG_LEVEL: 'silent',
		FILES_FOLDER: filesFolder,
		...settings
	});
	atEndOfFile(() => rmSync(filesFolder, { recursive: true, force: true }));
	const server = await openServer(config);
	atEndOfFile(() => server.close());
	const worker = await openIdleWorker(config);
	atEndOfFile(() => worker.close());
	const owner = connectAs('owner');
	return {
		deps: server.deps as Deps,
		worker: worker.deps,
		owner,
		/** The API as an actor; each call under its own key unless one is given. */
		as: (actor: Actor, key: string | null = null) => createCaller(contextOf(server.deps, actor, key ?? randomUUID())),
		/** Does the jobs that wait, and those they cause. */
		settle: () => drain(worker.deps),
		/** Sets the time of the exchange. */
		async setTime(time: string | Date) {
			const at = typeof time === 'string' ? time : time.toISOString();
			await owner.sql`update demo_clock set shift = ${at}::timestamptz - now()`;
		}
	};
}
