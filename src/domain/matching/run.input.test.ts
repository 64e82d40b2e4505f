import { expect, test } from 'vitest';
import { listingCode } from '../needs/listing-code.ts';
import { requestRunInput } from './run.input.ts';

const read = (over: Record<string, unknown>) =>
	requestRunInput.safeParse({ maxCycle: '4', maxChain: '0', arranged: '', ...over });

test('the lengths come from a form as text; no chain at all is an answer, no answer is not', () => {
	expect(read({}).data).toEqual({ maxCycle: 4, maxChain: 0, arranged: [] });
	expect(read({ maxChain: '' }).error?.issues[0]?.message).toBe('RUN_CHAIN_MISSING');
	expect(read({ maxCycle: '' }).error?.issues[0]?.message).toBe('RUN_CYCLE_MISSING');
});

test('two annonces a line are households that found each other, however their codes are typed', () => {
	const code = listingCode('3f2b9c1d-0000-4000-8000-000000000000');
	expect(code).toBe('3F2B-9C1D');
	expect(read({ arranged: `${code} 77aa01bc\n\n  77AA-01BD + 77AA-01BE ` }).data?.arranged).toEqual([
		['3f2b9c1d', '77aa01bc'],
		['77aa01bd', '77aa01be']
	]);
});

test.each(['3F2B-9C1D', '3F2B-9C1D 3F2B-9C1D', '3F2B-9C1D XYZ', '3F2B-9C1D 77AA-01BC 77AA-01BD'])(
	'« %s » does not name two annonces',
	(arranged) => {
		expect(read({ arranged }).error?.issues[0]?.message).toBe('RUN_PAIR_INVALID');
	}
);
