import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDwelling, aHousehold } from '../../../tests/factories/housing.ts';
import { addDays } from '../calendar.ts';
import aides from '../reference/aides-logement.json' with { type: 'json' };
import { costOf, type CostRequest } from './cost.ts';
import { aidFiguresAt, type Month } from './parameters.ts';
import { defaultAffordability } from './settings.ts';

const stated = (value: number) => ({ value, from: 'tenant' as const, on: '2026-01-01' });
const cents = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((amount) => amount / 100);

const costAt = (
	home: { reletRent: number; annexRent?: number; charges?: number },
	means: { apl: number; monthly?: number },
	changes: Partial<CostRequest> = {}
) =>
	costOf({
		household: aHousehold({ aplResources: stated(means.apl), monthlyResources: stated(means.monthly ?? 2_050) }),
		target: aDwelling(home),
		current: aDwelling({ id: 'dwelling-1' }),
		on: '2026-01-15',
		settings: defaultAffordability,
		...changes
	}).after!;

/** A cent more of rent may bring a whole euro of aid, or the first one that is paid at all. */
const oneStep = 1.02 + aidFiguresAt('2026-01').minimumPayment.APL;

test('a dearer home never leaves less to pay, but for the step of one euro and of the least amount paid', () => {
	fc.assert(
		fc.property(cents(1_500), cents(900), cents(60_000), (rent, more, apl) => {
			const bill = (reletRent: number) => costAt({ reletRent }, { apl }).residualBill!;
			expect(bill(rent + more)).toBeGreaterThanOrEqual(bill(rent) - oneStep);
		})
	);
});

test('annexes and charges are paid to the cent: the aid does not follow them', () => {
	fc.assert(
		fc.property(cents(1_200), cents(200), cents(300), cents(60_000), (reletRent, annexRent, charges, apl) => {
			const bare = costAt({ reletRent, annexRent: 0, charges: 0 }, { apl });
			const whole = costAt({ reletRent, annexRent, charges }, { apl });
			// Where the aids are above the rent alone, nothing is left to pay of it: what is added is paid once they are used.
			const isRentCovered = bare.residualBill === 0;
			const added = whole.residualBill! - bare.residualBill!;
			if (isRentCovered) expect(added).toBeLessThanOrEqual(annexRent + charges + 1e-9);
			else expect(added).toBeCloseTo(annexRent + charges, 6);
			expect(whole.apl).toBe(bare.apl);
		})
	);
});

test('more resources of the month never raise the share that pays the home, nor lower what is left to live on', () => {
	fc.assert(
		fc.property(cents(1_200), cents(40_000), cents(4_000), cents(2_000), (reletRent, apl, monthly, more) => {
			const poorer = costAt({ reletRent }, { apl, monthly: monthly + 1 });
			const richer = costAt({ reletRent }, { apl, monthly: monthly + 1 + more });
			expect(richer.effortRate!).toBeLessThanOrEqual(poorer.effortRate! + 1e-9);
			expect(richer.livingAllowance!.perUnit).toBeGreaterThanOrEqual(poorer.livingAllowance!.perUnit - 1e-9);
		})
	);
});

test('no amount told has more than cents, none is negative', () => {
	fc.assert(
		fc.property(cents(1_200), cents(200), cents(300), cents(60_000), (reletRent, annexRent, charges, apl) => {
			const after = costAt({ reletRent, annexRent, charges }, { apl });
			for (const amount of [
				after.rent,
				after.annexRent,
				after.charges!,
				after.bill!,
				after.apl!,
				after.rls!,
				after.residualBill!
			]) {
				expect(amount).toBeGreaterThanOrEqual(0);
				expect(Math.abs(amount * 100 - Math.round(amount * 100))).toBeLessThan(1e-6);
			}
		})
	);
});

test('the range around an estimate holds the bill of every household whose resources are inside it', () => {
	fc.assert(
		fc.property(
			cents(1_200),
			fc.integer({ min: 1, max: 450 }),
			fc.double({ min: -1, max: 1, noNaN: true }),
			(reletRent, hundreds, place) => {
				const estimated = costOf({
					household: aHousehold({
						aplResources: null,
						referenceTaxIncomes: [{ year: 2024, amount: stated(hundreds * 100) }]
					}),
					target: aDwelling({ reletRent }),
					current: aDwelling({ id: 'dwelling-1' }),
					on: '2026-01-15',
					settings: defaultAffordability
				});
				const { low, high } = estimated.resources!;
				const real = Math.min(
					high,
					Math.max(low, estimated.resources!.value * (1 + place * defaultAffordability.estimateSpread))
				);
				const bill = costAt({ reletRent }, { apl: real }).residualBill!;
				expect(bill).toBeGreaterThanOrEqual(estimated.after!.range!.low - 1e-9);
				expect(bill).toBeLessThanOrEqual(estimated.after!.range!.high + 1e-9);
			}
		)
	);
});

/** Every month whose figures are known, and some after the last of them. */
const months: Month[] = Array.from({ length: 12 * 12 }, (_, i) => {
	const month = 9 + i;
	return `${2015 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`;
});
/** The months at whose first day some figure of the reference begins. */
const monthsOfChange = new Set(
	[...JSON.stringify(aides).matchAll(/"from":"(\d{4}-\d{2}-\d{2})"/g)].map(([, day]) => {
		const isFirst = day!.endsWith('-01');
		// A figure that begins inside a month is that of the first day after.
		return (isFirst ? day! : addDays(`${day!.slice(0, 8)}28`, 4)).slice(0, 7);
	})
);
const figuresOf = ({ ...figures }: ReturnType<typeof aidFiguresAt>) => ({ ...figures, month: null });

test('figures change on the first of a month of the reference, and on no other day', () => {
	for (const [i, month] of months.entries()) {
		const before = months[i - 1];
		if (!before || monthsOfChange.has(month)) continue;
		expect(figuresOf(aidFiguresAt(month)), month).toEqual(figuresOf(aidFiguresAt(before)));
	}
	const changes = months.filter(
		(month, i) =>
			i > 0 &&
			JSON.stringify(figuresOf(aidFiguresAt(month))) !== JSON.stringify(figuresOf(aidFiguresAt(months[i - 1]!)))
	);
	expect(changes.length).toBeGreaterThan(15);
	for (const month of changes) expect(monthsOfChange).toContain(month);
});

test('a home costs the same on the first and on the last day of a month', () => {
	for (const month of months.filter((one) => one >= '2018-01')) {
		const first = `${month}-01`;
		const last = addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1);
		const on = (day: string) => costAt({ reletRent: 540 }, { apl: 20_400 }, { on: day });
		expect(on(first).residualBill, month).toBe(on(last).residualBill);
	}
});
