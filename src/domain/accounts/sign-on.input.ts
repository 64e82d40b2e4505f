import { z } from 'zod';
import { deviceInput } from './sign-in.input.ts';

export const startSignOnInput = z.object({
	organismId: z.uuid(),
	/** What opens the invitation that is followed. */
	invitation: z.string().max(120).nullable().default(null),
	/** Whether the organism must ask again who it is. */
	isAgain: z.boolean().default(false)
});

export const finishSignOnInput = z.object({
	/** What follows the question mark in the address that the browser came back to. */
	answer: z.string().max(4000),
	/** What the browser kept meanwhile. */
	flow: z.string().max(4000),
	userAgent: z.string().max(1000).nullable().default(null),
	device: deviceInput
});
