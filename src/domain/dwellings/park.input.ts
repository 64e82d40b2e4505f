import { z } from 'zod';
import { yesOrNo } from '../typed.input.ts';

export const dwellingInput = z.object({ dwellingId: z.uuid() });
export const decencyInput = dwellingInput.extend({ isDecent: yesOrNo('ANSWER_MISSING') });

export const parkStates = ['occupied', 'vacant', 'starter', 'blocked', 'inChain'] as const;
export type ParkState = (typeof parkStates)[number];
export const parkSorts = ['reference', 'commune', 'rooms', 'area', 'rent', 'vacantFrom'] as const;

/** What the list of an organism's dwellings may be asked. */
export const parkInput = z.object({
	state: z.enum(parkStates).nullable().default(null),
	commune: z.string().max(5).default(''),
	rooms: z.number().int().min(1).max(6).nullable().default(null),
	search: z.string().trim().max(80).default(''),
	sort: z.enum(parkSorts).default('reference'),
	isDescending: z.boolean().default(false),
	page: z.number().int().min(1).max(10_000).default(1)
});
