/**
 * What the terminal says, from the same catalogues as the pages. Read as they are, not compiled: the first sentence may
 * be that Node.js is too old to run the rest.
 */
import { readFileSync } from 'node:fs';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const locale = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('fr') ? 'fr' : 'en';

/** @type {Record<string, string>} */
const sentences = JSON.parse(readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), 'utf8'));

/**
 * The sentence of a key, in the language of the terminal: French when it is, else English.
 *
 * @param {`start_${string}`} key
 * @param {Record<string, string | number>} values
 */
export function say(key, values = {}) {
	const sentence = sentences[key];
	if (!sentence) throw new Error(`No sentence for ${key} in messages/${locale}.json.`);
	return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * What a person can do about an error, in one sentence, when the error is of the kind that a person can mend: it has a
 * code and details. Null for an accident.
 *
 * @param {unknown} error
 */
export function sentenceOf(error) {
	if (!(error instanceof Error) || !('code' in error) || !('details' in error)) return null;
	const details = /** @type {Record<string, string>} */ (error.details);
	return say(`start_${String(error.code).toLowerCase()}`, details).trim();
}

/**
 * What a command says of an error before it ends: its sentence, else the words of the error.
 *
 * @param {unknown} error
 * @returns {string}
 */
export const complaintOf = (error) => sentenceOf(error) ?? (error instanceof Error ? error.message : String(error));
