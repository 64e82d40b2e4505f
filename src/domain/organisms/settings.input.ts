/** What an organism settles of itself: how it is reached, its commission. Its thresholds have versions of their own. */
import { z } from 'zod';
import { typedNumber, yesOrNo } from '../typed.input.ts';

export const contactInput = z.object({
	/** As it is dialled, with or without spaces. */
	phone: z
		.string()
		.trim()
		.regex(/^\+?[\d .]{10,20}$/, 'PHONE_WRONG'),
	email: z.email('EMAIL_WRONG').max(200),
	openingHours: z.string().trim().max(300).default('')
});

const blankIsNull = <T extends z.ZodType>(schema: T) =>
	z.preprocess((typed) => (typed === '' || typed === undefined ? null : typed), schema.nullable());

/** The règlement intérieur: the law fixes no quorum, so none is known until it is copied here (CCH R.441-9 IV). */
export const commissionRulesInput = z.object({
	quorum: blankIsNull(
		typedNumber({ missing: 'QUORUM_WRONG', invalid: 'QUORUM_WRONG' }, { min: 1, max: 50 }).pipe(
			z.number().int('QUORUM_WRONG')
		)
	),
	allowsExchangeAlone: yesOrNo('ANSWER_MISSING')
});
