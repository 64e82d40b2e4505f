/** Small files made in memory: nothing of a real person, nothing large in the repository. */
import { paperPdf, paperPicture } from '#demo/story/papers.ts';
import { ReceivedFile } from '#server/platform/files/received-form.ts';

/** A file as a form gives it. */
export const sentFile = (name: string, content: Uint8Array): ReceivedFile =>
	new ReceivedFile(name, content.length, false, () => [content]);

export const aPicture = paperPicture;
export const aPdf = (text = 'Avis', change?: Parameters<typeof paperPdf>[1]) => paperPdf(text, change);
