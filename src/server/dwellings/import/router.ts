import { importInput, mappingInput, nextLinesInput, reportInput } from '#domain/dwellings/import/import.input.ts';
import { organismProcedure, router, unwrap } from '../../platform/trpc.ts';
import { confirmImport, discardImport, mapImport } from './import-actions.ts';
import { getImport, listImports, nextLines, readReport } from './queries.ts';
import { receivedFileInput, receiveImport } from './receive-import.ts';

/** Files of dwellings that an organism sends: received, mapped, checked line by line, written whole or not at all. */
export const importRouter = router({
	list: organismProcedure.query(({ ctx }) => listImports(ctx)),
	read: organismProcedure.input(importInput).query(async ({ ctx, input }) => unwrap(await getImport(ctx, input))),
	report: organismProcedure.input(reportInput).query(async ({ ctx, input }) => unwrap(await readReport(ctx, input))),
	lines: organismProcedure.input(nextLinesInput).query(async ({ ctx, input }) => unwrap(await nextLines(ctx, input))),
	receive: organismProcedure
		.input(receivedFileInput)
		.mutation(async ({ ctx, input }) => unwrap(await receiveImport(ctx, input))),
	map: organismProcedure.input(mappingInput).mutation(async ({ ctx, input }) => unwrap(await mapImport(ctx, input))),
	confirm: organismProcedure
		.input(importInput)
		.mutation(async ({ ctx, input }) => unwrap(await confirmImport(ctx, input))),
	discard: organismProcedure
		.input(importInput)
		.mutation(async ({ ctx, input }) => unwrap(await discardImport(ctx, input)))
});
