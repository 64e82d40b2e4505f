/** The hardest pool there is for its number of households: what no engine can settle, and must be stopped in. */
import { chanceOf } from '../domain/matching/chance.ts';
import type { AdditivePool } from '../domain/matching/pool.ts';

/** Every dwelling suits everybody, for 1 to 1 000 points. */
export function everybodySuits(households: number): AdditivePool {
	const random = chanceOf(1);
	const each = households - 1;
	return {
		households,
		vacancies: 0,
		rowStart: Int32Array.from({ length: households + 1 }, (_, u) => u * each),
		// Row u skips u itself.
		target: Int32Array.from({ length: households * each }, (_, arc) => {
			const place = arc % each;
			return place < Math.floor(arc / each) ? place : place + 1;
		}),
		levels: [
			{
				name: 'worth',
				kind: 'sum',
				weights: Int32Array.from({ length: households * each }, () => 1 + Math.floor(1000 * random()))
			}
		],
		patience: null
	};
}
