import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { atMost, c0, c1, c2, c3, c4, c5, classesOf } from './data-class.ts';

const table = pgTable('sample', {
	reference: c0(text()),
	commune: c1(text()),
	rooms: c2(integer()).notNull(),
	income: c3(integer()),
	needs: c4(text()),
	secret: c5(text()),
	forgotten: text()
});

test('each column says its class, or that nobody gave it one', () => {
	expect(classesOf(table)).toEqual([
		{ column: 'reference', dataClass: 'C0' },
		{ column: 'commune', dataClass: 'C1' },
		{ column: 'rooms', dataClass: 'C2' },
		{ column: 'income', dataClass: 'C3' },
		{ column: 'needs', dataClass: 'C4' },
		{ column: 'secret', dataClass: 'C5' },
		{ column: 'forgotten', dataClass: null }
	]);
});

test('a door lets through what is of its class or below, and a column without class nowhere', () => {
	const { reference, rooms, income, needs, forgotten } = table;
	expect(atMost('C2', { reference, rooms })).toEqual({ reference, rooms });
	expect(atMost('C3', { income })).toEqual({ income });
	expect(() => atMost('C2', { rooms, income, needs })).toThrow('Above C2: income, needs');
	expect(() => atMost('C4', { forgotten })).toThrow('Above C4: forgotten');
});
