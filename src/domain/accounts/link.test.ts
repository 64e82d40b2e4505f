import { expect, test } from 'vitest';
import { isUsable, linkMinutes } from './link.ts';

const expiresAt = new Date('2026-12-01T10:00:00Z');
const before = (ms: number) => new Date(expiresAt.getTime() - ms);

test('a link serves once, until its very end', () => {
	expect(isUsable({ expiresAt, usedAt: null }, before(1))).toBe(true);
	expect(isUsable({ expiresAt, usedAt: null }, expiresAt)).toBe(false);
	expect(isUsable({ expiresAt, usedAt: before(60_000) }, before(1))).toBe(false);
});

test('an invitation waits for a week, what is asked at that moment for twenty minutes', () => {
	expect(linkMinutes).toEqual({ invitation: 10_080, recovery: 20, device: 20 });
});
