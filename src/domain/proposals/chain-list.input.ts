import { z } from 'zod';

/** The lists of chains a coordinator keeps an eye on. */
export const chainLists = ['live', 'found', 'ended'] as const;
export type ChainList = (typeof chainLists)[number];

/** Rows of one page of a list. */
export const rowsPerPage = 50;

export const chainListInput = z.object({
	list: z.enum(chainLists).catch('live').default('live'),
	page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1)
});

export const proposalInput = z.object({ proposalId: z.uuid() });
