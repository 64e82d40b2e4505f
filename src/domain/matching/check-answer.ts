import { checkSelection } from './check.ts';
import type { Pool } from './pool.ts';
import type { Answer } from './solve.ts';

/**
 * Moves are counted, values added up again and limits read anew by the checker, which shares no code with the engine.
 * @throws Error at any difference: what was found must not be used
 */
export function checkAnswer(
	pool: Pool,
	answer: Pick<Answer, 'cycles' | 'chains' | 'levels'>,
	limits: { maxCycle: number; maxChain: number }
): void {
	const report = checkSelection(pool, answer, limits);
	const [fault] = report.faults;
	if (fault) throw new Error(`The checker refuses the exchanges found: ${fault.code}`);
	for (const [k, level] of answer.levels.entries()) {
		if (report.value[k] !== level.value) throw new Error(`The checker counts another value for ${level.name}`);
		if (level.bound < level.value) throw new Error(`The bound of ${level.name} is below its value`);
	}
}

/** What is not free any more in a pool: vertices, and moves as [home, household]. */
export type Closed = { closed: readonly number[]; cut: readonly (readonly [number, number])[] };

/** @throws Error when an exchange passes by what is not free */
export function checkOpen({ closed, cut }: Closed, { cycles, chains }: Pick<Answer, 'cycles' | 'chains'>): void {
	const isClosed = new Set(closed);
	const isCut = new Set(cut.map(([home, household]) => `${home} ${household}`));
	for (const vertices of [...cycles.map((cycle) => [...cycle, cycle[0]!]), ...chains])
		for (const [i, v] of vertices.entries())
			if (isClosed.has(v) || (i > 0 && isCut.has(`${vertices[i - 1]} ${v}`)))
				throw new Error('The engine used what is not free');
}
