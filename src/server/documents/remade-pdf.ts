import { createInflate } from 'node:zlib';
import {
	decodePDFRawStream,
	EncryptedPDFError,
	PDFArray,
	PDFDict,
	PDFDocument,
	PDFInvalidObject,
	PDFName,
	PDFNumber,
	PDFRawStream,
	PDFRef,
	type PDFObject,
	type PDFPage
} from '@cantoo/pdf-lib';
import { depositLimits, type ContentRefusal } from '#domain/documents/deposited-file.ts';
import { err, ok, type Result } from '#domain/result.ts';

/** Names of a PDF that run something, carry another file or reach out: a paper has none of them. */
const activeNames = new Set(
	[
		'JavaScript',
		'JS',
		'Launch',
		'EmbeddedFile',
		'EmbeddedFiles',
		'FileAttachment',
		'RichMedia',
		'Rendition',
		'Movie',
		'Sound',
		'3D',
		'XFA',
		'SubmitForm',
		'ImportData',
		'GoToE',
		'GoToR'
	].map((name) => PDFName.of(name))
);
/** What of a note on a page does something, or leads out of it; what it looks like stays. */
const actionKeys = ['A', 'AA', 'PA', 'Dest', 'Parent', 'Popup', 'IRT', 'FS'].map((name) => PDFName.of(name));
const pageKeys = ['AA', 'PieceInfo', 'Metadata', 'Thumb', 'B', 'StructParents'].map((name) => PDFName.of(name));

/** How far what a file holds may unfold, bytes: one image of the largest size, and all of a long document. */
const unfoldedStream = depositLimits.pixels * 4;
const unfoldedFile = 600_000_000;

/**
 * A PDF with its pages alone, written anew: what was not understood, what is not drawn on a page, what was hidden before
 * or behind it, and its actions, forms, names and dates are gone. One that runs something or carries files is refused.
 */
export async function remadePdf(content: Uint8Array): Promise<Result<Uint8Array, ContentRefusal>> {
	try {
		const read = await PDFDocument.load(content, { updateMetadata: false, throwOnInvalidObject: true });
		const objects = read.context.enumerateIndirectObjects().map(([, object]) => object);
		if (objects.some((object) => object instanceof PDFInvalidObject)) return err('UPLOAD_UNREADABLE');
		if (objects.some(isActive)) return err('UPLOAD_ACTIVE_PDF');
		const streams = objects.filter((object) => object instanceof PDFRawStream);
		if (streams.some(hasTooManyPixels)) return err('UPLOAD_TOO_MANY_PIXELS');
		if (await unfoldTooFar(streams)) return err('UPLOAD_UNREADABLE');
		if (read.getPageCount() === 0) return err('UPLOAD_UNREADABLE');
		for (const page of read.getPages()) disarm(page);
		const remade = await PDFDocument.create({ updateMetadata: false });
		for (const page of await remade.copyPages(read, read.getPageIndices())) remade.addPage(page);
		return ok(await remade.save({ useObjectStreams: false, addDefaultPage: false }));
	} catch (error) {
		return err(error instanceof EncryptedPDFError ? 'UPLOAD_LOCKED_PDF' : 'UPLOAD_UNREADABLE');
	}
}

/** Whether an object, or one written inside it, has an active name. */
function isActive(object: PDFObject): boolean {
	const waiting: PDFObject[] = [object];
	while (waiting.length > 0) {
		const one = waiting.pop()!;
		if (one instanceof PDFName && activeNames.has(one)) return true;
		if (one instanceof PDFArray) for (const inner of one.asArray()) waiting.push(inner);
		const dict = one instanceof PDFRawStream ? one.dict : one instanceof PDFDict ? one : null;
		for (const [key, value] of dict?.entries() ?? []) waiting.push(key, value);
	}
	return false;
}

function hasTooManyPixels({ dict }: PDFRawStream): boolean {
	const side = (name: string) => {
		const value = dict.lookup(PDFName.of(name));
		return value instanceof PDFNumber ? Math.abs(value.asNumber()) : 1;
	};
	return side('Width') * side('Height') > depositLimits.pixels;
}

/** Whether what is folded in the streams is out of all proportion: it would be unfolded by whoever opens the file. */
async function unfoldTooFar(streams: readonly PDFRawStream[]): Promise<boolean> {
	let total = 0;
	for (const stream of streams) {
		const length = await unfoldedLength(stream);
		total += length;
		if (length > unfoldedStream || total > unfoldedFile) return true;
	}
	return false;
}

const flate = PDFName.of('FlateDecode');
/** Compressions of images, which the size of the image bounds. */
const ofImages = ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'].map((name) => PDFName.of(name));

async function unfoldedLength(stream: PDFRawStream): Promise<number> {
	const filter = stream.dict.lookup(PDFName.of('Filter'));
	const filters = filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : [];
	if (filters.length === 0) return stream.getContentsSize();
	// Twice folded is a way of hiding how far it unfolds.
	if (filters.length > 2 || filters.filter((one) => one === flate).length > 1) return Infinity;
	if (filters.length === 1 && filters[0] === flate) return inflatedLength(stream.getContents());
	if (filters.some((one) => ofImages.includes(one as PDFName))) return stream.getContentsSize();
	return decodePDFRawStream(stream).decode().length;
}

/** Counts what comes out without keeping it, and stops counting where it is too much. */
async function inflatedLength(content: Uint8Array): Promise<number> {
	const inflate = createInflate();
	let length = 0;
	inflate.end(content);
	try {
		for await (const chunk of inflate) {
			length += (chunk as Buffer).length;
			if (length > unfoldedStream) return Infinity;
		}
	} catch {
		// Cut short, as careless writers leave them: what came out is what a reader would show.
	}
	return length;
}

/** Takes from a page what does something; what is drawn, notes and filled boxes included, stays. */
function disarm({ node }: PDFPage): void {
	for (const key of pageKeys) node.delete(key);
	const notes = node.Annots()?.asArray() ?? [];
	for (const note of notes) {
		const dict = note instanceof PDFRef ? node.context.lookup(note) : note;
		if (dict instanceof PDFDict) for (const key of actionKeys) dict.delete(key);
	}
}
