import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DatabaseProblem, databaseProblems } from '#server/platform/postgres/problem.ts';
import { say, sentenceOf } from './say.mjs';

const catalogue = (locale: string) =>
	JSON.parse(readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), 'utf8')) as Record<
		string,
		unknown
	>;
const french = catalogue('fr');
const english = catalogue('en');

const folder = new URL('./', import.meta.url);
const sources = readdirSync(folder)
	.filter((name) => /\.(ts|mjs)$/.test(name) && !name.endsWith('.test.ts'))
	.map((name) => readFileSync(new URL(name, folder), 'utf8'))
	.join('\n');
const said = [...sources.matchAll(/'(start_\w+)'/g)].map(([, key]) => key!);
const refused = [...sources.matchAll(/new StartProblem\('(\w+)'/g)].map(([, code]) => code!);
const keys = new Set([...said, ...[...refused, ...databaseProblems].map((code) => `start_${code.toLowerCase()}`)]);

test.each([...keys])('the terminal says %s in both languages, with the same details', (key) => {
	const detailsOf = (sentence: unknown) => [...String(sentence).matchAll(/\{\w+\}/g)].map(String).sort();
	expect(french[key]).toEqual(expect.any(String));
	expect(english[key]).toEqual(expect.any(String));
	expect(detailsOf(french[key])).toEqual(detailsOf(english[key]));
});

test('every sentence kept for the terminal is said somewhere', () => {
	const kept = Object.keys(french).filter((key) => key.startsWith('start_'));
	expect(kept.filter((key) => !keys.has(key))).toEqual([]);
});

test('a problem is said with its details; an accident has no sentence', () => {
	const problem = new DatabaseProblem('DATABASE_TOO_OLD', { version: '14.12' });
	expect(sentenceOf(problem)).toMatch(/^PostgreSQL 14\.12 .+\.$/);
	expect(sentenceOf(new Error('broken'))).toBeNull();
	expect(() => say('start_nothing_of_the_kind')).toThrow('No sentence');
});
