import { z } from 'zod';
import { pageInput } from '../page.input.ts';

/** The lists of chains a coordinator keeps an eye on. */
export const chainLists = ['live', 'found', 'ended'] as const;
export type ChainList = (typeof chainLists)[number];

export const chainListInput = z.object({
	list: z
		.string()
		.default('live')
		.transform((typed): ChainList => chainLists.find((list) => list === typed) ?? 'live'),
	page: pageInput
});

export const proposalInput = z.object({ proposalId: z.uuid() });
