/** The thread of the engine: does one task on what it was given, and answers. No database, no setting of the process. */
import { parentPort, workerData } from 'node:worker_threads';
import { playRun } from '#domain/matching/compatibility/run.ts';
import { replaySearch } from '#domain/matching/compatibility/search.ts';
import type { EngineMessage, EngineTask, ThreadData } from './run-engine.ts';

const { task, seconds } = workerData as ThreadData;
const tell = (message: EngineMessage) => parentPort!.postMessage(message);

const stopAt = performance.now() + seconds * 1000;
const secondsLeft = () => (stopAt - performance.now()) / 1000;

const answerTo = (one: EngineTask) =>
	one.kind === 'run'
		? playRun(one.input, { secondsLeft, onStep: (step) => tell({ step }) })
		: replaySearch(one.pool, one.question);

tell({ answer: answerTo(task) });
