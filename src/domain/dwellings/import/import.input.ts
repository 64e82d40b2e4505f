import { z } from 'zod';
import { pageInput } from '../../page.input.ts';
import { lineOutcomes } from './assess-line.ts';
import { importFields, streetParts, type Mapping } from './fields.ts';

/** The largest file, in bytes: a million lines of two hundred signs, twice the largest stock of the country. */
export const maxFileBytes = 200_000_000;
/** Columns of a file at most. */
export const maxColumns = 200;

export const importInput = z.object({ importId: z.uuid() });

const column = z.union([z.string(), z.number()]).transform((typed, context): number | undefined => {
	if (typed === '') return undefined;
	const index = Number(typed);
	if (Number.isInteger(index) && index >= 0 && index < maxColumns) return index;
	context.addIssue({ code: 'custom', message: 'COLUMN_UNKNOWN', input: typed });
	return z.NEVER;
});

/**
 * Which column holds which field. The reference is needed, since dwellings are known by it; with it, at least one thing
 * to say of them. No column holds two things.
 */
export const mappingInput = importInput
	.extend({ mapping: z.partialRecord(z.enum(importFields), column) })
	.transform(({ importId, mapping }) => ({
		importId,
		mapping: Object.fromEntries(Object.entries(mapping).filter(([, index]) => index !== undefined)) as Mapping
	}))
	.superRefine(({ mapping }, context) => {
		const fault = (message: string, field: string) =>
			context.addIssue({ code: 'custom', message, path: [`column.${field}`], input: mapping });
		if (mapping.reference === undefined) fault('REFERENCE_COLUMN_MISSING', 'reference');
		const used = new Map<number, string>();
		for (const [field, index] of Object.entries(mapping)) {
			if (used.has(index)) fault('COLUMN_TWICE', field);
			used.set(index, field);
		}
		if (Object.keys(mapping).length === 1 && mapping.reference !== undefined) fault('NOTHING_TO_SAY', 'reference');
		const isStreetWithoutName = streetParts.some((part) => part !== 'street' && mapping[part] !== undefined);
		if (isStreetWithoutName && mapping.street === undefined) fault('STREET_NAME_MISSING', 'street');
	});

/** The lines of a report after one of them. */
export const nextLinesInput = importInput.extend({ after: z.number().int().min(0).max(10_000_000).default(0) });

/** The lines of a report to be read. */
export const reportInput = importInput.extend({
	/** Of these kinds only; all when there is none. */
	outcomes: z.array(z.enum(lineOutcomes)).default([]),
	page: pageInput
});
