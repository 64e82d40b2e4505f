/** What a file of tests opens, and closes at its end. */
import { afterAll } from 'vitest';

const closings: (() => unknown)[] = [];

/**
 * Closes something at the end of the file of tests, the last opened first; its database is dropped after that. For what
 * helpers open, wherever they are called: in vitest an `afterAll` that is made inside a hook or a test never runs.
 */
export function atEndOfFile(close: () => unknown): void {
	closings.push(close);
}

afterAll(async () => {
	for (const close of closings.splice(0).reverse()) await close();
});
