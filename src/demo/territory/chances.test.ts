import { expect, test } from 'vitest';
import { chancesFrom, chancesOf, classesFrom, fitShares, pick } from './chances.ts';

test('an item is drawn as often as its weight says', () => {
	const chances = chancesFrom({ rare: 1, usual: 3 });
	const drawn = Array.from({ length: 400 }, (_, i) => pick(chances, (i + 0.5) / 400));
	expect(drawn.filter((item) => item === 'rare')).toHaveLength(100);
});

test('an item without weight is never drawn, even at the ends', () => {
	const chances = chancesOf(['never', 'always', 'not either'], [0, 2, 0]);
	for (const unit of [0, 0.5, 0.999999]) expect(pick(chances, unit)).toBe('always');
});

test('chances without any weight are refused', () => {
	expect(() => chancesOf(['a'], [0])).toThrow(RangeError);
});

test('a class gives numbers from its first value to the next, in proportion', () => {
	const age = classesFrom({ '18': 25, '30': 75 }, 90);
	expect(age(0)).toBe(18);
	expect(age(0.125)).toBeCloseTo(24);
	expect(age(0.25)).toBeCloseTo(30);
	expect(age(0.625)).toBeCloseTo(60);
	expect(age(0.9999)).toBeLessThan(90);
});

test('fitted weights respect every share at once and leave the impossible at zero', () => {
	// Two rows by two columns, one cell impossible.
	const weights = fitShares(
		[1, 1, 0, 1],
		[
			{ classOf: [0, 0, 1, 1], wanted: [70, 30] },
			{ classOf: [0, 1, 0, 1], wanted: [40, 60] }
		]
	);
	expect(weights[2]).toBe(0);
	expect(weights[0]).toBeCloseTo(0.4, 6);
	expect(weights[1]).toBeCloseTo(0.3, 6);
	expect(weights[3]).toBeCloseTo(0.3, 6);
});

test('a share wanted of a class that cannot exist is refused', () => {
	expect(() => fitShares([1, 0], [{ classOf: [0, 1], wanted: [50, 50] }])).toThrow(/class 1 has no possible cell/);
});
