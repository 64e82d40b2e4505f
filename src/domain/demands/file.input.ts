import { z } from 'zod';
import { typedDay, typedNumber } from '../typed.input.ts';
import { documentCodes } from '../documents/document.ts';
import { fileStages } from './file-stage.ts';
import { opinionKinds } from './opinion.ts';

export const fileInput = z.object({ legId: z.uuid() });

/** Which rules a file is read with: those in force today, or those of its proposal, or of the commission that decided. */
const fileRules = ['today', 'proposal', 'commission'] as const;
export type FileRules = (typeof fileRules)[number];
export const readFileInput = fileInput.extend({ rules: z.enum(fileRules).default('today') });
export const documentsInput = fileInput.extend({
	codes: z.array(z.enum(documentCodes)).max(documentCodes.length)
});
export const incomeInput = fileInput.extend({
	/** Year of the income: the notice of a year tells the income of the year before. */
	year: typedNumber({ missing: 'YEAR_MISSING', invalid: 'YEAR_WRONG' }, { min: 2015, max: 2100 }).pipe(
		z.number().int('YEAR_WRONG')
	),
	/** €/year, whole euros as tax notices write it. */
	amount: typedNumber({ missing: 'AMOUNT_MISSING', invalid: 'AMOUNT_WRONG' }, { max: 10_000_000 }).pipe(
		z.number().int('AMOUNT_WRONG')
	)
});
/** The numéro unique as its attestation writes it: an opaque string, with the day of deposit and the last valid day. */
export const uniqueNumberInput = fileInput
	.extend({
		number: z
			.string('NUMBER_WRONG')
			.transform((typed) => typed.replaceAll(/\s/g, '').toUpperCase())
			.pipe(z.string().regex(/^[0-9A-Z]{10,24}$/, 'NUMBER_WRONG')),
		firstDepositedOn: typedDay({ missing: 'DAY_MISSING', invalid: 'DAY_MISSING' }),
		validUntil: typedDay({ missing: 'DAY_MISSING', invalid: 'DAY_MISSING' })
	})
	.refine(({ firstDepositedOn, validUntil }) => firstDepositedOn < validUntil, {
		path: ['validUntil'],
		error: 'NUMBER_DAYS_WRONG'
	});
export const opinionInput = fileInput.extend({
	kind: z.enum(opinionKinds, 'OPINION_MISSING'),
	reasons: z.string().trim().max(2000).default('')
});
export const warningInput = fileInput.extend({ sentOn: z.iso.date('DAY_MISSING') });

export const fileSorts = ['todo', 'due', 'reference', 'household', 'commune', 'stage'] as const;
export const fileDirections = ['arriving', 'leaving'] as const;

/** What the list of files may be asked. */
export const fileListInput = z.object({
	/** Households that would come into a dwelling of the organism, or tenants of it that would leave. */
	direction: z.enum(fileDirections).default('arriving'),
	stage: z.enum(fileStages).nullable().default(null),
	search: z.string().trim().max(80).default(''),
	/** By default what waits for the organism comes first, then by deadline. */
	sort: z.enum(fileSorts).default('todo'),
	isDescending: z.boolean().default(false),
	page: z.number().int().min(1).max(10_000).default(1)
});
