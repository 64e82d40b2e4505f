import { expect, test } from 'vitest';
import { commissionRulesInput, contactInput } from './settings.input.ts';

test('an empty quorum stays unknown, and is never zero', () => {
	expect(commissionRulesInput.parse({ quorum: '', allowsExchangeAlone: 'no' })).toEqual({
		quorum: null,
		allowsExchangeAlone: false
	});
	expect(commissionRulesInput.safeParse({ quorum: '0', allowsExchangeAlone: 'no' }).success).toBe(false);
	expect(commissionRulesInput.parse({ quorum: '4', allowsExchangeAlone: true }).quorum).toBe(4);
});

test('yes or no is answered, never presumed', () => {
	expect(commissionRulesInput.safeParse({ quorum: '4' }).success).toBe(false);
});

test.each(['01 30 00 00 00', '+33130000000', '01.30.00.00.00'])('%s is a telephone number', (phone) => {
	expect(contactInput.safeParse({ phone, email: 'contact@exemple.test' }).success).toBe(true);
});
