import {
	acceptDocumentInput,
	fileOfCandidacyInput,
	ownFileInput,
	refuseDocumentInput
} from '#domain/documents/document.input.ts';
import { fileInput } from '#domain/demands/file.input.ts';
import { householdProcedure, organismProcedure, router, tenantProcedure, unwrap } from '../platform/trpc.ts';
import { depositFile, depositInput } from './deposit-file.ts';
import { getOwnDocuments } from './queries.ts';
import { readFileOfCandidacy, readOwnFile } from './read-file.ts';
import { acceptDocument, refuseDocument, takeCharge } from './review-document.ts';
import { takeBackFile } from './take-back-file.ts';

/** Supporting documents: what is asked from a household, what it sends, what the organism says of it. */
export const documentRouter = router({
	own: householdProcedure.query(({ ctx }) => getOwnDocuments(ctx)),
	deposit: householdProcedure
		.input(depositInput)
		.mutation(async ({ ctx, input }) => unwrap(await depositFile(ctx, input))),
	takeBack: tenantProcedure
		.input(ownFileInput)
		.mutation(async ({ ctx, input }) => unwrap(await takeBackFile(ctx, input))),
	ownFile: tenantProcedure.input(ownFileInput).query(async ({ ctx, input }) => unwrap(await readOwnFile(ctx, input))),
	file: organismProcedure
		.input(fileOfCandidacyInput)
		.query(async ({ ctx, input }) => unwrap(await readFileOfCandidacy(ctx, input))),
	accept: organismProcedure
		.input(acceptDocumentInput)
		.mutation(async ({ ctx, input }) => unwrap(await acceptDocument(ctx, input))),
	refuse: organismProcedure
		.input(refuseDocumentInput)
		.mutation(async ({ ctx, input }) => unwrap(await refuseDocument(ctx, input))),
	takeCharge: organismProcedure
		.input(fileInput)
		.mutation(async ({ ctx, input }) => unwrap(await takeCharge(ctx, input)))
});
