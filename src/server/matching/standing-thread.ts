/** The thread of a standing graph, seen by the process that asks it. */
import { Worker } from 'node:worker_threads';
import type { CompatibilitySetting } from '#domain/matching/compatibility/compatibility.ts';
import type { StandingHome } from '#domain/matching/compatibility/listing.ts';
import type { Mended } from '#domain/matching/compatibility/mended.ts';
import type { RepairWish } from '#domain/matching/compatibility/objective.ts';
import { workerFile } from '../platform/worker-file.ts';

/** What the thread is asked, one thing at a time, and what it answers. */
export type StandingAsk =
	| { kind: 'bring'; homes: StandingHome[] }
	| { kind: 'build'; setting: CompatibilitySetting; limits: { maxCycle: number; maxChain: number } }
	| { kind: 'follow'; homes: StandingHome[]; rules: CompatibilitySetting['rules'] }
	| { kind: 'mend'; wish: RepairWish; seed: number; seconds: number }
	| { kind: 'prepare' }
	| { kind: 'pack' };
export type StandingAnswers = {
	bring: null;
	build: null;
	follow: { fingerprint: string };
	mend: Mended;
	prepare: { fingerprint: string };
	pack: Uint8Array;
};

export type Thread = {
	isAlive: boolean;
	/** @param seconds how long it may take beside the usual. @throws when the thread fails or goes on after its time */
	ask<K extends StandingAsk['kind']>(
		ask: Extract<StandingAsk, { kind: K }>,
		seconds?: number
	): Promise<StandingAnswers[K]>;
	end(): void;
};

/** A graph that nobody asked for during this long is dropped, and its memory given back, ms. */
const idle = 30 * 60_000;

/** The most memory the graph may take, MB, and the most time anything but a search may take, s. */
const memory = 4_096;
const patience = 120;

/** Opens the thread, with nothing in it. */
export function openThread(): Thread {
	const worker = new Worker(workerFile('standing', import.meta.url), {
		resourceLimits: { maxOldGenerationSizeMb: memory }
	});
	// Nobody waits for it while it does nothing.
	worker.unref();
	worker.on('error', () => {});
	let sleep: NodeJS.Timeout | undefined;
	const thread: Thread = {
		isAlive: true,
		end: () => {
			thread.isAlive = false;
			clearTimeout(sleep);
			void worker.terminate();
		},
		async ask(ask, seconds = 0) {
			if (!thread.isAlive) throw new Error('The standing graph has ended');
			clearTimeout(sleep);
			worker.ref();
			return new Promise((resolve, reject) => {
				const settle = (done: () => void) => {
					clearTimeout(limit);
					worker.off('message', answered).off('error', failed).off('exit', ended);
					worker.unref();
					sleep = setTimeout(thread.end, idle).unref();
					done();
				};
				const answered = (answer: unknown) => settle(() => resolve(answer as StandingAnswers[typeof ask.kind]));
				const failed = (error: Error) => settle(() => reject(error));
				const ended = () => settle(() => reject(new Error('The standing graph ended without an answer')));
				const limit = setTimeout(
					() => failed(new Error('The standing graph went on after its time')),
					(patience + seconds) * 1_000
				);
				worker.on('message', answered).on('error', failed).on('exit', ended);
				worker.postMessage(ask);
			});
		}
	};
	worker.on('exit', () => (thread.isAlive = false));
	return thread;
}
