import { PgBoss, type JobResult } from 'pg-boss';
import { schedules, type JobName } from './jobs.ts';
import { safeError, type Log } from './log.ts';
import { QUEUE_SCHEMA } from './postgres/migrate.ts';

/** How often a job is looked for, in seconds, and how many at once. */
const polling = { pollingIntervalSeconds: 0.5, batchSize: 20, perJobResults: true } as const;

/**
 * Opens the queue under one role. Without `handlers` it only sends. The schema is installed by the migration; this
 * never changes it.
 */
export async function openBoss(
	url: string,
	log: Log,
	handlers: Partial<Record<JobName, (data: never) => Promise<void>>> = {}
): Promise<PgBoss> {
	const isWorker = Object.keys(handlers).length > 0;
	const boss = new PgBoss({
		connectionString: url,
		schema: QUEUE_SCHEMA,
		max: 4,
		migrate: false,
		supervise: isWorker,
		// The worker does not own the tables of the queue.
		reindex: false,
		schedule: isWorker
	});
	// Without a listener, a lost connection would take the whole process down.
	boss.on('error', (error) => log.warn({ code: (error as { code?: string }).code }, 'queue connection'));
	await boss.start();
	for (const [name, handle] of Object.entries(handlers))
		await boss.work(name, polling, async (jobs) => {
			const results: JobResult[] = [];
			// One after the other, each with its own outcome: a job that fails is tried again alone.
			for (const { id, data } of jobs) {
				try {
					await handle(data as never);
					results.push({ id, status: 'completed' });
				} catch (error) {
					log.error({ err: error, job: name }, 'job failed');
					results.push({ id, status: 'failed', output: safeError(error) });
				}
			}
			return results;
		});
	if (isWorker)
		for (const [name, cron] of Object.entries(schedules)) await boss.schedule(name, cron, {}, { tz: 'Europe/Paris' });
	return boss;
}
