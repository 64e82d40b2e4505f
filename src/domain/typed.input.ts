/**
 * Pieces of input for what people type or tick. They read text as a person writes it (« 64,5 », « 1 200 € ») and never
 * fill in an answer that was not given: an empty box is missing, not zero.
 */
import { z } from 'zod';

type NumberCodes = { missing: string; invalid: string };

/**
 * A number as it is typed, without the spaces in it nor the « € » or « m² » around it. A sign between figures stays, and
 * makes it no number: « 452€30 » is not 45 230.
 */
export const withoutUnit = (text: string): string =>
	text
		.replaceAll(/\s/g, '')
		.replace(/^€/, '')
		.replace(/(?:€|m²|m2|eur(?:os?)?)$/i, '');

/** A number typed in a box, with a comma or a point; spaces and the unit are ignored. */
export const typedNumber = ({ missing, invalid }: NumberCodes, { min = 0, max = 1e6 } = {}) =>
	z.union([z.string(), z.number()], missing).transform((typed, context): number => {
		const text = withoutUnit(String(typed));
		const refuse = (message: string) => {
			context.addIssue({ code: 'custom', message, input: typed });
			return z.NEVER;
		};
		if (text === '') return refuse(missing);
		if (!/^\d+(?:[.,]\d+)?$/.test(text)) return refuse(invalid);
		const value = Number(text.replace(',', '.'));
		return value < min || value > max ? refuse(invalid) : value;
	});

/** « Oui » or « non », two radios of which none is ticked beforehand. */
export const yesOrNo = (missing: string) =>
	z.union([z.boolean(), z.enum(['yes', 'no'])], missing).transform((answer) => answer === true || answer === 'yes');

/** One of a list of codes. */
export const oneCodeOf = <const C extends readonly [string, ...string[]]>(codes: C, missing: string) =>
	z.enum(codes, missing);

/** Several of a list of codes; a form sends one of them as a text, none as nothing. */
export const codesOf = <const C extends readonly [string, ...string[]]>(codes: C, invalid: string) =>
	z.preprocess(
		(sent) => (sent === undefined || sent === '' ? [] : typeof sent === 'string' ? [sent] : sent),
		z.array(z.enum(codes, invalid))
	);

/** A civil day of a date box, YYYY-MM-DD. */
export const typedDay = ({ missing, invalid }: NumberCodes) =>
	z.string(missing).trim().min(1, missing).pipe(z.iso.date(invalid));
