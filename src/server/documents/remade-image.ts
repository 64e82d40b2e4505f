import sharp from 'sharp';
import { depositLimits, type ContentRefusal } from '#domain/documents/deposited-file.ts';
import { err, ok, type Result } from '#domain/result.ts';

// Only what is taken may be read: the library knows many more formats, each with its own decoder.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
});
sharp.cache(false);
sharp.concurrency(1);

/** The longest side that is kept, pixels: a sheet of A4 at 300 points per inch, which small print needs. */
const longestSide = 3508;
/** Of the decoding, seconds. */
const patience = 15;

/**
 * An image decoded and encoded again as JPEG, upright: where and when it was taken, by which telephone, and what was
 * hidden behind it are gone.
 */
export async function remadeImage(content: Uint8Array): Promise<Result<Uint8Array, ContentRefusal>> {
	try {
		// The head of the file alone is read: nothing is decoded of an image that says it is too large.
		const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
		if (width * height > depositLimits.pixels) return err('UPLOAD_TOO_MANY_PIXELS');
		const image = sharp(content, { limitInputPixels: depositLimits.pixels, failOn: 'error', sequentialRead: true });
		return ok(
			await image
				.timeout({ seconds: patience })
				.autoOrient()
				.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
				.flatten({ background: '#ffffff' })
				.jpeg({ quality: 82 })
				.toBuffer()
		);
	} catch {
		return err('UPLOAD_UNREADABLE');
	}
}
