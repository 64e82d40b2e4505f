/** The four questions of « Puis-je participer ? », as they are answered. */
import { z } from 'zod';

export const participationQuestions = ['landlord', 'home', 'account', 'number'] as const;
export type ParticipationQuestion = (typeof participationQuestions)[number];

/** A landlord that takes part is given by its identifier. */
export const otherLandlords = ['otherSocial', 'private', 'unknown'] as const;
export const homeAnswers = ['own', 'jobTied', 'shared', 'association', 'notice', 'unknown'] as const;
export const accountAnswers = ['upToDate', 'plan', 'late', 'unknown'] as const;
export const numberAnswers = ['yes', 'no', 'unknown'] as const;

export const participationErrors = ['LANDLORD_MISSING', 'HOME_MISSING', 'ACCOUNT_MISSING', 'NUMBER_MISSING'] as const;
export type ParticipationError = (typeof participationErrors)[number];
const code = (error: ParticipationError): ParticipationError => error;

export const participationInput = z.object({
	landlord: z.union([z.enum(otherLandlords), z.uuid(code('LANDLORD_MISSING'))], code('LANDLORD_MISSING')),
	home: z.enum(homeAnswers, code('HOME_MISSING')),
	account: z.enum(accountAnswers, code('ACCOUNT_MISSING')),
	number: z.enum(numberAnswers, code('NUMBER_MISSING'))
});
export type ParticipationInput = z.infer<typeof participationInput>;
