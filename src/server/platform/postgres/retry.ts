/** Errors that another try may not meet: two transactions in each other's way, a server that restarts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';

const TRIES = 5;
/** In all, in milliseconds: a person is waiting. */
const WITHIN = 10_000;
/** Each pause is about three times the last: 0.1 s for two transactions in each other's way, 3 s for a restart. */
const FIRST_PAUSE = 50;

// https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization failure, deadlock, lock not available,
// administrator's shutdown, crash shutdown, cannot connect now; class 08 is the connection's.
const passing = /^(40001|40P01|55P03|57P0[123]|08...)$/;
// What the driver and the system say of a connection that was cut or refused.
const cut = ['CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** True for an error that may pass by itself, looked for through its causes. */
export function isPassing(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = String((error as NodeJS.ErrnoException).code ?? '');
	return passing.test(code) || cut.includes(code) || isPassing(error.cause);
}

/**
 * Does the work, again when the error may pass by itself: at most 5 tries within 10 s, with pauses at random so
 * that those who collided do not meet again. The work must be a whole transaction that may be repeated, under its
 * idempotency key: a connection lost during COMMIT does not say whether it took effect.
 *
 * @param rest waits for some milliseconds.
 * @throws the last error when no try succeeded; `isPassing` tells whether to answer "try again later".
 */
export async function retrying<T>(work: () => Promise<T>, rest: (ms: number) => Promise<unknown> = sleep): Promise<T> {
	const deadline = Date.now() + WITHIN;
	for (let tried = 1; ; tried++) {
		try {
			return await work();
		} catch (error) {
			const pause = (0.5 + Math.random() / 2) * FIRST_PAUSE * 3 ** tried;
			if (!isPassing(error)) throw error;
			if (tried === TRIES || Date.now() + pause > deadline) {
				log.warn({ err: error }, 'database away');
				throw error;
			}
			await rest(pause);
		}
	}
}
