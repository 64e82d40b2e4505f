import { expect, test } from 'vitest';
import { blockOf } from './limits.ts';

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
	['2001:db8:1:2::9', '2001:db8:1:2'],
	['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2'],
	['2001:db8::1', '2001:db8:0:0'],
	['::1', '0:0:0:0'],
	['fe80::', 'fe80:0:0:0'],
	['unknown', 'unknown']
])('%s counts as %s', (address, block) => expect(blockOf(address)).toBe(block));
