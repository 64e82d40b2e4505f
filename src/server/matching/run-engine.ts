import { Worker } from 'node:worker_threads';
import type { RunExplanation } from '#domain/matching/insight/explain-run.ts';
import type { Exchange } from '#domain/matching/compatibility/exchanges.ts';
import type { RunInput, RunOutcome, RunStep, SearchProgress } from '#domain/matching/compatibility/run.ts';
import type { MendQuestion, RunResult, SearchQuestion } from '#domain/matching/compatibility/search.ts';
import type { Pool } from '#domain/matching/pool.ts';
import { usualThreads } from './crew.ts';
import { workerFile } from '../platform/worker-file.ts';

type Replay = { pool: Pool; question: SearchQuestion | MendQuestion };

/** What the thread of the engine does. */
export type EngineTask =
	| { kind: 'run'; input: RunInput }
	| ({ kind: 'replay' } & Replay)
	| { kind: 'explain'; input: RunInput; exchanges: Exchange[] };
/** What it is given; it stops searching by itself after `seconds`, and shares its search with others up to `threads`. */
export type ThreadData = { task: EngineTask; seconds: number; threads: number };
export type EngineMessage = { step: RunStep } | { progress: SearchProgress } | { answer: EngineAnswer };
type EngineAnswer = RunOutcome | RunResult | RunExplanation;

type Control = {
	/** How long the search may take before it answers with what it has, s. */
	seconds: number;
	/** Threads that search, at most; as many as processors unless said. What is found does not depend on it. */
	threads?: number;
	/** Told at each step, and now and then how far the search is. */
	onStep?: (step: RunStep) => void;
	onProgress?: (progress: SearchProgress) => void;
	/** Asked every second; false gives the task up. */
	isWanted?: () => Promise<boolean>;
};

/** The most memory a task may take, MB: a hostile pool ends its own thread, not the process. */
const memory = 4_096;

/** The search looks at its clock between steps: this much longer, and the thread is ended, s. */
const grace = 120;

/** A replay is only asked of searches that ended by themselves: this is far more than any of them took, s. */
const replaySeconds = 600;

/**
 * Plays a run in a thread of its own, so that the process goes on serving pages and jobs meanwhile. Its pool comes back
 * compressed.
 * @returns null when the run was given up
 * @throws Error when the engine fails, is refused by the checker or runs out of memory
 */
export const runEngine = async (input: RunInput, control: Control): Promise<RunOutcome | null> =>
	(await inThread({ kind: 'run', input }, control)) as RunOutcome | null;

/** Plays a search again, in a thread of its own. */
export const replayEngine = async (replay: Replay): Promise<RunResult> =>
	(await inThread({ kind: 'replay', ...replay }, { seconds: replaySeconds })) as RunResult;

/** Explains what a run found, in a thread of its own. */
export const explainEngine = async (
	told: { input: RunInput; exchanges: Exchange[] },
	control: { seconds: number }
): Promise<RunExplanation> => (await inThread({ kind: 'explain', ...told }, control)) as RunExplanation;

function inThread(task: EngineTask, control: Control): Promise<EngineAnswer | null> {
	const data: ThreadData = { task, seconds: control.seconds, threads: control.threads ?? usualThreads() };
	return new Promise((resolve, reject) => {
		const worker = new Worker(workerFile('engine', import.meta.url), {
			workerData: data,
			resourceLimits: { maxOldGenerationSizeMb: memory }
		});
		const end = (settle: () => void) => {
			clearInterval(watch);
			clearTimeout(limit);
			void worker.terminate();
			settle();
		};
		const look = async () => {
			if (!(await control.isWanted?.())) end(() => resolve(null));
		};
		// When the database does not answer, it is asked again a second later.
		const watch = control.isWanted && setInterval(() => void look().catch(() => {}), 1_000);
		const limit = setTimeout(
			() => end(() => reject(new Error('The engine went on after its time'))),
			(control.seconds + grace) * 1_000
		);
		worker.on('message', (message: EngineMessage) => {
			if ('step' in message) control.onStep?.(message.step);
			else if ('progress' in message) control.onProgress?.(message.progress);
			else end(() => resolve(message.answer));
		});
		worker.on('error', (error) => end(() => reject(error)));
		worker.on('exit', () => end(() => reject(new Error('The engine ended without an answer'))));
	});
}
