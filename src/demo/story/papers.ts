/** Papers of invented people, made on the spot: a picture of a card, a notice of one page. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';

/** A picture of one colour, pixels. */
export const paperPicture = (format: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 60, height = 40): Promise<Buffer> =>
	sharp({ create: { width, height, channels: 3, background: '#c8d5b9' } })
		.toFormat(format)
		.toBuffer();

/** A PDF of one page with a line of text; `change` adds to it before it is written. */
export async function paperPdf(
	text: string,
	change: (document: PDFDocument) => unknown = () => {}
): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const font = await document.embedFont(StandardFonts.Helvetica);
	document.addPage([300, 200]).drawText(text, { x: 20, y: 150, size: 14, font });
	await change(document);
	return document.save({ useObjectStreams: false });
}
