import { deliverLetter } from './platform/deliver-letter.ts';
import { importDwellings } from './dwellings/import/import-dwellings.ts';
import { sendRecovery } from './accounts/links.ts';
import { takeWitness } from './platform/audit-witness.ts';
import type { Deps } from './platform/context.ts';
import type { JobData, JobName } from './platform/jobs.ts';
import { watchTerms } from './households/requests/watch-terms.ts';
import { applyRetention } from './households/apply-retention.ts';
import { react } from './reactions.ts';
import { explainMatching } from './matching/explain-matching.ts';
import { replayRun } from './matching/replay-run.ts';
import { runMatching } from './matching/run-matching.ts';
import { passDeadlines } from './proposals/pass-deadlines.ts';

/** What each job does. Deps are those of the worker: its own role of the database. */
export const jobHandlers = (deps: () => Deps): { [N in JobName]: (data: JobData[N]) => Promise<void> } => ({
	react: ({ eventId }) => react(deps(), eventId),
	deliverLetter: ({ letterId }) => deliverLetter(deps(), letterId),
	match: ({ runId, isReplay }) => (isReplay ? replayRun(deps(), runId) : runMatching(deps(), runId)),
	explain: ({ runId }) => explainMatching(deps(), runId),
	deadlines: async () => {
		await passDeadlines(deps());
		await watchTerms(deps());
	},
	recover: ({ email }) => sendRecovery(deps(), email),
	importDwellings: ({ importId }) => importDwellings(deps(), importId),
	retention: () => applyRetention(deps()).then(() => {}),
	witness: () => takeWitness(deps()).then(() => {})
});

/** Does every job that waits, and those they cause, until none is left. For commands and tests. */
export async function drain(deps: Deps): Promise<void> {
	const handlers = jobHandlers(() => deps);
	for (let found = true; found;) {
		found = false;
		for (const name of Object.keys(handlers) as JobName[]) {
			const jobs = await deps.boss.fetch(name, { batchSize: 50 });
			for (const job of jobs) {
				found = true;
				await handlers[name](job.data as never);
				await deps.boss.complete(name, job.id);
			}
		}
	}
}
