/** JSON read with the order of keys kept (the numbering of pairs follows the file) and the line known when something is wrong. */
import { digitsAfterPoint, MalformedFile } from './scanner.ts';

export type Json = null | boolean | number | string | Json[] | Map<string, Json>;

/** Lists and objects within one another: the format needs six. */
const DEEPEST = 100;

/** The value a text holds. Numbers keep their value only. */
export function parseJson(text: string): Json {
	let at = 0;
	const fail = (what: string): never => {
		throw new MalformedFile(text.slice(0, at).split('\n').length, what);
	};
	const skip = () => {
		while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
	};
	const literal = (pattern: RegExp): string | null => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (!found) return null;
		at += found[0].length;
		return found[0];
	};
	const expect = (character: string) => {
		skip();
		if (text[at] !== character)
			fail(`« ${character} » expected, ${at < text.length ? `« ${text[at]} »` : 'the end of the file'} found`);
		at++;
	};
	const accept = (character: string) => {
		skip();
		if (text[at] !== character) return false;
		at++;
		return true;
	};
	const string = (): string => {
		skip();
		const found = literal(/"(?:[^"\\\n]|\\.)*"/y) ?? fail('a text between quotes expected');
		try {
			return JSON.parse(found) as string;
		} catch {
			return fail(`the text ${found} is not valid`);
		}
	};
	const value = (depth: number): Json => {
		if (depth > DEEPEST) fail('nothing is nested so deep');
		skip();
		if (accept('{')) {
			const object = new Map<string, Json>();
			if (accept('}')) return object;
			do {
				const key = string();
				expect(':');
				object.set(key, value(depth + 1));
			} while (accept(','));
			expect('}');
			return object;
		}
		if (accept('[')) {
			const list: Json[] = [];
			if (accept(']')) return list;
			do list.push(value(depth + 1));
			while (accept(','));
			expect(']');
			return list;
		}
		if (text[at] === '"') return string();
		const word = literal(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y);
		return word === null ? fail('a value expected') : (JSON.parse(word) as Json);
	};
	const whole = value(0);
	skip();
	if (at < text.length) fail(`nothing more expected, « ${text[at]} » found`);
	return whole;
}

/** Digits after the decimal point of a number of a JSON file. */
export const decimalsOf = (value: number): number => digitsAfterPoint(value);
