import { expect, test } from 'vitest';
import { isMultiFactor } from './sign-on.ts';

test.each([
	[['mfa'], true],
	[['pwd', 'otp'], true],
	[['pwd', 'hwk'], true],
	[['pwd'], false],
	[['otp'], false],
	[['pwd', 'kba'], false],
	[['pwd', 'pwd'], false],
	[[], false],
	[undefined, false],
	['mfa', false]
])('%j is two factors: %s', (amr, expected) => expect(isMultiFactor(amr)).toBe(expected));
