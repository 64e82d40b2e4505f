/** Lists typed in a form without a script: a few numbered lines, boxes named `list.0.field`. */

const blank = (line: Record<string, string>): boolean => Object.values(line).every((typed) => typed.trim() === '');

/** The lines of a list, in their order; one with nothing typed is no line. */
export function linesIn(form: FormData, list: string): Record<string, string>[] {
	const lines: Record<string, string>[] = [];
	for (const [name, typed] of form) {
		const [of, number, field, ...rest] = name.split('.');
		if (of !== list || field === undefined || rest.length > 0 || typeof typed !== 'string') continue;
		const place = Number(number);
		if (Number.isInteger(place) && place >= 0 && place < mostLines) (lines[place] ??= {})[field] = typed;
	}
	return lines.filter((line) => line !== undefined && !blank(line));
}

/** Far more lines than anyone types: a forged place must not make a list of millions. */
const mostLines = 2_000;

/** Boxes named `name.key`, as one thing. */
export function partsIn(form: FormData, name: string): Record<string, string> {
	const parts: Record<string, string> = {};
	for (const [of, typed] of form)
		if (of.startsWith(`${name}.`) && typeof typed === 'string') parts[of.slice(name.length + 1)] = typed;
	return parts;
}
