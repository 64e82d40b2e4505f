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

test('a file is read whether or not an editor marked its beginning and ended its lines in two characters', () => {
	const text = '# ALTERNATIVE NAME 1: Pair 1\n# ALTERNATIVE NAME 2: Pair 2\n1,2,1\n2,1,1\n';
	for (const written of [text, `\uFEFF${text}`, text.replaceAll('\n', '\r\n')])
		expect(read('small.wmd', written).pool).toMatchObject({ households: 2, vacancies: 0 });
});

test.each([
	['a vertex named twice', 'twice.wmd', '# ALTERNATIVE NAME 1: Pair\n# ALTERNATIVE NAME 1: Pair\n', 2],
	['a weight that does not add up exactly', 'heavy.input', '2 1\n0 1 1e300\n-1 -1 -1\n', 2],
	[
		'a score that does not',
		'heavy.json',
		'{"data":{"1":{"sources":[1],"matches":[{"recipient":1,"score":1e300}]}}}',
		1
	],
	['fewer than no households', 'none.txt', 'Nr_Pairs = -2\n', 1],
	['fewer than no rows', 'none.in', '-1\n\n', 1],
	['more households than there can be', 'huge.pool', 'pool 1\nhouseholds 99999999999\n', 2],
	['more pairs than there can be', 'huge.kep', 'kep1 4000000000 0 0\n', 1],
	['lists without end', 'deep.json', '['.repeat(100_000), 1]
])('%s is refused with the line at fault', (_, name, text, line) => {
	expect(malformed(name, text)).toMatch(new RegExp(`^${line}: `));
});

test('what is wrong with donors is said of their file', () => {
	expect(malformed('small.input', '2 1\n0 1 1\n-1 -1 -1\n', '1 1\n0 9 1\n-1 -1 -1\n')).toMatch(/^2: .*\.ndds file$/);
});

test('a file of no known format is refused by its name', () => {
	expect(malformed('pool.xlsx', 'anything')).toContain('pool.xlsx');
});
