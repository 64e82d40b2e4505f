import { z } from 'zod';

/** Rows of one page of a list. */
export const rowsPerPage = 50;

/** The page asked for in an address; anything else is the first one. */
export const pageInput = z
	.union([z.string(), z.number()])
	.default(1)
	.transform((typed) => {
		const page = Math.floor(Number(typed));
		return page >= 1 && page <= 10_000 ? page : 1;
	});
