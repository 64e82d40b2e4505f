import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Node.js strips types with WebAssembly, here in the threads of the engine too, and V8 13 may stop a process when two
 * threads free such code at once (« Check failed: jit_page.has_value() », https://github.com/nodejs/node/issues/64500):
 * nothing of it is freed. What is built has no types left to strip.
 */
const execArgv = ['--no-wasm-code-gc'];

/**
 * Kinds of tests, told by the name of the file:
 * - `x.test.ts`, beside the code (or in tests/unit): the domain, the engine, pure functions. No database.
 * - `x.case.test.ts`, beside the use case (or in tests/cases): through the API on a real PostgreSQL. Each file has a
 *   database of its own, a copy of one that the migrations have made: see tests/support/database.ts.
 * - `x.case.test.ts` in tests/trust: what must hold under attack, accident and crowd. The same, with more time; those of
 *   tests/trust/fuzz last.
 *
 * `npx vitest run --project unit`, `npx vitest run --project cases src/server/proposals`.
 */
export default defineConfig({
	test: {
		// Two on the smallest machine: they wait for the database as much as they work.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			{
				test: {
					name: 'unit',
					execArgv,
					include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					exclude: ['**/*.case.test.ts'],
					// Some run commands of the terminal, on machines that are busy with the other checks.
					testTimeout: 60_000
				}
			},
			{
				test: {
					name: 'cases',
					execArgv,
					include: ['src/**/*.case.test.ts', 'tests/cases/**/*.case.test.ts'],
					globalSetup: 'tests/support/cluster-of-tests.ts',
					setupFiles: 'tests/support/database-of-file.ts',
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				test: {
					name: 'trust',
					execArgv,
					include: ['tests/trust/**/*.case.test.ts'],
					exclude: ['tests/trust/fuzz/**'],
					globalSetup: 'tests/support/cluster-of-tests.ts',
					setupFiles: 'tests/support/database-of-file.ts',
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			},
			{
				test: {
					name: 'fuzz',
					execArgv,
					include: ['tests/trust/fuzz/*.case.test.ts'],
					globalSetup: 'tests/support/cluster-of-tests.ts',
					setupFiles: 'tests/support/database-of-file.ts',
					testTimeout: 120_000,
					hookTimeout: 120_000,
					// After all the others, and on every core: nothing of it measures time closely.
					maxWorkers: '100%',
					sequence: { groupOrder: 1 }
				}
			}
		]
	}
});
