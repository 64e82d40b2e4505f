import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandKey } from './command-key.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const anyField = fc.string({ minLength: 36, maxLength: 200 });

test('a form sent twice has one key, and two forms have two', () => {
	fc.assert(
		fc.property(anyField, anyField, (one, other) => {
			expect(commandKey(one)).toMatch(uuid);
			expect(commandKey(one) === commandKey(other)).toBe(one === other);
		})
	);
});

test('its digits are those of the digest, so that a page that was open during an update is still known', () => {
	expect(commandKey('0'.repeat(36))).toBe('415d687c-468b-b19a-9f67-42faa8f82b67');
});

test('what is too short to be drawn at random, too long, or no text at all is no key', () => {
	for (const field of [null, '', 'x'.repeat(35), 'x'.repeat(201), new File(['x'.repeat(40)], 'key')])
		expect(commandKey(field)).toBeNull();
});
