import { exportInput, exportRowsInput, filteredListInput } from '#domain/exports/export.input.ts';
import { organismProcedure, router, unwrap } from '../platform/trpc.ts';
import { previewExport, readExport, requestExport } from './request-export.ts';

/** Lists that the staff of an organism takes out as files. */
export const exportRouter = router({
	preview: organismProcedure.input(filteredListInput).query(({ ctx, input }) => previewExport(ctx, input)),
	request: organismProcedure
		.input(exportInput)
		.mutation(async ({ ctx, input }) => unwrap(await requestExport(ctx, input))),
	rows: organismProcedure.input(exportRowsInput).query(async ({ ctx, input }) => unwrap(await readExport(ctx, input)))
});
