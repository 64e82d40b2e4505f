import { expect, test } from 'vitest';
import { pageSteps } from './pages.ts';

test.each([
	[1, 1, [1]],
	[1, 4, [1, 2, 3, 4]],
	[1, 5, [1, 2, 'gap', 5]],
	[2, 4, [1, 2, 3, 4]],
	[1, 3, [1, 2, 3]],
	[5, 9, [1, 'gap', 4, 5, 6, 'gap', 9]],
	[3, 9, [1, 2, 3, 4, 'gap', 9]],
	[9, 9, [1, 'gap', 8, 9]],
	[1, 0, []]
])('page %i of %i offers %o', (page, pageCount, steps) => {
	expect(pageSteps(page, pageCount)).toEqual(steps);
});
