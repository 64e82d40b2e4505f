import { expect, test } from 'vitest';
import { linesIn, partsIn } from './typed-lines.ts';

const form = (boxes: Record<string, string>) => {
	const data = new FormData();
	for (const [name, typed] of Object.entries(boxes)) data.append(name, typed);
	return data;
};

test('the lines of a list come in their order, without those left empty', () => {
	const typed = form({
		'delays.1.department': '95',
		'delays.1.months': '36',
		'delays.0.department': '78',
		'delays.0.months': '',
		'delays.2.department': ' ',
		'delays.2.months': '',
		'other.0.months': '12'
	});
	expect(linesIn(typed, 'delays')).toEqual([
		{ department: '78', months: '' },
		{ department: '95', months: '36' }
	]);
});

test('a forged place makes no line', () => {
	expect(
		linesIn(form({ 'delays.999999999.months': '1', 'delays.-1.months': '1', 'delays.x.months': '1' }), 'delays')
	).toEqual([]);
});

test('boxes of one thing are gathered under their keys', () => {
	expect(partsIn(form({ 'effects.SOL-01': 'WARN', 'effects.OCC-01': '', effects: 'x' }), 'effects')).toEqual({
		'SOL-01': 'WARN',
		'OCC-01': ''
	});
});
