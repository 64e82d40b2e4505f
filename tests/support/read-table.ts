/** Reads a file made in a test as an import does: whole, or refused. */
import { openFile } from '#server/dwellings/import/read-file.ts';
import { readRows } from '#server/platform/files/csv-reader.ts';
import { FileRefused } from '#server/platform/files/file-refused.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';

/** A file in memory, given in pieces so small that everything is cut somewhere. */
const fileOf = (name: string, bytes: Buffer | string, piece = 7) => {
	const all = Buffer.from(bytes);
	const pieces = () =>
		Array.from({ length: Math.ceil(all.length / piece) }, (_, index) =>
			all.subarray(index * piece, (index + 1) * piece)
		);
	return new ReceivedFile(name, all.length, false, pieces);
};

/** The rows of a file, read as an import does; or why it is refused, with the row. */
export async function readTable(name: string, bytes: Buffer | string, piece?: number) {
	try {
		const { table, texts } = await openFile(fileOf(name, bytes, piece));
		const rows = await Array.fromAsync(readRows(texts(), table.delimiter));
		return { encoding: table.encoding, delimiter: table.delimiter, rows: rows.map(({ cells }) => cells) };
	} catch (error) {
		if (error instanceof FileRefused) return { refused: error.problem, row: error.row };
		throw error;
	}
}
/** Why a file is refused; `read` when it is not. */
export const refusal = async (name: string, bytes: Buffer | string, piece?: number) => {
	const answer = await readTable(name, bytes, piece);
	return 'refused' in answer ? answer.refused : 'read';
};
