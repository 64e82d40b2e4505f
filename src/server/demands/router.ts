import {
	documentsInput,
	fileInput,
	readFileInput,
	fileListInput,
	incomeInput,
	uniqueNumberInput,
	warningInput
} from '#domain/demands/file.input.ts';
import { organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { getFile } from './file-view.ts';
import { askDocuments, completeFile, receiveDocuments, recordIncome } from './prepare-file.ts';
import { listFiles } from './queries.ts';
import { recordUniqueNumber } from './record-number.ts';
import { failCondition, loseRank, meetCondition, reachRank } from './settle-award.ts';
import { recordWarning, strikeOff } from './strike-off.ts';
import { getToDo } from './to-do.ts';

/** Files of exchange, for the organism that instructs them. */
export const demandRouter = router({
	toDo: organismProcedure.query(({ ctx }) => getToDo(ctx)),
	files: organismProcedure.input(fileListInput).query(({ ctx, input }) => listFiles(ctx, input)),
	file: organismProcedure.input(readFileInput).query(async ({ ctx, input }) => unwrap(await getFile(ctx, input))),
	askDocuments: organismProcedure
		.input(documentsInput)
		.mutation(async ({ ctx, input }) => unwrap(await askDocuments(ctx, input))),
	receiveDocuments: organismProcedure
		.input(documentsInput)
		.mutation(async ({ ctx, input }) => unwrap(await receiveDocuments(ctx, input))),
	recordIncome: organismProcedure
		.input(incomeInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordIncome(ctx, input))),
	recordUniqueNumber: organismProcedure
		.input(uniqueNumberInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordUniqueNumber(ctx, input))),
	completeFile: organismProcedure
		.input(fileInput)
		.mutation(async ({ ctx, input }) => unwrap(await completeFile(ctx, input))),
	meetCondition: organismProcedure
		.input(fileInput)
		.mutation(async ({ ctx, input }) => unwrap(await meetCondition(ctx, input))),
	failCondition: organismProcedure
		.input(fileInput)
		.mutation(async ({ ctx, input }) => unwrap(await failCondition(ctx, input))),
	reachRank: organismProcedure.input(fileInput).mutation(async ({ ctx, input }) => unwrap(await reachRank(ctx, input))),
	loseRank: organismProcedure.input(fileInput).mutation(async ({ ctx, input }) => unwrap(await loseRank(ctx, input))),
	recordWarning: organismProcedure
		.input(warningInput)
		.mutation(async ({ ctx, input }) => unwrap(await recordWarning(ctx, input))),
	strikeOff: organismProcedure.input(fileInput).mutation(async ({ ctx, input }) => unwrap(await strikeOff(ctx, input)))
});
