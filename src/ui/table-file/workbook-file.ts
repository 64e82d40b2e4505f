import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { guarded, type Cell } from './cell.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An XLSX workbook of one sheet. Texts are texts, never formulas, and stay so when they are copied elsewhere. */
export function workbook(
	header: readonly string[],
	rows: readonly (readonly Cell[])[],
	watermark: string
): Promise<Buffer<ArrayBufferLike>> {
	const title: Row = header.map((text) => ({ value: guarded(text), type: String, fontWeight: 'bold' }));
	const data = [title, ...rows.map((row): Row => row.map(cellOf)), [cellOf(watermark)]];
	return writeXlsxFile(data, { stickyRowsCount: 1 }).toBuffer();
}

const cellOf = (cell: Cell): Row[number] => {
	if (cell === null) return null;
	return typeof cell === 'number' ? { value: cell, type: Number } : { value: guarded(cell), type: String };
};
