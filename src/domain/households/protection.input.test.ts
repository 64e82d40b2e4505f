import { expect, test } from 'vitest';
import { protectInput, referentsInput } from './protection.input.ts';

const [first, second] = ['7f2c2f4e-2f5f-4a0a-9c68-3f7a1f3d9f10', '5f0c1a52-3c1e-4d55-9d1b-6c7f0f0b0a01'];
const codes = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
	result.error?.issues.map(({ path, message }) => [path[0], message]);

test('a protected household has two referents, and not twice the same', () => {
	expect(referentsInput.safeParse({ first, second }).success).toBe(true);
	expect(codes(referentsInput.safeParse({ first, second: first }))).toEqual([['second', 'REFERENTS_ALIKE']]);
	expect(codes(referentsInput.safeParse({ first: '' }))).toEqual([
		['first', 'REFERENT_MISSING'],
		['second', 'REFERENT_MISSING']
	]);
});

test('it is named by its lease', () => {
	expect(protectInput.parse({ leaseNumber: ' B-12 ' })).toEqual({ leaseNumber: 'B-12' });
	for (const leaseNumber of [undefined, '  '])
		expect(codes(protectInput.safeParse({ leaseNumber }))).toEqual([['leaseNumber', 'LEASE_MISSING']]);
});
