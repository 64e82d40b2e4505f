import { z } from 'zod';
import { fileListInput } from '../demands/file.input.ts';
import { parkInput } from '../dwellings/park.input.ts';
import { listingListInput } from '../needs/check.input.ts';
import { exportFormats, exportPurposes } from './export.ts';

/** A list as it was filtered on its page: what is seen is what leaves, all its pages. */
const filtered = [
	z.object({ list: z.literal('dwellings'), filters: parkInput.omit({ page: true }) }),
	z.object({ list: z.literal('files'), filters: fileListInput.omit({ page: true }) }),
	z.object({ list: z.literal('listings'), filters: listingListInput.omit({ page: true }) })
] as const;

export const filteredListInput = z.discriminatedUnion('list', filtered);
export type FilteredList = z.output<typeof filteredListInput>;

/** What for and in which form: asked each time, never answered beforehand. */
export const exportInput = z.object({
	asked: filteredListInput,
	purpose: z.enum(exportPurposes, 'PURPOSE_MISSING'),
	format: z.enum(exportFormats, 'FORMAT_MISSING')
});

/** Rows of one answer. */
export const rowsTogether = 1_000;

export const exportRowsInput = z.object({
	exportId: z.uuid(),
	offset: z.number().int().min(0).max(10_000_000).default(0)
});
