import type { Deps } from './platform/context.ts';
import type { Config } from './platform/config.ts';
import { openBoss } from './platform/boss.ts';
import { keepStanding } from './matching/keep-standing.ts';
import { log } from './platform/log.ts';
import { connect, type Connections } from './platform/postgres/client.ts';
import { checkRights } from './router.ts';
import { jobHandlers } from './worker.ts';

export type Runtime = { deps: Deps; close(): Promise<void> };

/** The connections of a process: its own role's, and a few that only read pools. */
function open(config: Config, purpose: 'server' | 'worker', pool?: number) {
	const own = connect(config.databaseUrls[purpose], pool);
	const matcher = connect(config.databaseUrls.matcher, 2);
	const close = async (...all: Connections[]) => void (await Promise.all(all.map((one) => one.close())));
	return { db: own.db, matcher: matcher.db, close: () => close(own, matcher) };
}

/** What a web process needs: the database under the server's role, and a queue it only writes to. */
export async function openServer(config: Config): Promise<Runtime> {
	checkRights();
	const { close, ...databases } = open(config, 'server');
	const boss = await openBoss(config.databaseUrls.server, log);
	return {
		deps: { ...databases, boss, config, log },
		close: async () => {
			await boss.stop({ graceful: false });
			await close();
		}
	};
}

/** Connections of a worker under its own role: it does few jobs at a time. */
const workerPool = 6;

/** What a process that does the jobs needs: the database under the worker's role, and the queue it serves. */
export async function openWorker(config: Config): Promise<Runtime> {
	const { close, ...databases } = open(config, 'worker', workerPool);
	const deps = { ...databases, config, log } as Deps;
	deps.boss = await openBoss(
		config.databaseUrls.worker,
		log,
		jobHandlers(() => deps)
	);
	const standing = keepStanding(deps);
	return {
		deps,
		close: async () => {
			await standing.stop();
			await deps.boss.stop({ graceful: true, timeout: 3000 });
			await close();
		}
	};
}

/** The worker's side without a loop: jobs are done when `drain` says so. For commands and tests. */
export async function openIdleWorker(config: Config): Promise<Runtime> {
	const { close, ...databases } = open(config, 'worker', workerPool);
	const boss = await openBoss(config.databaseUrls.worker, log);
	return {
		deps: { ...databases, boss, config, log },
		close: async () => {
			await boss.stop({ graceful: false });
			await close();
		}
	};
}
