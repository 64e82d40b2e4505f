import { z } from 'zod';
import { listingPrefix } from './listing-code.ts';

export const partnerErrors = ['PARTNER_CODE_WRONG'] as const;
export type PartnerError = (typeof partnerErrors)[number];

/** The code of the annonce of the household one has found, as typed; read as the beginning of an identifier. */
export const partnerInput = z.object({
	code: z
		.string()
		.max(40, 'PARTNER_CODE_WRONG' satisfies PartnerError)
		.transform((typed, context) => {
			const prefix = listingPrefix(typed);
			if (prefix !== null) return prefix;
			context.addIssue({ code: 'custom', message: 'PARTNER_CODE_WRONG' satisfies PartnerError, input: typed });
			return z.NEVER;
		})
});
