import { expect, test } from 'vitest';
import { poolBuilder } from '../domain/matching/pool-builder.ts';
import { everybodySuits } from './hostile.ts';

test('every dwelling suits everybody but the one who lives there', () => {
	const { levels, ...pool } = everybodySuits(5);
	const builder = poolBuilder({ households: 5, vacancies: 0, levels: [{ name: 'worth', kind: 'count' }] });
	for (let u = 0; u < 5; u++) for (let v = 0; v < 5; v++) if (u !== v) builder.arc(u, v);
	const { levels: _, ...expected } = builder.build();
	expect(pool).toEqual(expected);
	const [level] = levels;
	expect(level!.kind === 'sum' && level!.weights!.every((points) => points >= 1 && points <= 1000)).toBe(true);
});
