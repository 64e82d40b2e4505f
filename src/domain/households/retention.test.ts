import { expect, test } from 'vitest';
import { retainedData, retentionOn, retentionVersions, type RetentionVersion } from './retention.ts';

const [first] = retentionVersions;
const next: RetentionVersion = { ...first, version: 'next', inForceFrom: '2027-01-01' };

test.each([
	['2025-06-01', first.version],
	['2026-12-31', first.version],
	['2027-01-01', 'next'],
	['2030-01-01', 'next']
])('on %s the durations are those of %s', (day, version) => {
	expect(retentionOn(day, [first, next]).version).toBe(version);
});

test('every datum is kept for some days, for a reason that is said', () => {
	for (const { rules } of retentionVersions)
		for (const datum of retainedData) {
			expect(rules[datum].days, datum).toBeGreaterThanOrEqual(7);
			expect(rules[datum].source, datum).not.toBe('');
		}
});

test('journals are kept as long as the law and its authority say', () => {
	// CNIL: six to twelve months for who read a file; five years, a leap day in them, for what was done.
	expect([first.rules.auditReads.days, first.rules.auditActs.days]).toEqual([365, 1826]);
});
