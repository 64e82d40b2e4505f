import { z } from 'zod';
import { typedNumber } from '../typed.input.ts';
import { documentCodes } from './document.ts';
import { fileStages } from './file-stage.ts';
import { opinionKinds } from './opinion.ts';

export const fileInput = z.object({ legId: z.uuid() });
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
export const opinionInput = fileInput.extend({
	kind: z.enum(opinionKinds, 'OPINION_MISSING'),
	reasons: z.string().trim().max(2000).default('')
});
export const warningInput = fileInput.extend({ sentOn: z.iso.date('DAY_MISSING') });

export const fileSorts = ['due', 'reference', 'household', 'commune', 'stage'] as const;
export const fileDirections = ['arriving', 'leaving'] as const;

/** What the list of files may be asked. */
export const fileListInput = z.object({
	/** Households that would come into a dwelling of the organism, or tenants of it that would leave. */
	direction: z.enum(fileDirections).default('arriving'),
	stage: z.enum(fileStages).nullable().default(null),
	search: z.string().trim().max(80).default(''),
	sort: z.enum(fileSorts).default('due'),
	isDescending: z.boolean().default(false),
	page: z.number().int().min(1).max(10_000).default(1)
});
