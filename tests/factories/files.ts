/** Small files made in memory: nothing of a real person, nothing large in the repository. */
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { ReceivedFile } from '#server/platform/files/received-form.ts';

/** A file as a form gives it. */
export const sentFile = (name: string, content: Uint8Array): ReceivedFile =>
	new ReceivedFile(name, content.length, false, () => [content]);

/** A picture of one colour. */
export const aPicture = (format: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 60, height = 40): Promise<Buffer> =>
	sharp({ create: { width, height, channels: 3, background: '#c8d5b9' } })
		.toFormat(format)
		.toBuffer();

/** A PDF of one page with a line of text. */
export async function aPdf(text = 'Avis', change: (document: PDFDocument) => unknown = () => {}): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const font = await document.embedFont(StandardFonts.Helvetica);
	document.addPage([300, 200]).drawText(text, { x: 20, y: 150, size: 14, font });
	await change(document);
	return document.save({ useObjectStreams: false });
}
