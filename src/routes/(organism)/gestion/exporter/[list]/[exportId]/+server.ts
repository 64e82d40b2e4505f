import { error } from '@sveltejs/kit';
import { rowsTogether } from '#domain/exports/export.input.ts';
import * as m from '#i18n/paraglide/messages.js';
import { exportPurposeNames } from '#i18n/sentences/exports.ts';
import * as format from '#i18n/sentences/format.ts';
import { read } from '#ui/attempt.ts';
import { csvStream, csvType, fileHeaders } from '#ui/table-file/csv-file.ts';
import { workbook, workbookType } from '#ui/table-file/workbook-file.ts';
import { tableOfRows } from '../../columns.ts';
import { segmentOf } from '../../lists.ts';
import type { RequestHandler } from './$types';

/** A list that was asked for, as a file: read as it is written, by the one who asked, for some minutes. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const segment = segmentOf(params.list) ?? error(404);
	const { exportId } = params;
	const rowsFrom = (offset: number) => read(locals.api.exports.rows({ exportId, offset }));
	const first = await rowsFrom(0);
	const { header } = tableOfRows(first);
	const watermark = m.exports_watermark({
		organism: first.organism,
		person: first.person,
		when: format.dayAndTime(first.requestedAt),
		purpose: exportPurposeNames[first.purpose]()
	});
	async function* tables() {
		let some = first;
		for (let offset = 0; ; some = await rowsFrom(offset)) {
			yield tableOfRows(some).cells;
			offset += rowsTogether;
			if (some.rows.length < rowsTogether) return;
		}
	}
	if (first.format === 'csv') {
		const body = csvStream(header, tables(), { locale: locals.locale, watermark });
		return new Response(body, { headers: fileHeaders(`${segment}.csv`, csvType) });
	}
	const cells = (await Array.fromAsync(tables())).flat();
	const bytes = new Uint8Array(await workbook(header, cells, watermark));
	return new Response(bytes, { headers: fileHeaders(`${segment}.xlsx`, workbookType) });
};
