import type { Failure } from './attempt.ts';

type Sentences = Partial<Record<string, () => string>>;

/**
 * The sentence of each wrong field, by its name, and under '' that of the refusal of the whole form: what
 * ErrorSummary and the fields show. Null when the form did not fail.
 */
export function sentencesOf(
	form: Failure | null | undefined,
	{ fields = {}, refusals = {} }: { fields?: Sentences; refusals?: Sentences }
): Record<string, string> | null {
	if (!form) return null;
	const errors: Record<string, string> = {};
	// A code without a sentence would be a fault of ours: it is shown as it is rather than hidden.
	const said = (sentences: Sentences, code: string) => sentences[code]?.() ?? code;
	for (const [name, [code]] of Object.entries(form.fields)) if (code) errors[name] = said(fields, code);
	if (form.refusal) errors[''] = said(refusals, form.refusal);
	return errors;
}

/** What was typed in a field, as one text. */
export function typedIn(form: Failure | null | undefined, name: string): string | undefined {
	const value = form?.values[name];
	return Array.isArray(value) ? value[0] : value;
}

/** What was ticked in a group, as a list. */
export function tickedIn(form: Failure | null | undefined, name: string): string[] | undefined {
	if (!form) return undefined;
	const value = form.values[name];
	return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
