import * as m from '#i18n/paraglide/messages.js';
import { lineChanges, lineFault, lineOutcomeNames } from '#i18n/sentences/imports.ts';
import { read } from '#ui/attempt.ts';
import type { Cell } from '#ui/table-file/cell.ts';
import { csvStream, csvType, fileHeaders } from '#ui/table-file/csv-file.ts';
import type { RequestHandler } from './$types';

/** The whole report of a file, to be corrected beside it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { importId } = params;
	type Line = Awaited<ReturnType<typeof locals.api.imports.lines>>[number];
	const linesAfter = (after: number): Promise<Line[]> => read(locals.api.imports.lines({ importId, after }));
	const first = await linesAfter(0);
	const rowOf = ({ line, reference, outcome, before, after, faults }: Line): Cell[] => {
		const details = faults ? faults.map(lineFault) : before && after ? lineChanges(before, after) : [];
		return [line, reference, lineOutcomeNames[outcome](), details.join(' | ')];
	};
	async function* rows() {
		for (let lines = first; lines.length > 0; lines = await linesAfter(lines.at(-1)!.line)) yield lines.map(rowOf);
	}
	const header = [m.imports_col_line(), m.gestion_col_reference(), m.imports_col_outcome(), m.imports_col_detail()];
	const body = csvStream(header, rows(), { locale: locals.locale, watermark: null });
	return new Response(body, { headers: fileHeaders('rapport.csv', csvType) });
};
