/** The thread of the engine: does one task on what it was given, and answers. No database, no setting of the process. */
import { deflateSync } from 'node:zlib';
import { parentPort, workerData } from 'node:worker_threads';
import { explainRun } from '#domain/matching/insight/explain-run.ts';
import { playRun, type RunOutcome, type SearchProgress } from '#domain/matching/compatibility/run.ts';
import type { Crew } from '#domain/matching/crew.ts';
import { replaySearch } from '#domain/matching/compatibility/search.ts';
import { withCrew } from './crew.ts';
import type { EngineMessage, EngineTask, ThreadData } from './run-engine.ts';

const { task, seconds, threads } = workerData as ThreadData;
const tell = (message: EngineMessage) => parentPort!.postMessage(message);

const stopAt = performance.now() + seconds * 1000;
const secondsLeft = () => (stopAt - performance.now()) / 1000;

/** Told twice a second at most, ms. */
const pace = 500;
let toldAt = -Infinity;
const onProgress = (progress: SearchProgress) => {
	if (performance.now() - toldAt < pace) return;
	toldAt = performance.now();
	tell({ progress });
};

const compressed = (outcome: RunOutcome): RunOutcome => ({
	...outcome,
	packed: deflateSync(outcome.packed, { level: 6 })
});

const answerTo = (one: EngineTask, crew: Crew) => {
	switch (one.kind) {
		case 'run':
			return compressed(playRun(one.input, { secondsLeft, crew, onStep: (step) => tell({ step }), onProgress }));
		case 'replay':
			return replaySearch(one.pool, one.question, { crew });
		case 'explain':
			return explainRun(one.input, one.exchanges, () => secondsLeft() <= 0);
	}
};

tell({ answer: withCrew(threads, (crew) => answerTo(task, crew)) });
