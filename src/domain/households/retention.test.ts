import { expect, test } from 'vitest';
import { retainedData, retentionOn, retentionVersions } from './retention.ts';

test('every datum is kept for some days, for a reason that is said', () => {
	for (const { rules } of retentionVersions)
		for (const datum of retainedData) {
			expect(rules[datum].days, datum).toBeGreaterThanOrEqual(7);
			expect(rules[datum].source, datum).not.toBe('');
		}
});

test('journals, and decisions as long as what is told of them, are kept as long as the law and its authority say', () => {
	// CNIL: six to twelve months for who read a file; five years, a leap day in them, for what was done.
	const { rules } = retentionOn('2026-11-21');
	expect([rules.auditReads.days, rules.auditActs.days, rules.decisions.days]).toEqual([365, 1826, 1826]);
});
