import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDwelling } from '../../../tests/factories/housing.ts';
import type { Wish } from './need.ts';
import { wishKinds } from './need.ts';
import { answerWishes, isMet, wishCounter, wishesMetBy } from './wishes.ts';

const same = { today: 500, after: 500 };
const today = aDwelling({ area: 60 });

describe('a wish', () => {
	test.each<[Wish, Parameters<typeof aDwelling>[0], boolean | null]>([
		[{ kind: 'commune', value: '95127' }, { commune: '95127' }, true],
		[{ kind: 'commune', value: '95127' }, { commune: '95500' }, false],
		[{ kind: 'lift' }, { hasLift: true }, true],
		[{ kind: 'lift' }, { hasLift: false }, false],
		[{ kind: 'groundFloor' }, { floor: 0 }, true],
		[{ kind: 'groundFloor' }, { floor: 1 }, false],
		[{ kind: 'highFloor' }, { floor: 3 }, true],
		[{ kind: 'highFloor' }, { floor: 2 }, false],
		[{ kind: 'goodEnergyClass' }, { energyClass: 'A' }, true],
		[{ kind: 'goodEnergyClass' }, { energyClass: 'B' }, true],
		[{ kind: 'goodEnergyClass' }, { energyClass: 'C' }, true],
		[{ kind: 'goodEnergyClass' }, { energyClass: 'D' }, false],
		[{ kind: 'goodEnergyClass' }, { energyClass: null }, null],
		[{ kind: 'moreArea' }, { area: 60.5 }, true],
		[{ kind: 'moreArea' }, { area: 60 }, false]
	])('%o of a home with %o: %s', (wish, home, met) => {
		expect(isMet(wish, aDwelling(home), today, same)).toBe(met);
	});

	test.each([
		[{ today: 500, after: 499.99 }, true],
		[{ today: 500, after: 500 }, false],
		[{ today: NaN, after: 400 }, null],
		[{ today: 500, after: NaN }, null]
	])('for less to pay, with %o, is met: %s', (bills, met) => {
		expect(isMet({ kind: 'lowerBill' }, aDwelling(), today, bills)).toBe(met);
	});

	test('for more room is not known without the home of today', () => {
		expect(isMet({ kind: 'moreArea' }, aDwelling(), null, same)).toBeNull();
	});

	test('is answered beside its own words', () => {
		const wishes: Wish[] = [{ kind: 'commune', value: '95127' }, { kind: 'lift' }];
		expect(answerWishes(wishes, aDwelling({ commune: '95127', hasLift: false }), today, same)).toEqual([
			{ kind: 'commune', value: '95127', isMet: true },
			{ kind: 'lift', isMet: false }
		]);
	});
});

test('the wishes that a home meets are counted for millions of pairs as they are answered one by one', () => {
	const anyWish = fc.record({ kind: fc.constantFrom(...wishKinds), value: fc.constantFrom('95127', '95500') });
	const anyHome = fc.record({
		commune: fc.constantFrom('95127', '95500'),
		hasLift: fc.boolean(),
		floor: fc.integer({ min: 0, max: 4 }),
		energyClass: fc.constantFrom('A', 'C', 'D', 'G', null),
		area: fc.constantFrom(50, 60, 70)
	});
	const anyBill = fc.constantFrom(400, 500, NaN);
	fc.assert(
		fc.property(
			fc.uniqueArray(anyWish, { selector: ({ kind }) => kind }),
			anyHome,
			fc.option(fc.constant(today)),
			fc.record({ today: anyBill, after: anyBill }),
			(wishes, changes, current, bills) => {
				const home = aDwelling(changes);
				const met = answerWishes(wishes, home, current, bills).filter((wish) => wish.isMet === true);
				expect(wishCounter(wishes)(home, wishesMetBy(home), current, bills)).toBe(met.length);
			}
		)
	);
});
