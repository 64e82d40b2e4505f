import { expect, test } from 'vitest';
import { blockOf, keyOf } from './limits.ts';

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:db8:1:2::9', '2001:db8:1:2'],
	['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0'],
	['2001:db8::2:3:4:5', '2001:db8:0:0'],
	['2001:db8:1::3:4:5:6', '2001:db8:1:0'],
	['1::2:3:4:5:6:7', '1:0:2:3'],
	['::1', '0:0:0:0'],
	['::FFFF:192.0.2.7', '192.0.2.7'],
	['fe80::', 'fe80:0:0:0'],
	['unknown', 'unknown']
])('%s counts as %s', (address, block) => expect(blockOf(address)).toBe(block));

test('what is counted is kept under a name that does not tell whom or where', () => {
	const key = keyOf('search', '192.0.2.7');
	expect(key).toMatch(/^search:[0-9a-f]{32}$/);
	expect(key).toBe(keyOf('search', '192.0.2.7'));
	expect(new Set([key, keyOf('search', '192.0.2.8'), keyOf('sign-in', '192.0.2.7')]).size).toBe(3);
});
