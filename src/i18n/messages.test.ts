import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Variants = { declarations: string[]; match: Record<string, string> }[];
type Messages = Record<string, string | Variants>;

function read(language: 'fr' | 'en'): Messages {
	const file = new URL(`../../messages/${language}.json`, import.meta.url);
	const { $schema: _, ...messages } = JSON.parse(readFileSync(file, 'utf8')) as Messages;
	return messages;
}
const french = read('fr');
const english = read('en');

const textsOf = (message: string | Variants): string[] =>
	typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
/** What a sentence is given: the names in braces, or those its variants declare as inputs. */
function inputsOf(message: string | Variants): string[] {
	const named =
		typeof message === 'string'
			? [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
			: message.flatMap(({ declarations }) => declarations.flatMap((one) => one.match(/^input (\w+)/)?.[1] ?? []));
	return [...new Set(named)].sort();
}

describe('every sentence', () => {
	test('exists in both languages', () => {
		expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
	});

	test('is given the same things in both languages', () => {
		const unlike = Object.keys(french).filter((key) => `${inputsOf(french[key]!)}` !== `${inputsOf(english[key]!)}`);
		expect(unlike).toEqual([]);
	});

	test('keeps its French punctuation on the line of its word', () => {
		const loose = / [:;!?%€»]|« |[^\s\u{a0}\u{202f}][;!?»](?:\s|$)/u;
		const broken = Object.entries(french).flatMap(([key, message]) =>
			textsOf(message).some((text) => loose.test(text)) ? [key] : []
		);
		expect(broken).toEqual([]);
	});
});
