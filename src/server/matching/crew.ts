/** Threads that share the attempts of a search: see src/domain/matching/crew.ts. */
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { alone, attempted, type Attempt, type Crew, type Lot } from '#domain/matching/crew.ts';
import { workerFile } from '../platform/worker-file.ts';

/**
 * A turn as its threads see it. `state` is shared: which attempt is to be taken next, whether to stop, and how many answers were
 * given. A thread that comes late finds nothing left to take.
 */
export type Turn = { lot: Lot; attempts: readonly Attempt[]; state: Int32Array<SharedArrayBuffer> };
/** What a helper says of an attempt it took. */
export type HelperAnswer = { place: number; chosen: Int32Array } | { failure: unknown };
/** What a helper is started with. */
export type HelperData = { port: MessagePort };

const NEXT = 0;
const STOP = 1;
const ANSWERS = 2;

/** How often one looks whether to stop while waiting, ms. */
const pace = 50;

/** Threads a search is worth: as many as attempts of a turn, or as there are processors. */
export const usualThreads = (): number => Math.min(4, availableParallelism());

/** Takes attempts of a turn as long as there are any, whoever takes the others. */
export function takeAttempts(turn: Turn, shouldStop: () => boolean, done: (place: number, chosen: Int32Array) => void) {
	const { lot, attempts, state } = turn;
	for (;;) {
		const place = Atomics.add(state, NEXT, 1);
		if (place >= attempts.length) return;
		done(
			place,
			attempted(lot, attempts[place]!, () => Atomics.load(state, STOP) === 1 || shouldStop())
		);
	}
}

/** Tells who waits for a turn that there is an answer to read. */
export function ring({ state }: Turn): void {
	Atomics.add(state, ANSWERS, 1);
	Atomics.notify(state, ANSWERS);
}

/**
 * Does some work with a crew of so many threads, this one included. The others start with the first turn that has something for
 * them, and end with the work.
 * @param options what helpers run; and how long one may take for an attempt once all the others are done, ms: far more than any
 * of them takes
 */
export function withCrew<T>(
	threads: number,
	work: (crew: Crew) => T,
	{ file = workerFile('crew', import.meta.url), patience = 60_000 } = {}
): T {
	if (threads <= 1) return work(alone);
	const helpers: { thread: Worker; port: MessagePort }[] = [];
	const start = () => {
		const { port1: port, port2 } = new MessageChannel();
		const data: HelperData = { port: port2 };
		const thread = new Worker(file, { workerData: data, transferList: [port2] });
		// One that does not start takes nothing: the others do its part.
		thread.on('error', () => {});
		thread.unref();
		helpers.push({ thread, port });
	};
	const attemptAll: Crew['attemptAll'] = (lot, attempts, shouldStop) => {
		while (helpers.length < Math.min(threads, attempts.length) - 1) start();
		const turn: Turn = { lot, attempts, state: new Int32Array(new SharedArrayBuffer(12)) };
		const done: Int32Array[] = [];
		let missing = attempts.length;
		const take = (place: number, chosen: Int32Array) => {
			done[place] = chosen;
			missing--;
		};
		for (const { port } of helpers) port.postMessage(turn);
		takeAttempts(turn, shouldStop, take);
		for (const until = performance.now() + patience; ;) {
			const heard = Atomics.load(turn.state, ANSWERS);
			for (const { port } of helpers) {
				for (let letter; (letter = receiveMessageOnPort(port));) {
					const answer = letter.message as HelperAnswer;
					if ('failure' in answer) throw new Error('A thread of the search failed', { cause: answer.failure });
					take(answer.place, answer.chosen);
				}
			}
			if (missing === 0) return done;
			if (performance.now() > until) throw new Error('A thread of the search was lost');
			if (shouldStop()) Atomics.store(turn.state, STOP, 1);
			Atomics.wait(turn.state, ANSWERS, heard, pace);
		}
	};
	try {
		return work({ attemptAll });
	} finally {
		for (const { thread, port } of helpers) {
			port.close();
			void thread.terminate();
		}
	}
}
