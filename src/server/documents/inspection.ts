import { fileTypeFromBuffer } from 'file-type';
import { takenEndings } from '#domain/documents/deposited-file.ts';
import { err, ok } from '#domain/result.ts';
import type { Inspected, Sent } from './inspect-file.ts';
import { remadeImage } from './remade-image.ts';
import { remadePdf } from './remade-pdf.ts';

/**
 * Looks at what was sent and makes it anew: nothing is kept of a file but what its reader understood. The type is read
 * in the content; the ending of the name must say the same.
 */
export async function inspect({ content, ending }: Sent): Promise<Inspected> {
	if (content.length === 0) return err('UPLOAD_EMPTY');
	const type = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime as string | undefined;
	if (!type || !Object.values(takenEndings).includes(type)) return err('UPLOAD_KIND');
	if (takenEndings[ending] !== type) return err('UPLOAD_NAME');
	const format = type === 'application/pdf' ? 'pdf' : 'jpeg';
	const made = await (format === 'pdf' ? remadePdf(content) : remadeImage(content));
	return made.ok ? ok({ format, content: made.value }) : made;
}
