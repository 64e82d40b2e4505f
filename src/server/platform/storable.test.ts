import { expect, test } from 'vitest';
import { isStorable } from './storable.ts';

test.each([
	['a text', 'Où est l’ascenseur ? 🛗'],
	['a form', { note: 'a', kinds: ['b'], at: new Date(), of: new Map([['c', new Set(['d'])]]) }],
	['nothing', undefined],
	['a number', 12]
])('%s can be kept', (_, value) => expect(isStorable(value)).toBe(true));

test.each([
	['a NUL', 'a\0'],
	['half of a pair', '\ud83d'],
	['one deep inside', { a: [{ b: new Map([['c', 'x\0']]) }] }],
	['one in a name', { 'a\0': 1 }],
	['one under ten thousand brackets', Array.from({ length: 10_000 }).reduce((inner) => [inner], '\0' as unknown)]
])('%s cannot', (_, value) => expect(isStorable(value)).toBe(false));
