import { z } from 'zod';
import { pageInput } from '../page.input.ts';
import { leftOutCauses } from './compatibility/left-out.ts';
import { listingPrefix } from '../needs/listing-code.ts';

/** Codes of what is wrong in the form of a run; the page says each in a sentence. */
export const runErrors = ['RUN_CYCLE_MISSING', 'RUN_CHAIN_MISSING', 'RUN_PAIR_INVALID', 'RUN_TOO_MANY_PAIRS'] as const;
export type RunError = (typeof runErrors)[number];

const mostPairs = 50;

/** Two codes of annonces a line, as typed; read as beginnings of identifiers. */
const arranged = z
	.string()
	.max(4_000, 'RUN_TOO_MANY_PAIRS' satisfies RunError)
	.default('')
	.transform((text, context): [string, string][] => {
		const lines = text.split('\n').filter((line) => line.trim() !== '');
		const pairs = lines.map((line) =>
			line
				.trim()
				.split(/[\s,;+&]+/)
				.map(listingPrefix)
		);
		const isWrong = pairs.some((pair) => pair.length !== 2 || pair.includes(null) || pair[0] === pair[1]);
		if (isWrong || lines.length > mostPairs) {
			context.addIssue({
				code: 'custom',
				message: (isWrong ? 'RUN_PAIR_INVALID' : 'RUN_TOO_MANY_PAIRS') satisfies RunError,
				input: text
			});
			return z.NEVER;
		}
		return pairs as [string, string][];
	});

/** What a coordinator asks of a run. */
export const requestRunInput = z.object({
	/** Households in the longest exchange, 2 or more. */
	maxCycle: z.coerce
		.number('RUN_CYCLE_MISSING' satisfies RunError)
		.int('RUN_CYCLE_MISSING')
		.min(2, 'RUN_CYCLE_MISSING')
		.max(8, 'RUN_CYCLE_MISSING'),
	/** Moves in the longest chain started by a vacant dwelling; 0 for none. */
	maxChain: z
		.union([z.literal(''), z.coerce.number()], 'RUN_CHAIN_MISSING' satisfies RunError)
		.pipe(
			z.number('RUN_CHAIN_MISSING').int('RUN_CHAIN_MISSING').min(0, 'RUN_CHAIN_MISSING').max(8, 'RUN_CHAIN_MISSING')
		),
	arranged
});
export type RequestRun = z.infer<typeof requestRunInput>;

export const runInput = z.object({ runId: z.uuid() });

export const listingInsightInput = z.object({ listingId: z.uuid() });

/** A run, and the page of its exchanges. */
export const runPageInput = runInput.extend({ page: pageInput });

/** What a list of households without an exchange is narrowed to; an address typed by hand narrows nothing. */
export const leftOutInput = runInput.extend({
	/** The code of one annonce, as a household tells it. */
	code: z.string().max(40).default(''),
	cause: z
		.string()
		.default('')
		.transform((typed) => leftOutCauses.find((cause) => cause === typed) ?? null),
	page: pageInput
});
