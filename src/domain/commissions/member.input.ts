import { z } from 'zod';
import { yesOrNo } from '../typed.input.ts';
import { memberCapacities } from './member.ts';

const fields = z.object({
	name: z.string().trim().min(1, 'NAME_MISSING').max(120),
	capacity: z.enum(memberCapacities, 'CAPACITY_MISSING'),
	/** INSEE code; that of a mayor, of nobody else. */
	commune: z
		.string()
		.regex(/^\d[\dAB]\d{3}$/, 'COMMUNE_MISSING')
		.nullable()
		.default(null),
	isVoting: yesOrNo('VOTING_MISSING')
});

/** A mayor sits for the dwellings of one commune (CCH L.441-2): which one is never guessed. */
const isPlaced = ({ capacity, commune }: Pick<z.output<typeof fields>, 'capacity' | 'commune'>) =>
	capacity !== 'mayor' || commune !== null;
const withoutCommune = { path: ['commune'], message: 'COMMUNE_MISSING' };

export const memberInput = fields.refine(isPlaced, withoutCommune);
export const changeMemberInput = fields
	.extend({ memberId: z.uuid(), isActive: yesOrNo('ANSWER_MISSING') })
	.refine(isPlaced, withoutCommune);
