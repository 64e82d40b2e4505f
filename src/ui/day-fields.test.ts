import { expect, test } from 'vitest';
import { dayFieldNames, dayFromFields } from './day-fields.ts';

function written(...boxes: string[]): FormData {
	const form = new FormData();
	dayFieldNames('birth').forEach((name, index) => form.set(name, boxes[index] ?? ''));
	return form;
}

test.each([
	[['4', '2', '1987'], '1987-02-04'],
	[[' 04 ', '02', '1987 '], '1987-02-04'],
	[['29', '2', '2028'], '2028-02-29'],
	[['', '', ''], null],
	[['29', '2', '2027'], 'invalid'],
	[['31', '4', '2026'], 'invalid'],
	[['4', '', '1987'], 'invalid'],
	[['4', '2', '87'], 'invalid'],
	[['4', '13', '1987'], 'invalid'],
	[['quatre', '2', '1987'], 'invalid']
])('the boxes %o are read as %s', (boxes, day) => {
	expect(dayFromFields(written(...boxes), 'birth')).toBe(day);
});

test('a form without the boxes gives no date', () => {
	expect(dayFromFields(new FormData(), 'birth')).toBeNull();
});
