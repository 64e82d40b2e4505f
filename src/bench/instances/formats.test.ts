import { describe, expect, test } from 'vitest';
import { findArc } from '../../domain/matching/pool.ts';
import { readInstance } from './formats.ts';
import { MalformedFile } from './scanner.ts';

const read = (name: string, text: string, donors?: string) =>
	readInstance({
		name,
		bytes: new TextEncoder().encode(text),
		sibling: (extension) => (extension === 'ndds' && donors !== undefined ? new TextEncoder().encode(donors) : null)
	});

const malformed = (name: string, text: string, donors?: string) => {
	try {
		read(name, text, donors);
	} catch (error) {
		if (error instanceof MalformedFile) return `${error.line}: ${error.message}`;
		throw error;
	}
	return 'read';
};

describe('the format of Glasgow', () => {
	test('gives pairs, then donors from the file beside', () => {
		const { pool, scale } = read('small.input', '2 2\n0 1 1.5\n1 0 2\n-1 -1 -1\n', '1 1\n0 1 0.25\n-1 -1 -1\n');
		expect(pool).toMatchObject({ households: 2, vacancies: 1 });
		expect(scale).toBe(100);
		const [level] = pool.levels;
		const weightOf = (u: number, v: number) => level!.kind === 'sum' && level!.weights![findArc(pool, u, v)];
		expect([weightOf(0, 1), weightOf(1, 0), weightOf(2, 1)]).toEqual([150, 200, 25]);
	});

	test.each([
		['an arc to nobody', '2 1\n0 7 1\n-1 -1 -1\n', 2],
		['fewer arcs than announced', '2 2\n0 1 1\n-1 -1 -1\n', 3],
		['words where numbers are due', '2 1\n0 one 1\n-1 -1 -1\n', 2],
		['nothing', '', 1]
	])('with %s, says the line at fault', (_, text, line) => {
		expect(malformed('small.input', text)).toMatch(new RegExp(`^${line}: `));
	});
});

test('a file of no known format is refused by its name', () => {
	expect(malformed('pool.xlsx', 'anything')).toContain('pool.xlsx');
});
