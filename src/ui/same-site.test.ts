import { expect, test } from 'vitest';
import { sameSitePath } from './same-site.ts';

const here = new URL('https://bourse.example/langue');

test.each([
	['/propositions/12?tri=cout', '/propositions/12?tri=cout'],
	['/', '/'],
	['//evil.example', '/'],
	['//evil.example/elsewhere', '/'],
	['/\\evil.example', '/'],
	['/\t/evil.example', '/'],
	['/.//evil.example', '/evil.example'],
	['https://evil.example/', '/'],
	['javascript:alert(1)', '/'],
	['', '/'],
	[null, '/']
])('coming back to %o leads to %s', (back, path) => {
	expect(sameSitePath(back, here)).toBe(path);
});
