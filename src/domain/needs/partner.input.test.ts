import { expect, test } from 'vitest';
import { codePrefixOf, listingCode } from './listing-code.ts';
import { partnerInput } from './partner.input.ts';

const listingId = '3f2b9c1d-2f5f-4a0a-9c68-3f7a1f3d9f10';

test('an annonce is named by the first digits of its identifier, which is read back as it is told', () => {
	expect(listingCode(listingId)).toBe('3F2B-9C1D');
	for (const typed of ['3F2B-9C1D', ' 3f2b9c1d ', '3F2B 9C1D'])
		expect(partnerInput.parse({ code: typed }).code).toBe(codePrefixOf(listingId));
});

test.each(['', '3F2B-9C1', '3F2B-9C1D-2', '3G2B-9C1D', `3F2B-9C1D${' '.repeat(32)}`])('« %s » names none', (code) => {
	expect(partnerInput.safeParse({ code }).error?.issues.map(({ message }) => message)).toEqual(['PARTNER_CODE_WRONG']);
});
