import { expect, test } from 'vitest';
import { inForceOn, type Dated } from './versions.ts';

const versions: [Dated, Dated] = [
	{ version: 'first', inForceFrom: '2026-01-01' },
	{ version: 'next', inForceFrom: '2027-01-01' }
];

test.each([
	['2025-06-01', 'first'],
	['2026-01-01', 'first'],
	['2026-12-31', 'first'],
	['2027-01-01', 'next'],
	['2030-01-01', 'next']
])('on %s what applies is the %s version', (day, version) => {
	expect(inForceOn(versions, day).version).toBe(version);
});
