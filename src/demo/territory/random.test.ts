import { expect, test } from 'vitest';
import { z } from 'zod';
import { evenUnits, idOf, randomFor, streams, xoshiro128 } from './random.ts';

test('the generator is the published one', () => {
	// First outputs of xoshiro128** 1.1 from the state 1, 2, 3, 4, from its published definition run apart, in Python.
	const next = xoshiro128(1, 2, 3, 4);
	expect(Array.from({ length: 8 }, next)).toEqual([
		11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849
	]);
});

test('a stream and an identifier are the same on every machine and with every engine', () => {
	const random = randomFor(42, streams.dwelling, 7);
	expect([random.unit(), random.unit(), random.bell()]).toEqual([
		0.2849244908429682, 0.603295762790367, -0.7765358635224402
	]);
	expect(idOf(42, streams.dwelling, 7)).toBe('0ceaa11c-4070-8bc1-b71a-30cfbd941f89');
});

test('the seed, the kind of thing and its number each change the stream', () => {
	const first = (seed: number, stream: 1 | 2, number: number) => randomFor(seed, stream, number).unit();
	const others = [first(2, 1, 0), first(1, 2, 0), first(1, 1, 1), first(1 + 2 ** 32, 1, 0), first(-1, 1, 0)];
	expect(new Set([first(1, 1, 0), ...others]).size).toBe(6);
});

test('the numbers of a stream fill their range evenly', () => {
	const random = randomFor(1, streams.need, 0);
	const slices = new Array<number>(10).fill(0);
	for (let i = 0; i < 100_000; i++) slices[random.below(10)]!++;
	for (const count of slices) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('the first numbers of neighbouring streams are as even as those of one stream', () => {
	const slices = new Array<number>(10).fill(0);
	for (let number = 0; number < 100_000; number++)
		slices[Math.floor(randomFor(1, streams.money, number).unit() * 10)]!++;
	for (const count of slices) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('a bell has mean 0 and standard deviation 1', () => {
	const random = randomFor(3, streams.dwelling, 0);
	const values = Array.from({ length: 50_000 }, () => random.bell());
	const mean = values.reduce((a, b) => a + b, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	expect(mean).toBeCloseTo(0, 1);
	expect(variance).toBeCloseTo(1, 1);
});

test('two things of a kind never share an identifier, and every identifier is a UUID', () => {
	const ids = Array.from({ length: 200_000 }, (_, number) => idOf(42, streams.household, number));
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.slice(0, 2_000).every((id) => z.uuid().safeParse(id).success)).toBe(true);
});

test('even units put exactly one number in each slice, in a drawn order', () => {
	const units = evenUnits(1_000, randomFor(5, streams.order, 0));
	expect(new Set(Array.from(units, (unit) => Math.floor(unit * 1_000))).size).toBe(1_000);
	expect(Array.from(units)).not.toEqual(Array.from(units).sort((a, b) => a - b));
});
