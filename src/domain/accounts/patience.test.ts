import { describe, expect, test } from 'vitest';
import { mayTryNow, type Patience } from './patience.ts';

const patience: Patience = { free: 5, firstWait: 1, longestWait: 15, countedFor: 24 };
const last = new Date('2026-03-02T10:00:00Z');
const after = (seconds: number) => new Date(last.getTime() + seconds * 1000);

describe('the next try of a secret', () => {
	test('is free when nothing was tried, and after four wrong ones', () => {
		expect(mayTryNow(null, patience, last)).toBe(true);
		expect(mayTryNow({ count: 4, last }, patience, last)).toBe(true);
	});

	test.each([
		[5, 1],
		[6, 2],
		[7, 4],
		[8, 8],
		[9, 15],
		[10, 15],
		[5000, 15]
	])('after %i wrong ones waits for %i minutes', (count, minutes) => {
		expect(mayTryNow({ count, last }, patience, after(minutes * 60 - 1))).toBe(false);
		expect(mayTryNow({ count, last }, patience, after(minutes * 60))).toBe(true);
	});
});
