import type { Deps } from './platform/context.ts';
import type { Config } from './platform/config.ts';
import { openBoss } from './platform/boss.ts';
import { log } from './platform/log.ts';
import { connect } from './platform/postgres/client.ts';
import { checkRights } from './router.ts';
import { jobHandlers } from './worker.ts';

export type Runtime = { deps: Deps; close(): Promise<void> };

/** What a web process needs: the database under the server's role, and a queue it only writes to. */
export async function openServer(config: Config): Promise<Runtime> {
	checkRights();
	const url = config.databaseUrls.server;
	const connections = connect(url);
	const boss = await openBoss(url, log);
	return {
		deps: { db: connections.db, boss, config, log },
		close: async () => {
			await boss.stop({ graceful: false });
			await connections.close();
		}
	};
}

/** What a process that does the jobs needs: the database under the worker's role, and the queue it serves. */
export async function openWorker(config: Config): Promise<Runtime> {
	const url = config.databaseUrls.worker;
	const connections = connect(url, 6);
	const deps = { db: connections.db, config, log } as Deps;
	deps.boss = await openBoss(
		url,
		log,
		jobHandlers(() => deps)
	);
	return {
		deps,
		close: async () => {
			await deps.boss.stop({ graceful: true, timeout: 3000 });
			await connections.close();
		}
	};
}

/** The worker's side without a loop: jobs are done when `drain` says so. For commands and tests. */
export async function openIdleWorker(config: Config): Promise<Runtime> {
	const url = config.databaseUrls.worker;
	const connections = connect(url, 6);
	const boss = await openBoss(url, log);
	return {
		deps: { db: connections.db, boss, config, log },
		close: async () => {
			await boss.stop({ graceful: false });
			await connections.close();
		}
	};
}
