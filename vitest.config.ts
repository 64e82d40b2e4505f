import { defineConfig } from 'vitest/config';

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
		projects: [
			{
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					exclude: ['**/*.case.test.ts'],
					// Some run commands of the terminal, on machines that are busy with the other checks.
					testTimeout: 20_000
				}
			},
			{
				test: {
					name: 'cases',
					include: ['src/**/*.case.test.ts', 'tests/cases/**/*.case.test.ts'],
					globalSetup: 'tests/support/cluster-of-tests.ts',
					setupFiles: 'tests/support/database-of-file.ts',
					testTimeout: 20_000,
					hookTimeout: 30_000
				}
			},
			{
				test: {
					name: 'trust',
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
