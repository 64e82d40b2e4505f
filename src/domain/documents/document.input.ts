import { z } from 'zod';
import { documentCodes } from './document.ts';
import { documentRefusalReasons } from './document.workflow.ts';

const ofDocument = z.object({ legId: z.uuid(), code: z.enum(documentCodes) });

export const acceptDocumentInput = ofDocument.extend({
	/** The last day written on the document; empty when there is none. */
	validUntil: z
		.string()
		.trim()
		.default('')
		.transform((typed) => typed || null)
		.pipe(z.iso.date('DAY_MISSING').nullable())
});
export type AcceptDocumentInput = z.output<typeof acceptDocumentInput>;

export const refuseDocumentInput = ofDocument.extend({
	reason: z.enum(documentRefusalReasons, 'REFUSAL_REASON_MISSING')
});
export type RefuseDocumentInput = z.output<typeof refuseDocumentInput>;

export const fileOfCandidacyInput = z.object({ legId: z.uuid(), fileId: z.uuid() });
export const ownFileInput = z.object({ fileId: z.uuid() });
