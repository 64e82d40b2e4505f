import { expect, test } from 'vitest';
import { guidingWeights } from './guide.ts';

test('the levels that lead a search are weighed so that each brings much more than the next, in whole numbers', () => {
	const values = [7_500, 5_600, 10_400, 210_000];
	const brought = guidingWeights(values).map((weight, level) => weight * values[level]!);
	for (const level of [0, 1, 2]) expect(brought[level]! / brought[level + 1]!).toBeGreaterThan(3);
	expect(guidingWeights(values).every(Number.isInteger)).toBe(true);
});

test('a level that brings nothing yet leads all the same', () => {
	expect(Math.min(...guidingWeights([0, 12, 0]))).toBeGreaterThan(0);
});
