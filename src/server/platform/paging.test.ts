import { expect, test } from 'vitest';
import { containing, pageCountOf, pageSize } from './paging.ts';

test('a list has a page at least, and another for one row too many', () => {
	expect([0, 1, pageSize, pageSize + 1, 2 * pageSize].map(pageCountOf)).toEqual([1, 1, 1, 2, 2]);
});

test('what is typed in a search box is looked for as it is: its signs are no wildcards', () => {
	expect(containing('lilas')).toBe('%lilas%');
	expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
	expect(containing('')).toBeNull();
});
