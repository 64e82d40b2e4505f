import { expect, test } from 'vitest';
import { isMultiFactor } from './sign-on.ts';

test.each([
	[['mfa'], true],
	[['pwd', 'otp'], true],
	[['pwd', 'hwk'], true],
	[['pwd', 'swk'], true],
	[['pin', 'sc'], true],
	[['pwd', 'pop'], true],
	[['pwd', 'tel'], true],
	[['pwd', 1], false],
	[['pwd'], false],
	[['otp'], false],
	[['pwd', 'kba'], false],
	[['pwd', 'pwd'], false],
	[[], false],
	[undefined, false],
	['mfa', false]
])('%j is two factors: %s', (amr, expected) => expect(isMultiFactor(amr)).toBe(expected));
